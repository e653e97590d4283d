import { nameKey } from '#kernel/text.ts'
import { uniqueBy } from '#kernel/unique.ts'
import type { BookState } from './book-state.ts'
import { withLocks } from './locks.ts'

interface Link {
  id: number
  name: string
}

/** What shall be so of each of many books; the things to link are there already. */
export type BulkEdit =
  | { kind: 'tags'; add: Link[]; remove: string[] }
  | { kind: 'series'; series: Link | null; from: number | null }
  | { kind: 'authors'; authors: Link[]; isReplacing: boolean }
  | { kind: 'language'; language: string | null }
  | { kind: 'library'; library: Link; isMoving: boolean }

/** The fields of a book that an edit sets. `place`: which of the chosen books it is, from 0. */
export function fieldsAfter(state: BookState, edit: BulkEdit, place: number): Partial<BookState> {
  switch (edit.kind) {
    case 'tags': {
      const removed = new Set(edit.remove.map(nameKey))
      const kept = state.tags.filter(({ name }) => !removed.has(nameKey(name)))
      return { tags: uniqueBy([...kept, ...edit.add], ({ id }) => String(id)) }
    }
    case 'series': {
      const { series, from } = edit
      if (series === null) return { series: [] }
      const known = state.series.find(({ id }) => id === series.id)
      const position = from === null ? (known?.position ?? null) : String(from + place)
      return { series: [{ ...series, position }, ...state.series.filter(({ id }) => id !== series.id)] }
    }
    case 'authors': {
      const isAuthor = ({ role }: { role: string }) => role === 'author'
      const given = edit.authors.map((author) => ({ ...author, role: 'author' as const }))
      const authors = edit.isReplacing ? given : [...state.creators.filter(isAuthor), ...given]
      const others = state.creators.filter((creator) => !isAuthor(creator))
      return { creators: [...uniqueBy(authors, ({ id }) => String(id)), ...others] }
    }
    case 'language':
      return { language: edit.language, locked_fields: withLocks(state.locked_fields, ['language']) ?? [] }
    case 'library':
      return {
        libraries: edit.isMoving
          ? [edit.library]
          : uniqueBy([...state.libraries, edit.library], ({ id }) => String(id)),
      }
  }
}
