import type { KeyboardEvent } from 'react'

/** Where an arrow leads from a place of the list; undefined where it leads out of it. */
export function placeAfter(
  key: string,
  { from, columns, count, isRightToLeft }: { from: number; columns: number; count: number; isRightToLeft: boolean },
): number | undefined {
  const onwards = isRightToLeft ? -1 : 1
  const steps: Record<string, number> = { ArrowDown: columns, ArrowUp: -columns }
  if (columns > 1) Object.assign(steps, { ArrowRight: onwards, ArrowLeft: -onwards })
  const step = steps[key]
  if (step === undefined) return undefined
  const to = from + step
  // From the last whole row down leads to the last book, also where no book stands right below.
  if (key === 'ArrowDown' && to >= count && Math.floor(from / columns) < Math.floor((count - 1) / columns)) {
    return count - 1
  }
  return to >= 0 && to < count ? to : undefined
}

/** Arrow keys go from book to book as they stand beside and below each other; Tab still goes through all of them. */
export function useArrowKeys({ columns, count }: { columns: number; count: number }) {
  return (event: KeyboardEvent<HTMLElement>) => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const { target, currentTarget } = event
    const link = target instanceof HTMLElement ? target.closest('a') : null
    const place = link?.closest<HTMLElement>('[data-place]')
    if (!place) return
    const isRightToLeft = getComputedStyle(currentTarget).direction === 'rtl'
    const to = placeAfter(event.key, { from: Number(place.dataset.place), columns, count, isRightToLeft })
    const next = to === undefined ? null : currentTarget.querySelector<HTMLElement>(`[data-place="${to}"] a`)
    if (!next) return
    event.preventDefault()
    next.focus()
  }
}
