import { useEffect, useMemo } from 'react'
import { useDarkness } from '#reading/use-paper.ts'
import { ownPaper, type Paper, papers } from './papers.ts'
import type { ReaderSettings } from './reader-settings.ts'

/** The paper in use, also told to the page around the book. */
export function usePagePaper({ paper: chosen, ownBackground, ownInk }: ReaderSettings): Paper {
  const isDark = useDarkness()
  const auto = localStorage.getItem('colophon.theme') === 'eink' ? 'ink' : isDark ? 'dark' : 'light'
  const name = chosen === 'auto' ? auto : chosen
  const paper = useMemo(
    () => (name === 'own' ? ownPaper(ownBackground, ownInk) : papers[name]),
    [name, ownBackground, ownInk],
  )
  useEffect(() => {
    const { dataset, style } = document.documentElement
    dataset.paper = name
    dataset.theme = paper.scheme
    style.setProperty('--own-background', paper.background)
    style.setProperty('--own-ink', paper.ink)
    document.querySelector('meta[name=theme-color]')?.setAttribute('content', paper.background)
  }, [name, paper])
  return paper
}
