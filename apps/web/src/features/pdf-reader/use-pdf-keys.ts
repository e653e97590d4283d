import { useEffect, useRef } from 'react'
import { keyScroll } from '#reading/key-scroll.ts'

interface Keys {
  /** What scrolls, where not one page is shown at a time. */
  scroller: React.RefObject<HTMLElement | null> | undefined
  onNext: () => void
  onPrevious: () => void
  onFirst: () => void
  onLast: () => void
  /** Factor; 0 for the width of the window. */
  onZoom: (factor: number) => void
  onSearch: () => void
  /** Back from a jump; undefined where nothing jumped. */
  onReturn: (() => void) | undefined
  onRotate: () => void
  onBookmark: () => void
  onNotes: () => void
  onHighlight: () => void
}

export function usePdfKeys(keys: Keys): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey) return
      const { target, key } = event
      const isCommand = event.ctrlKey || event.metaKey
      if (isCommand && key.toLowerCase() === 'f') {
        event.preventDefault()
        latest.current.onSearch()
        return
      }
      if (target instanceof Element && target.closest('input, select, textarea, dialog, [role=dialog], [role=menu]'))
        return
      if ((key === ' ' || key === 'Enter') && target instanceof Element && target.closest('button, a[href]')) return
      const action = actionOf(latest.current, event, isCommand)
      if (!action) return
      event.preventDefault()
      action()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}

function actionOf(keys: Keys, event: KeyboardEvent, isCommand: boolean): (() => void) | undefined {
  const { key, shiftKey } = event
  if (key === '+' || key === '=') return () => keys.onZoom(1.2)
  if (key === '-') return () => keys.onZoom(1 / 1.2)
  if (key === '0') return () => keys.onZoom(0)
  if (isCommand) return undefined
  if (key === '/') return keys.onSearch
  if (key === 'Backspace') return keys.onReturn
  if (key === 'r') return keys.onRotate
  if (key === 'b') return keys.onBookmark
  if (key === 'l') return keys.onNotes
  if (key === 'h') return keys.onHighlight
  if (key === 'Home') return keys.onFirst
  if (key === 'End') return keys.onLast
  if (key === 'ArrowRight' || key === 'n') return keys.onNext
  if (key === 'ArrowLeft' || key === 'p') return keys.onPrevious
  if (keys.scroller) {
    const scroller = keys.scroller.current
    const by = scroller && keyScroll(event, scroller)
    return by ? () => scroller.scrollBy(by) : undefined
  }
  if (key === 'PageDown' || (key === ' ' && !shiftKey)) return keys.onNext
  if (key === 'PageUp' || key === ' ') return keys.onPrevious
  return undefined
}
