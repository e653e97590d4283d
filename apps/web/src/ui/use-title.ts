import { useEffect } from 'react'

/** The name of the page in the tab and in the history of the browser. */
export function useTitle(title: string | undefined): void {
  useEffect(() => {
    document.title = title ? `${title} – Colophon` : 'Colophon'
  }, [title])
}
