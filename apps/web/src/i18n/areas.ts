import { words as core } from './en/areas/core.ts'
import type { Language } from './languages.ts'

/**
 * The catalogue in parts: a page brings the words that it says, in the language of the reader. The core in English is a
 * part of the app and stands in where words cannot be had.
 */
export const areas = {
  core: { en: async () => ({ words: core }), de: () => import('./de/areas/core.ts') },
  book: { en: () => import('./en/areas/book.ts'), de: () => import('./de/areas/book.ts') },
  notes: { en: () => import('./en/areas/notes.ts'), de: () => import('./de/areas/notes.ts') },
  readers: { en: () => import('./en/areas/readers.ts'), de: () => import('./de/areas/readers.ts') },
  acquisition: { en: () => import('./en/areas/acquisition.ts'), de: () => import('./de/areas/acquisition.ts') },
  devices: { en: () => import('./en/areas/devices.ts'), de: () => import('./de/areas/devices.ts') },
  start: { en: () => import('./en/areas/start.ts'), de: () => import('./de/areas/start.ts') },
  account: { en: () => import('./en/areas/account.ts'), de: () => import('./de/areas/account.ts') },
  settings: { en: () => import('./en/areas/settings.ts'), de: () => import('./de/areas/settings.ts') },
  administration: {
    en: () => import('./en/areas/administration.ts'),
    de: () => import('./de/areas/administration.ts'),
  },
} satisfies Record<string, Record<Language, () => Promise<{ words: object }>>>

export type Area = keyof typeof areas
