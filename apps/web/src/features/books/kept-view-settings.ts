import { type View, views } from './book-search.ts'

export const columns = ['author', 'series', 'formats', 'language', 'state', 'rating', 'published', 'added'] as const
export type Column = (typeof columns)[number]

/** How this device shows the library. */
export interface ViewSettings {
  view: View
  /** Least width of a cover in the grid; undefined for what suits the window. */
  coverWidth: number | undefined
  columns: readonly Column[]
}

export const COVER_WIDTHS = { least: 80, most: 260 }

const KEY = 'colophon.library'
const usual: ViewSettings = {
  view: 'grid',
  coverWidth: undefined,
  columns: ['author', 'series', 'formats', 'state', 'added'],
}

/** What was kept may be of another version, or nothing that we wrote. */
function readViewSettings(text: string | null): ViewSettings {
  try {
    const kept = JSON.parse(text ?? '{}') as Partial<Record<keyof ViewSettings, unknown>>
    const width = Number(kept.coverWidth)
    const chosen = Array.isArray(kept.columns) ? kept.columns : usual.columns
    return {
      view: views.find((view) => view === kept.view) ?? usual.view,
      coverWidth: width >= COVER_WIDTHS.least && width <= COVER_WIDTHS.most ? width : undefined,
      columns: columns.filter((column) => chosen.includes(column)),
    }
  } catch {
    return usual
  }
}

export const keptViewSettings = (): ViewSettings => readViewSettings(localStorage.getItem(KEY))
export const keepViewSettings = (settings: ViewSettings): void => localStorage.setItem(KEY, JSON.stringify(settings))
