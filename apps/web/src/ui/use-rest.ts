import { startTransition, useEffect, useState } from 'react'

/** So long a page has for what it was opened for. */
const FIRST_MS = 1_000

/** False at first; true once the page is drawn and nothing else goes on: the time to put together what may be wanted later. */
export function useRest(): boolean {
  const [isResting, setResting] = useState(false)
  useEffect(() => {
    let idle: number | undefined
    // What is put together then gives way to whatever somebody does meanwhile.
    const rest = () => startTransition(() => setResting(true))
    const timer = setTimeout(() => {
      // Safari has no idle callbacks.
      if (typeof requestIdleCallback === 'undefined') rest()
      else idle = requestIdleCallback(rest)
    }, FIRST_MS)
    return () => {
      clearTimeout(timer)
      if (idle !== undefined) cancelIdleCallback(idle)
    }
  }, [])
  return isResting
}
