import type { BookAnnotation } from '@colophon/contract/web/annotations.ts'

/** What makes a highlight, a note or a bookmark. */
export type NewNote = Pick<BookAnnotation, 'kind' | 'quote' | 'note' | 'color' | 'locator' | 'fraction' | 'chapter'> & {
  fileId: string
  groupId?: string | null
}
export type NoteChange = Partial<Pick<BookAnnotation, 'kind' | 'note' | 'color' | 'groupId'>>

type Waiting =
  | { act: 'add'; id: string; at: string; body: NewNote }
  | { act: 'change'; id: string; body: NoteChange }
  | { act: 'remove'; id: string }

export interface NoteCalls {
  add(body: NewNote): Promise<BookAnnotation>
  change(id: string, body: NoteChange): Promise<BookAnnotation>
  remove(id: string): Promise<unknown>
  /** The server refused for good; trying again would not help. */
  isRefusal(error: unknown): boolean
}

const RETRY_MS = 5_000
/** Marks what the server does not know yet. */
const LOCAL = 'local:'

export const isUnsent = ({ id }: Pick<BookAnnotation, 'id'>) => id.startsWith(LOCAL)

/**
 * Highlights, notes and bookmarks of one book: what is done is seen at once, sent in order, and kept on this device for
 * as long as the server cannot be reached.
 */
export function noteKeeper(
  bookId: string,
  calls: NoteCalls,
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
  onRefused: (error: unknown) => void,
) {
  const key = `colophon.reader.notes.${bookId}`
  let known: BookAnnotation[] = []
  let waiting = readWaiting(storage.getItem(key))
  let shown: readonly BookAnnotation[] = applied(known, waiting)
  let timer: ReturnType<typeof setTimeout> | undefined
  let isSending = false
  let count = 0
  /** What the server calls that which was made here. */
  const names = new Map<string, string>()
  /** What the server confirmed while a list was on its way, which may be older: nothing where a note was taken off. */
  const meanwhile = new Set<Map<string, BookAnnotation | undefined>>()
  const listeners = new Set<() => void>()

  const tell = () => {
    shown = applied(known, waiting)
    for (const listener of listeners) listener()
  }
  const keep = () => {
    if (waiting.length === 0) storage.removeItem(key)
    else storage.setItem(key, JSON.stringify(waiting))
    tell()
  }
  const push = (act: Waiting) => {
    waiting.push(act)
    keep()
    void flush()
  }

  async function flush(): Promise<void> {
    clearTimeout(timer)
    if (isSending) return
    isSending = true
    try {
      for (let next = waiting[0]; next; next = waiting[0]) {
        await send(next)
        waiting.shift()
        keep()
      }
    } catch {
      timer = setTimeout(() => void flush(), RETRY_MS)
    }
    isSending = false
  }

  function confirm(id: string, note: BookAnnotation | undefined): void {
    known = [...known.filter((other) => other.id !== id), ...(note ? [note] : [])]
    for (const confirmed of meanwhile) confirmed.set(id, note)
  }

  async function send(act: Waiting): Promise<void> {
    try {
      if (act.act === 'remove') {
        await calls.remove(act.id)
        confirm(act.id, undefined)
        return
      }
      const saved = act.act === 'add' ? await calls.add(act.body) : await calls.change(act.id, act.body)
      confirm(saved.id, saved)
      if (act.act !== 'add') return
      // What was done to it in the meantime is meant for what the server now calls it.
      names.set(act.id, saved.id)
      waiting = waiting.map((other) => (other.id === act.id && other !== act ? { ...other, id: saved.id } : other))
    } catch (error) {
      if (!calls.isRefusal(error)) throw error
      // What depends on it cannot be done either.
      if (act.act === 'add') waiting = waiting.filter((other) => other === act || other.id !== act.id)
      onRefused(error)
    }
  }

  return {
    /** Asks what the server has. */
    async learn(ask: () => Promise<readonly BookAnnotation[]>): Promise<void> {
      const confirmed = new Map<string, BookAnnotation | undefined>()
      meanwhile.add(confirmed)
      try {
        const asked = await ask()
        known = [
          ...asked.filter(({ id }) => !confirmed.has(id)),
          ...[...confirmed.values()].filter((note) => note !== undefined),
        ]
        tell()
      } finally {
        meanwhile.delete(confirmed)
      }
    },
    list: () => shown,
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    add(body: NewNote): string {
      const at = new Date().toISOString()
      count += 1
      const id = `${LOCAL}${at}.${count}`
      push({ act: 'add', id, at, body })
      return id
    },
    change: (id: string, body: NoteChange) => push({ act: 'change', id: names.get(id) ?? id, body }),
    remove: (id: string) => push({ act: 'remove', id: names.get(id) ?? id }),
    flush,
    stop: () => clearTimeout(timer),
  }
}

/** What the reader sees: what the server has, and everything that was done since, in the order of the book. */
function applied(known: readonly BookAnnotation[], waiting: readonly Waiting[]): BookAnnotation[] {
  const notes = new Map(known.map((note) => [note.id, note]))
  for (const act of waiting) {
    const before = notes.get(act.id)
    if (act.act === 'remove') notes.delete(act.id)
    else if (act.act === 'add') notes.set(act.id, unsent(act))
    else if (before) notes.set(act.id, { ...before, ...act.body })
  }
  return [...notes.values()].sort(
    (a, b) => (a.fraction ?? 0) - (b.fraction ?? 0) || a.createdAt.localeCompare(b.createdAt),
  )
}

const unsent = ({ id, at, body }: Waiting & { act: 'add' }): BookAnnotation => ({
  ...body,
  id,
  groupId: body.groupId ?? null,
  isMine: true,
  userName: '',
  createdAt: at,
  updatedAt: at,
})

function readWaiting(kept: string | null): Waiting[] {
  try {
    const acts: unknown = JSON.parse(kept ?? '[]')
    return Array.isArray(acts) ? (acts as Waiting[]) : []
  } catch {
    return []
  }
}
