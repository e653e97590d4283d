import { useEffect } from 'react'
import { announce } from './announcer.tsx'

/** The page that one came in on is read out by the browser itself. */
const first = 'Colophon'

/** The name of the page in the tab and in the history of the browser. */
export function useTitle(title: string | undefined): void {
  useEffect(() => {
    if (title && document.title !== first) announce(title)
    document.title = title ? `${title} – Colophon` : 'Colophon'
  }, [title])
}
