import { useEffect, useState } from 'react'

export type Paper = 'light' | 'sepia' | 'dark'

/** The paper in use, also told to the page around the book; `auto` follows the theme of the app. */
export function usePaper(chosen: Paper | 'auto'): Paper {
  const isDark = useDarkness()
  const paper = chosen === 'auto' ? (isDark ? 'dark' : 'light') : chosen
  useEffect(() => {
    document.documentElement.dataset.paper = paper
    document.documentElement.dataset.theme = paper === 'dark' ? 'dark' : 'light'
  }, [paper])
  return paper
}

/** Whether the app is dark: as somebody chose, or as the system is. */
export function useDarkness(): boolean {
  const [isDark, setDark] = useState(readDarkness)
  useEffect(() => {
    const query = matchMedia('(prefers-color-scheme: dark)')
    const follow = () => setDark(readDarkness())
    query.addEventListener('change', follow)
    return () => query.removeEventListener('change', follow)
  }, [])
  return isDark
}

function readDarkness(): boolean {
  const chosen = localStorage.getItem('colophon.theme')
  return chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
}
