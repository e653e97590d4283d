import { useSyncExternalStore } from 'react'

const coarse = matchMedia('(pointer: coarse)')

function follow(changed: () => void) {
  coarse.addEventListener('change', changed)
  return () => coarse.removeEventListener('change', changed)
}

/** Whether a finger is what points here: what shows itself to a mouse alone need not be made then. */
export const useCoarsePointer = (): boolean => useSyncExternalStore(follow, () => coarse.matches)
