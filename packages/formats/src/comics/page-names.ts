import { compareNaturally } from '../text/compare-naturally.ts'

const PICTURE = /\.(jpe?g|png|gif|webp|avif|bmp|jxl|jp2|tiff?)$/i

/** Whether an entry of an archive is a page: a picture that is not the litter of an operating system. */
export function isPageName(name: string): boolean {
  return PICTURE.test(name) && !isJunkName(name)
}

/** Resource forks, dot files and thumbnails that end up in archives by accident. */
export function isJunkName(name: string): boolean {
  return /(^|\/)(\.[^/]|__MACOSX\/|Thumbs\.db$|desktop\.ini$)/i.test(name.replaceAll('\\', '/'))
}

/** Order of pages as a person numbers them: 2 before 10, folder by folder. */
export function comparePageNames(a: string, b: string): number {
  const left = a.replaceAll('\\', '/').split('/')
  const right = b.replaceAll('\\', '/').split('/')
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = compareNaturally(left[i] as string, right[i] as string)
    if (order !== 0) return order
  }
  return left.length - right.length || (a < b ? -1 : a > b ? 1 : 0)
}
