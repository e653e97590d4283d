import { useState } from 'react'

/** The pages that jumps led away from, to return to one by one. */
export function usePageTrail(goTo: (page: number) => void) {
  const [trail, setTrail] = useState<readonly number[]>([])
  const last = trail.at(-1)
  return {
    leave: (page: number) => setTrail((before) => (before.at(-1) === page ? before : [...before, page])),
    /** Undefined where nothing jumped. */
    back:
      last === undefined
        ? undefined
        : () => {
            goTo(last)
            setTrail(trail.slice(0, -1))
          },
  }
}
