import { useCallback, useState } from 'react'
import type { Layout, Zoom } from './page-layout.ts'

export const pdfLayouts = ['scroll', 'single', 'spread'] as const
export const pdfPapers = ['auto', 'light', 'sepia', 'dark'] as const

export interface PdfSettings {
  layout: Layout
  zoom: Zoom
  /** `auto` follows the theme of the app. */
  paper: (typeof pdfPapers)[number]
}

const KEY = 'colophon.pdf'

function readSettings(): PdfSettings {
  const settings: PdfSettings = { layout: 'scroll', zoom: 'width', paper: 'auto' }
  try {
    const { layout, zoom, paper } = (JSON.parse(localStorage.getItem(KEY) ?? '{}') ?? {}) as Record<string, unknown>
    settings.layout = pdfLayouts.find((one) => one === layout) ?? settings.layout
    settings.paper = pdfPapers.find((one) => one === paper) ?? settings.paper
    if (zoom === 'width' || zoom === 'page') settings.zoom = zoom
  } catch {
    // Somebody else's entry: begin anew.
  }
  return settings
}

/** What a reader chose, kept in this browser. A zoom by hand is of the moment. */
export function usePdfSettings(): [PdfSettings, (change: Partial<PdfSettings>) => void] {
  const [settings, setSettings] = useState(readSettings)
  const change = useCallback((change: Partial<PdfSettings>) => {
    setSettings((before) => {
      const after = { ...before, ...change }
      localStorage.setItem(KEY, JSON.stringify(after))
      return after
    })
  }, [])
  return [settings, change]
}
