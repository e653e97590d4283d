import type { Emit, Trx } from '#database/open.ts'
import type { MediaType } from '#database/schema.ts'
import type { BookRow } from '#domain/catalog/book-store.ts'
import { cleanDescription } from '#domain/catalog/clean-description.ts'
import { deleteAcquiredBooks } from '#domain/catalog/delete-acquired.ts'
import { languageCode } from '#domain/catalog/language-code.ts'
import type { OwnerScope } from '#domain/catalog/owner-scope.ts'
import { recordingChanges } from '#domain/catalog/record-change.ts'
import { refreshDerived } from '#domain/catalog/refresh-derived.ts'
import { settled } from '#domain/catalog/settle-status.ts'
import { type BookColumns, changeBook } from '#domain/catalog/source-books.ts'
import { instant } from '#kernel/clock.ts'
import { invalid } from '#kernel/errors.ts'
import { foldWords, normaliseName } from '#kernel/text.ts'
import { acquiredBookOrThrow } from './acquired-books.ts'
import type { ChangeDeps } from './change-author.ts'
import { bookWanted, downloadsUnwanted, filesUnwanted } from './events.ts'
import { LOCKABLE, type Lockable } from './lockable-fields.ts'
import { readWantSettings } from './want-settings.ts'

export interface BookEdit {
  monitored?: boolean | null
  status?: string | null
  mediaType?: MediaType | null
  asin?: string | null
  narrator?: string | null
  title?: string | null
  description?: string | null
  genres?: string[] | null
  language?: string | null
  releaseDate?: string | null
  lockedFields?: string[] | null
}

export interface BookCall {
  id: number
  scope: OwnerScope
  /** Null for the installation itself. */
  userId: number | null
}

/**
 * Changes what is named and leaves the rest; what a person wrote is locked against refreshes. A book that turns wanted is
 * searched for.
 * @throws not-found; invalid, and then nothing is changed
 */
export async function updateBook(deps: ChangeDeps, { id, scope, userId }: BookCall, edit: BookEdit): Promise<void> {
  const facts = factsOf(edit)
  const locks = locksOf(edit)
  const now = deps.clock.now()
  await deps.transaction(async (trx, emit) => {
    const book = await acquiredBookOrThrow(trx, id, scope)
    const wanted = await wantedOf(trx, book, edit)
    const columns = {
      ...facts,
      ...wanted,
      locked_fields_json: lockedFields(book, edit, locks),
      updated_at: instant(now),
    }
    const by = { userId, origin: 'person', now: instant(now) }
    await recordingChanges(trx, deps.dialect, { bookIds: [id], by }, async () => {
      await changeBook(trx, id, columns)
      if (edit.title !== undefined || edit.language !== undefined || edit.description !== undefined)
        await refreshDerived(trx, deps.dialect, [id])
    })
    await searchWhereWanted(trx, emit, [{ before: book, after: { ...book, ...wanted } }])
  })
}

/** Only of books that were something else and are wanted and monitored by now. */
export async function searchWhereWanted(
  trx: Trx,
  emit: Emit,
  changes: { before: Wanting; after: Wanting & { id: number } }[],
): Promise<void> {
  const isWanted = ({ status, is_monitored, is_excluded }: Wanting) =>
    status === 'wanted' && is_monitored && !is_excluded
  const ids = changes
    .filter(({ before, after }) => before.status !== 'wanted' && isWanted(after))
    .map(({ after }) => after.id)
  if (ids.length === 0 || !(await readWantSettings(trx)).isAutomatic) return
  emit(bookWanted({ bookIds: ids, trigger: 'wanted' }))
}

type Wanting = Pick<BookRow, 'status' | 'is_monitored' | 'is_excluded'>

/** What is wanted of a book; other forms than before without a word about its status have it follow from the files. */
async function wantedOf(trx: Trx, book: BookRow, { monitored, status, mediaType }: BookEdit) {
  const isWatched = typeof monitored === 'boolean' ? { is_monitored: monitored } : {}
  if (!mediaType || mediaType === book.media_type) return { ...isWatched, ...(status ? { status } : {}) }
  return { ...isWatched, media_type: mediaType, status: status ?? (await statusFor(trx, book, mediaType)) }
}

/** Wanted or imported by what is on disk; what was put aside or is on its way stays so. */
export async function statusFor(trx: Trx, book: BookRow, mediaType: MediaType): Promise<string> {
  if (book.status !== 'wanted' && book.status !== 'imported') return book.status
  const files = await trx.selectFrom('book_files').select('media').distinct().where('book_id', '=', book.id).execute()
  const has = (form: string) => files.some(({ media }) => media === form)
  return settled({ status: book.status, mediaType, hasEbook: has('ebook'), hasAudiobook: has('audiobook') }).status
}

/** @throws invalid */
function factsOf({ asin, narrator, title, description, genres, language, releaseDate }: BookEdit): BookColumns {
  const columns: BookColumns = {}
  if (typeof asin === 'string') columns.asin = asin.trim() || null
  if (typeof narrator === 'string') columns.narrator = narrator.trim() || null
  if (typeof title === 'string') {
    const clean = normaliseName(title)
    if (clean === '') throw invalid('book.title', 'a title is needed')
    Object.assign(columns, { title: clean, given_sort_title: null, dedup_key: foldWords(clean).slice(0, 200) })
  }
  if (typeof description === 'string') columns.description = cleanDescription(description)
  if (genres) columns.genres_json = genres.map(normaliseName).filter((genre) => genre !== '')
  if (typeof language === 'string') {
    const clean = language.trim() || null
    Object.assign(columns, { language: clean, language_code: languageCode(clean) })
  }
  if (typeof releaseDate === 'string') Object.assign(columns, dateColumns(releaseDate.trim()))
  return columns
}

function dateColumns(text: string): BookColumns {
  if (text === '') return { publication_date: null, release_date: null }
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00.000Z`) : undefined
  const isThere = at !== undefined && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
  if (!isThere) throw invalid('book.date', 'write the release date as 2026-08-01')
  return { publication_date: text, release_date: at.toISOString() }
}

/** @throws invalid for a field that cannot be locked here */
function locksOf({ lockedFields, ...edit }: BookEdit): Lockable[] {
  const unknown = lockedFields?.find((field) => !LOCKABLE.some((known) => known === field))
  if (unknown !== undefined) throw invalid('book.locks', `${unknown} cannot be locked; only ${LOCKABLE.join(', ')}`)
  return LOCKABLE.filter((field) => edit[field] !== undefined && edit[field] !== null)
}

/** Locks that the library alone knows stay as they are. */
function lockedFields(book: BookRow, { lockedFields }: BookEdit, added: Lockable[]): string[] | null {
  const before = book.locked_fields_json ?? []
  const others = before.filter((field) => !LOCKABLE.some((known) => known === field))
  const own = lockedFields ?? [...before.filter((field) => !others.includes(field)), ...added]
  const all = [...new Set([...others, ...own])]
  return all.length > 0 ? all : null
}

/**
 * Hides a book here for good, or shows it again.
 * @param isExcluded left out: the other way round than it is
 * @throws not-found
 */
export async function excludeBook(
  { transaction, clock }: ChangeDeps,
  { id, scope }: Omit<BookCall, 'userId'>,
  isExcluded?: boolean | null,
): Promise<void> {
  await transaction(async (trx) => {
    const book = await acquiredBookOrThrow(trx, id, scope)
    await changeBook(trx, id, { is_excluded: isExcluded ?? !book.is_excluded, updated_at: instant(clock.now()) })
  })
}

/**
 * Deletes a book; with `areFilesDeleted` also what lies on disk of it, afterwards, and its downloads.
 * @throws not-found
 */
export async function removeBook(
  { dialect, transaction }: ChangeDeps,
  { id, scope, areFilesDeleted }: Omit<BookCall, 'userId'> & { areFilesDeleted: boolean },
): Promise<void> {
  await transaction(async (trx, emit) => {
    await acquiredBookOrThrow(trx, id, scope)
    const downloads = await trx.selectFrom('downloads').select('id').where('book_id', '=', id).execute()
    const paths = await deleteAcquiredBooks(trx, dialect, [id])
    if (!areFilesDeleted) return
    if (paths.length > 0) emit(filesUnwanted({ paths }))
    if (downloads.length > 0) emit(downloadsUnwanted({ downloadIds: downloads.map((row) => row.id) }))
  })
}
