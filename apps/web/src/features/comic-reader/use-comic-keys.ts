import { useEffect, useRef } from 'react'
import { keyScroll } from '#reading/key-scroll.ts'

interface Keys {
  /** What scrolls, where all pages are one strip. */
  strip: React.RefObject<HTMLElement | null> | undefined
  onLeft: () => void
  onRight: () => void
  onNext: () => void
  onPrevious: () => void
  onFirst: () => void
  onLast: () => void
  /** Factor; 0 for the fitted size. */
  onZoom: (factor: number) => void
  onFull: (() => void) | undefined
  onGrid: () => void
  onBookmark: () => void
  onNotes: () => void
}

/** The keyboard, wherever the focus is. */
export function useComicKeys(keys: Keys): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || event.metaKey) return
      const { target, key } = event
      if (target instanceof Element && target.closest('input, select, textarea, dialog, [role=dialog], [role=menu]'))
        return
      if ((key === ' ' || key === 'Enter') && target instanceof Element && target.closest('button, a[href]')) return
      const action = actionOf(latest.current, event)
      if (!action) return
      event.preventDefault()
      action()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}

function actionOf(keys: Keys, event: KeyboardEvent): (() => void) | undefined {
  const { key, ctrlKey, shiftKey } = event
  if (key === '+' || key === '=') return () => keys.onZoom(1.25)
  if (key === '-') return () => keys.onZoom(1 / 1.25)
  if (key === '0') return () => keys.onZoom(0)
  if (ctrlKey) return undefined
  if (key === 'f') return keys.onFull
  if (key === 'g') return keys.onGrid
  if (key === 'b') return keys.onBookmark
  if (key === 'l') return keys.onNotes
  if (key === 'Home') return keys.onFirst
  if (key === 'End') return keys.onLast
  if (keys.strip) {
    const strip = keys.strip.current
    const by = strip && keyScroll(event, strip)
    return by ? () => strip.scrollBy(by) : undefined
  }
  if (key === 'ArrowLeft') return keys.onLeft
  if (key === 'ArrowRight') return keys.onRight
  if (key === 'PageUp' || (key === ' ' && shiftKey)) return keys.onPrevious
  if (key === 'PageDown' || key === ' ' || key === 'Enter') return keys.onNext
  return undefined
}
