import { useEffect, useRef } from 'react'

interface Keys {
  isStrip: boolean
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

/** The keyboard, wherever the focus is. A strip is scrolled by the browser's own keys. */
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

function actionOf(keys: Keys, { key, ctrlKey, shiftKey }: KeyboardEvent): (() => void) | undefined {
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
  if (keys.isStrip) return undefined
  if (key === 'ArrowLeft') return keys.onLeft
  if (key === 'ArrowRight') return keys.onRight
  if (key === 'PageUp' || (key === ' ' && shiftKey)) return keys.onPrevious
  if (key === 'PageDown' || key === ' ' || key === 'Enter') return keys.onNext
  return undefined
}
