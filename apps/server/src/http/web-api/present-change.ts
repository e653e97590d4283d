import type { ChangedValue, ChangeEntry, DeletedBook } from '@colophon/contract/web/changes.ts'
import type { BookState } from '#domain/catalog/book-state.ts'
import type { DeletedBookRow, ListedChange } from '#domain/catalog/list-changes.ts'
import { fieldsOf } from '#domain/catalog/undo-recorded.ts'
import { wholeSeconds } from '#kernel/clock.ts'
import { coverAddress } from '../cover-address.ts'

export function presentChange(row: ListedChange): ChangeEntry {
  const { standing } = row
  const isUndone = row.undone_at !== null
  const fields = standing ? [...standing.free, ...standing.taken] : []
  const [before, after] = [fieldsOf(row.before_json), fieldsOf(row.after_json)]
  return {
    id: row.public_id,
    at: wholeSeconds(row.created_at),
    by: row.by,
    origin: row.origin,
    kind: row.kind === 'metadata' ? 'edited' : row.kind,
    summary: row.summary,
    fileName: fileNameOf(row.before_json) ?? fileNameOf(row.after_json),
    count: row.count,
    book: row.book_public_id
      ? { id: row.book_public_id, title: row.book_title ?? '', isDeleted: row.book_deleted_at !== null }
      : null,
    fields: fields.map((field) => ({
      field: field.replace(/_json$/, ''),
      before: valuesOf(before[field]),
      after: valuesOf(after[field]),
      // Undoing it changed every field of an undone one.
      isTaken: !isUndone && (standing?.taken.includes(field) ?? false),
    })),
    canUndo: canUndo(row),
    undoneAt: row.undone_at && wholeSeconds(row.undone_at),
  }
}

function canUndo({ undone_at, standing, count }: ListedChange): ChangeEntry['canUndo'] {
  if (undone_at !== null) return 'no'
  if (!standing || standing.taken.length === 0) return 'yes'
  // Other books of the same go may be as they were left.
  return standing.free.length > 0 || count > 1 ? 'partly' : 'no'
}

function fileNameOf(json: unknown): string | null {
  const { fileName, file } = (json ?? {}) as { fileName?: string; file?: { file_name?: string } }
  return fileName ?? file?.file_name ?? null
}

type Part = string | { name?: string; value?: string; role?: string; position?: string | null; scheme?: string }

function valuesOf(value: BookState[keyof BookState] | undefined): ChangedValue[] {
  if (value === null || value === undefined) return []
  const parts: Part[] = Array.isArray(value) ? value : [String(value)]
  return parts.map((part) =>
    typeof part === 'string'
      ? { text: part, role: null, position: null }
      : {
          text: part.name ?? `${part.scheme}: ${part.value}`,
          role: part.role ?? null,
          position: part.position ?? null,
        },
  )
}

const KEPT_MS = 30 * 86_400_000

export const presentDeletedBook = (row: DeletedBookRow, urlBase: string): DeletedBook => ({
  id: row.public_id,
  title: row.title,
  authors: row.card_json.authors ?? [],
  coverUrl: coverAddress(urlBase, row.cover),
  coverColor: row.color,
  fileCount: row.file_count,
  deletedAt: wholeSeconds(row.deleted_at),
  by: row.by,
  goneAt: wholeSeconds(new Date(Date.parse(row.deleted_at) + KEPT_MS).toISOString()),
  changeId: row.change_public_id,
})
