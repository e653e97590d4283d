import { useCallback, useState } from 'react'

export const paperNames = ['light', 'sepia', 'dark'] as const
export type PaperName = (typeof paperNames)[number]

export interface ReaderSettings {
  /** `auto` follows the theme of the app. */
  paper: PaperName | 'auto'
  /** Percent of the size that the book was set in. */
  fontSize: number
}

export const fontSizes = { least: 70, most: 220, step: 10 }

export const papers: Record<PaperName, { scheme: 'light' | 'dark'; background: string; ink: string; link: string }> = {
  light: { scheme: 'light', background: '#fdfcfa', ink: '#1b1a18', link: '#1d5f4e' },
  sepia: { scheme: 'light', background: '#f4ead6', ink: '#43351f', link: '#6b4a12' },
  dark: { scheme: 'dark', background: '#131412', ink: '#d6d3cb', link: '#74c5a9' },
}

const KEY = 'colophon.reader'

/** What a reader chose, kept in this browser. */
export function readSettings(storage: Pick<Storage, 'getItem'> = localStorage): ReaderSettings {
  const settings: ReaderSettings = { paper: 'auto', fontSize: 100 }
  try {
    const kept: unknown = JSON.parse(storage.getItem(KEY) ?? '{}')
    if (typeof kept !== 'object' || kept === null) return settings
    const { paper, fontSize } = kept as Record<string, unknown>
    const known = paperNames.find((name) => name === paper)
    if (known) settings.paper = known
    if (typeof fontSize === 'number' && fontSize >= fontSizes.least && fontSize <= fontSizes.most) {
      settings.fontSize = fontSize
    }
  } catch {
    // Somebody else's entry: begin anew.
  }
  return settings
}

export function useReaderSettings(): [ReaderSettings, (change: Partial<ReaderSettings>) => void] {
  const [settings, setSettings] = useState(readSettings)
  const change = useCallback((change: Partial<ReaderSettings>) => {
    setSettings((before) => {
      const after = { ...before, ...change }
      localStorage.setItem(KEY, JSON.stringify(after))
      return after
    })
  }, [])
  return [settings, change]
}
