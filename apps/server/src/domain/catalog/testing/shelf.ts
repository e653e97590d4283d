import type { Database } from '#database/open.ts'
import { refreshDerived } from '../refresh-derived.ts'

const AT = Date.parse('2026-01-01T00:00:00.000Z')

export type Shelf = { count: number }

/**
 * Thousands of books with properties that follow from their keys: every second one is in library 1, every fifth has
 * tag 1, every seventh is a PDF, every third says `third`, all say `common`; every eleventh is German, every thirteenth
 * missing. The last ten are hidden.
 */
export async function insertShelf({ writer, dialect }: Database, count: number): Promise<Shelf> {
  await writer.transaction().execute(async (trx) => {
    const stamped = { created_at: new Date(AT).toISOString(), updated_at: new Date(AT).toISOString() }
    await trx
      .insertInto('libraries')
      .values({ id: 1, public_id: 'l', name: 'L', organization_type: 'none', is_monitored: false, ...stamped })
      .execute()
    await trx
      .insertInto('tags')
      .values({ id: 1, public_id: 't', name: 'T', name_key: 't', ...stamped })
      .execute()
    for (let from = 1; from <= count; from += 500) {
      const ids = Array.from({ length: Math.min(500, count - from + 1) }, (_, n) => from + n)
      await trx
        .insertInto('books')
        .values(ids.map((id) => bookRow(id, count)))
        .execute()
      const some = (step: number) => ids.filter((id) => id % step === 0 && id <= count - 10)
      await trx
        .insertInto('library_books')
        .values(some(2).map((book_id) => ({ library_id: 1, book_id, sort_title: '', created_at: '' })))
        .execute()
      await trx
        .insertInto('book_tags')
        .values(some(5).map((book_id) => ({ tag_id: 1, book_id })))
        .execute()
      await trx
        .insertInto('book_files')
        .values(some(1).map((id) => fileRow(id)))
        .execute()
      await refreshDerived(trx, dialect, ids)
    }
  })
  return { count }
}

function bookRow(id: number, count: number) {
  const language = id % 11 === 0 ? 'de' : 'en'
  return {
    id,
    public_id: `b${id}`,
    title: `Common ${((id * 7919) % 1000).toString(36)}${id % 3 === 0 ? ' third' : ''}`,
    sort_title: '',
    publication_date: id % 4 === 0 ? null : String(1900 + (id % 100)),
    language,
    language_code: language === 'de' ? 'ger' : 'eng',
    genres_json: [],
    sort_author: '',
    sort_series: '',
    is_library_visible: id <= count - 10,
    status: 'imported',
    media_type: 'ebook' as const,
    dedup_key: '',
    foreign_id: `local:book:${id}`,
    metadata_provider: 'local',
    created_at: new Date(AT + ((id * 31) % 997) * 1000).toISOString(),
    updated_at: new Date(AT).toISOString(),
  }
}

const fileRow = (id: number) => ({
  public_id: `f${id}`,
  book_id: id,
  file_type: id % 7 === 0 ? 'pdf' : 'epub',
  media: 'ebook' as const,
  file_name: `${id}`,
  file_path: `/books/${id}`,
  size_bytes: 1,
  missing_since: id % 13 === 0 ? new Date(AT).toISOString() : null,
  origin: 'scan' as const,
  created_at: new Date(AT).toISOString(),
  updated_at: new Date(AT).toISOString(),
})
