import { useState } from 'react'

export interface Marked {
  ids: number[]
  has(id: number): boolean
  toggle(id: number): void
  all(): void
  none(): void
}

/** Which rows of a page are marked; what is no longer on the page is not marked either. */
export function useMarked(shown: readonly number[]): Marked {
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  return {
    ids: shown.filter((id) => chosen.has(id)),
    has: (id) => chosen.has(id),
    toggle: (id) =>
      setChosen((before) => new Set(before.has(id) ? [...before].filter((other) => other !== id) : [...before, id])),
    all: () => setChosen(new Set(shown)),
    none: () => setChosen(new Set()),
  }
}
