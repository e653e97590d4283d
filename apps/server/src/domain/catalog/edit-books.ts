import { sanitiseHtml } from '@colophon/formats/html/sanitise.ts'
import { instant } from '#kernel/clock.ts'
import { invalid } from '#kernel/errors.ts'
import { foldWords, titleSortKey } from '#kernel/text.ts'
import { type BookDetailRows, type BookRow, findBookOrThrow, readBookDetail } from './book-store.ts'
import type { CatalogDeps } from './catalog-deps.ts'
import { languageCode } from './language-code.ts'
import { withLocks } from './locks.ts'
import { releaseDate } from './new-book-rows.ts'
import { recordingChanges } from './record-change.ts'
import { refreshDerived } from './refresh-derived.ts'

export interface BookInput {
  title: string
  description?: string | null
  asin?: string | null
  isbn10?: string | null
  isbn13?: string | null
  goodreads_id?: string | null
  hardcover_id?: string | null
  google_books_id?: string | null
  publication_date?: string | null
  publisher?: string | null
  language?: string | null
  /** As the column holds it: `cover:<hash>`, an address, or null. */
  cover: string | null
}

/**
 * Adds a book by hand, without files.
 * @throws invalid for a blank title
 */
export async function addBook(
  { database, transaction, clock }: CatalogDeps,
  input: BookInput,
): Promise<BookDetailRows> {
  const { dialect } = database
  const publicId = dialect.newPublicId()
  const now = instant(clock.now())
  const columns = columnsOf(input)
  const given = Object.entries(columns).filter(([name, value]) => value !== null && !FOLLOWING.has(name))
  return transaction(async (trx) => {
    const { id } = await trx
      .insertInto('books')
      .values({
        ...columns,
        public_id: publicId,
        // A file that turns up later says nothing against what a person wrote.
        locked_fields_json: withLocks(
          null,
          given.map(([name]) => name),
        ),
        genres_json: [],
        sort_author: '',
        sort_series: '',
        is_library_visible: true,
        status: 'skipped',
        media_type: 'ebook',
        foreign_id: `local:book:${publicId}`,
        metadata_provider: 'local',
        created_at: now,
        updated_at: now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await refreshDerived(trx, dialect, [id])
    return readBookDetail(trx, publicId)
  })
}

/**
 * Replaces the facts of a book. What a person changed is locked against later answers of providers and scans, and
 * written down so that it can be undone.
 * @throws invalid for a blank title, not-found
 */
export async function replaceBook(
  { database, transaction, clock }: CatalogDeps,
  { publicId, input, userId }: { publicId: string; input: BookInput; userId: number },
): Promise<BookDetailRows> {
  const { dialect } = database
  const now = instant(clock.now())
  const columns = columnsOf(input)
  const by = { userId, origin: 'person', now }
  return transaction(async (trx) => {
    const book = await findBookOrThrow(trx, publicId)
    const changed = Object.keys(columns).filter(
      (name) => !FOLLOWING.has(name) && book[name as keyof BookRow] !== columns[name as keyof typeof columns],
    )
    const locked_fields_json = withLocks(book.locked_fields_json, changed)
    await recordingChanges(trx, dialect, { bookIds: [book.id], by }, async () => {
      await trx
        .updateTable('books')
        .set({ ...columns, locked_fields_json, updated_at: now })
        .where('id', '=', book.id)
        .execute()
      await refreshDerived(trx, dialect, [book.id])
    })
    return readBookDetail(trx, publicId)
  })
}

/** Follow from other columns: nobody changed them by hand. */
const FOLLOWING = new Set(['sort_title', 'dedup_key', 'release_date', 'language_code'])

/** The columns that a body sets; optional fields that are left out are cleared. */
function columnsOf(input: BookInput) {
  const { title } = input
  if (title.trim() === '') throw invalid('book.title', 'a title is needed')
  const language = input.language ?? null
  return {
    title,
    sort_title: titleSortKey(title, language),
    dedup_key: foldWords(title).slice(0, 200),
    description: cleanDescription(input.description ?? null),
    asin: input.asin ?? null,
    isbn10: input.isbn10 ?? null,
    isbn13: input.isbn13 ?? null,
    goodreads_id: input.goodreads_id ?? null,
    hardcover_id: input.hardcover_id ?? null,
    google_books_id: input.google_books_id ?? null,
    publication_date: input.publication_date ?? null,
    release_date: releaseDate(input.publication_date ?? null),
    publisher: input.publisher ?? null,
    language,
    language_code: languageCode(language),
    cover: input.cover,
  }
}

/** Markup is made safe before it is kept; text without any stays as it was written, to the byte. */
const cleanDescription = (text: string | null) => (text !== null && /<[a-z!/?]/i.test(text) ? sanitiseHtml(text) : text)
