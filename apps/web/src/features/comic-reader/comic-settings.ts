import { useCallback, useState } from 'react'

export const layouts = ['auto', 'single', 'spread', 'strip'] as const
export const directions = ['auto', 'ltr', 'rtl'] as const
export const fits = ['page', 'width', 'height', 'original'] as const
export const backgrounds = ['paper', 'black', 'white'] as const

export interface ComicSettings {
  /** `auto`: two pages where the window is wide, a strip where the pages are one. */
  layout: (typeof layouts)[number]
  /** `auto`: as the comic says. */
  direction: (typeof directions)[number]
  fit: (typeof fits)[number]
  background: (typeof backgrounds)[number]
  isCoverAlone: boolean
}

const KEY = 'colophon.comics'
/** The way a comic is read is its own; how it looks is the reader's. */
const OF_THE_BOOK = ['layout', 'direction', 'isCoverAlone'] as const

type Kept = Partial<Record<string, unknown>>

function readKept(key: string): Kept {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '{}')
    return typeof kept === 'object' && kept !== null ? (kept as Kept) : {}
  } catch {
    return {}
  }
}

function readSettings(bookId: string): ComicSettings {
  const device = readKept(KEY)
  const book = readKept(`${KEY}.${bookId}`)
  return {
    layout: layouts.find((one) => one === book.layout) ?? 'auto',
    direction: directions.find((one) => one === book.direction) ?? 'auto',
    fit: fits.find((one) => one === device.fit) ?? 'page',
    background: backgrounds.find((one) => one === device.background) ?? 'paper',
    isCoverAlone: book.isCoverAlone !== false,
  }
}

/** What a reader chose, kept in this browser: some of it for all comics, some for this one. */
export function useComicSettings(bookId: string): [ComicSettings, (change: Partial<ComicSettings>) => void] {
  const [settings, setSettings] = useState(() => readSettings(bookId))
  const change = useCallback(
    (change: Partial<ComicSettings>) => {
      setSettings((before) => ({ ...before, ...change }))
      for (const [name, value] of Object.entries(change)) {
        const key = OF_THE_BOOK.some((own) => own === name) ? `${KEY}.${bookId}` : KEY
        localStorage.setItem(key, JSON.stringify({ ...readKept(key), [name]: value }))
      }
    },
    [bookId],
  )
  return [settings, change]
}
