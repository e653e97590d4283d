import type { View } from 'foliate-js/view.js'
import type { Picture } from './picture-dialog.tsx'
import { screenPoint } from './turning.ts'

/** Smaller ones are ornaments. */
const LEAST_PX = 48

/** The picture that a click meant; at the edges a finger turns the page, whatever lies under it. */
export function pictureUnder(event: MouseEvent): Picture | undefined {
  const target = event.target as Element | null
  if (event.button !== 0 || !target || target.closest('a[href]')) return undefined
  const share = screenPoint(event).x / innerWidth
  const isFinger = (event as PointerEvent).pointerType === 'touch'
  if (isFinger && (share < 0.2 || share > 0.8)) return undefined
  const element = target.closest('img, image')
  return element ? pictureOf(element) : undefined
}

/** The first picture on the page that is open. */
export function pictureOnPage(view: View, range: Range | null | undefined): Picture | undefined {
  for (const { doc } of view.renderer.getContents()) {
    for (const element of doc.querySelectorAll('img, image')) {
      const picture = !range || range.intersectsNode(element) ? pictureOf(element) : undefined
      if (picture) return picture
    }
  }
  return undefined
}

function pictureOf(element: Element): Picture | undefined {
  const { width, height } = element.getBoundingClientRect()
  const src =
    element.localName === 'image'
      ? (element.getAttribute('href') ?? element.getAttributeNS('http://www.w3.org/1999/xlink', 'href'))
      : element.getAttribute('src')
  if (!src || !/^(?:blob:|data:image\/)/.test(src) || width < LEAST_PX || height < LEAST_PX) return undefined
  const alt =
    element.getAttribute('alt') ??
    element.closest('svg')?.querySelector('title')?.textContent ??
    element.getAttribute('title')
  return { src, alt: alt?.trim() ?? '' }
}
