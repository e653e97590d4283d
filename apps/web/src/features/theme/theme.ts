import { useSyncExternalStore } from 'react'

export const themes = ['system', 'light', 'dark', 'eink'] as const
export type Theme = (typeof themes)[number]

/** `--paper` of each theme, for the bars that the browser draws. */
const papers = { light: '#faf9f7', dark: '#131412', eink: '#ffffff' }

const KEY = 'colophon.theme'
const listeners = new Set<() => void>()

export function chosenTheme(): Theme {
  const kept = localStorage.getItem(KEY)
  return themes.find((theme) => theme === kept) ?? 'system'
}

/** Colours the page as chosen. index.html does the same before the first paint; this follows later changes. */
export function applyTheme(): void {
  const theme = chosenTheme()
  const isDark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches)
  const shown = theme === 'eink' ? 'eink' : isDark ? 'dark' : 'light'
  document.documentElement.dataset.theme = shown
  for (const meta of document.querySelectorAll('meta[name=theme-color]')) meta.setAttribute('content', papers[shown])
}

/** Keeps the page in step with the system and with other tabs. */
export function followTheme(): void {
  const follow = () => {
    applyTheme()
    for (const listener of listeners) listener()
  }
  applyTheme()
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', follow)
  addEventListener('storage', follow)
}

export function chooseTheme(theme: Theme): void {
  localStorage.setItem(KEY, theme)
  applyTheme()
  for (const listener of listeners) listener()
}

export function useTheme(): Theme {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, chosenTheme)
}
