import { useSyncExternalStore } from 'react'

let said = ''
const listeners = new Set<() => void>()

/** Tells those who hear the page: a page that came, work that is done. */
export function announce(text: string): void {
  said = text
  for (const listener of listeners) listener()
}

/** Where announcements are read from; once in every page. */
export function Announcer() {
  const text = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => said,
  )
  return (
    <p role="status" className="sr-only">
      {text}
    </p>
  )
}
