import { useCallback, useState } from 'react'
import { type PaperName, paperNames } from './papers.ts'

export interface ReaderSettings {
  /** `auto` follows the theme of the app. */
  paper: PaperName | 'auto'
  ownBackground: string
  ownInk: string
  font: 'book' | 'serif' | 'sans' | 'dyslexia'
  /** Percent of the size that the book was set in. */
  fontSize: number
  /** Null wherever the book decides. */
  weight: number | null
  lineSpacing: number | null
  paragraphSpacing: number | null
  margin: 'narrow' | 'medium' | 'wide'
  align: 'book' | 'start' | 'justify'
  hyphens: 'book' | 'on' | 'off'
  flow: 'pages' | 'scroll'
  columns: 'auto' | 'one' | 'two'
  turn: 'slide' | 'still'
  /** 0 to 1: how far the screen is darkened, and how warm its light is. */
  dimness: number
  warmth: number
}

export const usualSettings: ReaderSettings = {
  paper: 'auto',
  ownBackground: '#e8efe4',
  ownInk: '#23301f',
  font: 'book',
  fontSize: 100,
  weight: null,
  lineSpacing: null,
  paragraphSpacing: null,
  margin: 'medium',
  align: 'book',
  hyphens: 'book',
  flow: 'pages',
  columns: 'auto',
  turn: 'slide',
  dimness: 0,
  warmth: 0,
}

type Reading<Value> = (kept: unknown) => Value | undefined

const oneOf =
  <Value extends string>(...values: readonly Value[]): Reading<Value> =>
  (kept) =>
    values.find((value) => value === kept)
const within =
  (least: number, most: number): Reading<number> =>
  (kept) =>
    typeof kept === 'number' && kept >= least && kept <= most ? kept : undefined
const perhaps =
  <Value>(read: Reading<Value>): Reading<Value | null> =>
  (kept) =>
    kept === null ? null : read(kept)
const color: Reading<string> = (kept) => (typeof kept === 'string' && /^#[0-9a-f]{6}$/i.test(kept) ? kept : undefined)

/** From which to which value, and by what step, the numbers among the settings go. */
export const ranges = {
  fontSize: { least: 70, most: 250, step: 10 },
  weight: { least: 300, most: 700, step: 100 },
  lineSpacing: { least: 1, most: 2.4, step: 0.1 },
  paragraphSpacing: { least: 0, most: 2, step: 0.25 },
  dimness: { least: 0, most: 0.8, step: 0.05 },
  warmth: { least: 0, most: 1, step: 0.05 },
} as const

const number = ({ least, most }: { least: number; most: number }) => within(least, most)

const fields: { [Name in keyof ReaderSettings]: Reading<ReaderSettings[Name]> } = {
  paper: oneOf('auto', ...paperNames),
  ownBackground: color,
  ownInk: color,
  font: oneOf('book', 'serif', 'sans', 'dyslexia'),
  fontSize: number(ranges.fontSize),
  weight: perhaps(number(ranges.weight)),
  lineSpacing: perhaps(number(ranges.lineSpacing)),
  paragraphSpacing: perhaps(number(ranges.paragraphSpacing)),
  margin: oneOf('narrow', 'medium', 'wide'),
  align: oneOf('book', 'start', 'justify'),
  hyphens: oneOf('book', 'on', 'off'),
  flow: oneOf('pages', 'scroll'),
  columns: oneOf('auto', 'one', 'two'),
  turn: oneOf('slide', 'still'),
  dimness: number(ranges.dimness),
  warmth: number(ranges.warmth),
}

/** What is known of a kept entry; anything else in it is left out. */
export function readKept(text: string | null): Partial<ReaderSettings> {
  const settings: Record<string, unknown> = {}
  const kept = parsed(text)
  for (const [name, read] of Object.entries(fields)) {
    const value = Object.hasOwn(kept, name) ? read(kept[name]) : undefined
    if (value !== undefined) settings[name] = value
  }
  return settings as Partial<ReaderSettings>
}

function parsed(text: string | null): Record<string, unknown> {
  try {
    const kept: unknown = JSON.parse(text ?? '{}')
    return typeof kept === 'object' && kept !== null ? (kept as Record<string, unknown>) : {}
  } catch {
    // Somebody else's entry: begin anew.
    return {}
  }
}

const KEY = 'colophon.reader'
const BOOKS_KEY = 'colophon.reader.books'
/** Books whose own settings are remembered on this device, the latest ones. */
const KEPT_BOOKS = 200

/** `books`: as all books on this device are shown; `book`: as this one is. */
export type Scope = 'books' | 'book'

/** Settings on this device: for all books, and for single books what differs there. */
export function settingsStore(bookId: string, storage: Pick<Storage, 'getItem' | 'setItem'>) {
  const ofAll = () => readKept(storage.getItem(KEY))
  const byBook = () => parsed(storage.getItem(BOOKS_KEY))
  const ofBook = () => readKept(JSON.stringify(byBook()[bookId] ?? {}))
  const keepOfBook = (settings: Partial<ReaderSettings>) => {
    const { [bookId]: _, ...others } = byBook()
    const isEmpty = Object.keys(settings).length === 0
    const entries = [...Object.entries(others), ...(isEmpty ? [] : [[bookId, settings] as const])]
    storage.setItem(BOOKS_KEY, JSON.stringify(Object.fromEntries(entries.slice(-KEPT_BOOKS))))
  }
  return {
    read: (): ReaderSettings => ({ ...usualSettings, ...ofAll(), ...ofBook() }),
    hasOwn: () => Object.keys(ofBook()).length > 0,
    change(scope: Scope, change: Partial<ReaderSettings>) {
      if (scope === 'book') {
        keepOfBook({ ...ofBook(), ...change })
        return
      }
      storage.setItem(KEY, JSON.stringify({ ...ofAll(), ...change }))
      // What somebody just set for all books must be seen in this one.
      const own = Object.entries(ofBook()).filter(([name]) => !Object.hasOwn(change, name))
      keepOfBook(Object.fromEntries(own))
    },
    /** Back to what all books have, or to how the reader came. */
    reset(scope: Scope) {
      keepOfBook({})
      if (scope === 'books') storage.setItem(KEY, '{}')
    },
  }
}

export interface SettingsInUse {
  settings: ReaderSettings
  scope: Scope
  chooseScope: (scope: Scope) => void
  change: (change: Partial<ReaderSettings>) => void
  reset: () => void
}

export function useReaderSettings(bookId: string): SettingsInUse {
  const [store] = useState(() => settingsStore(bookId, localStorage))
  const [settings, setSettings] = useState(store.read)
  const [scope, setScope] = useState<Scope>(() => (store.hasOwn() ? 'book' : 'books'))
  const change = useCallback(
    (change: Partial<ReaderSettings>) => {
      store.change(scope, change)
      setSettings(store.read())
    },
    [store, scope],
  )
  const reset = useCallback(() => {
    store.reset(scope)
    setSettings(store.read())
  }, [store, scope])
  return { settings, scope, chooseScope: setScope, change, reset }
}
