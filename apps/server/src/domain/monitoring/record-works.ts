import { type Dialect, LOCKS } from '#database/dialect/dialect.ts'
import type { Emit, Trx } from '#database/open.ts'
import type { MediaType } from '#database/schema.ts'
import { cleanDescription } from '#domain/catalog/clean-description.ts'
import { languageCode } from '#domain/catalog/language-code.ts'
import { releaseDate } from '#domain/catalog/new-book-rows.ts'
import { refreshDerived } from '#domain/catalog/refresh-derived.ts'
import { settleStatus } from '#domain/catalog/settle-status.ts'
import {
  addBookIds,
  type BookColumns,
  changeBook,
  changeBooks,
  insertSourceBooks,
  moveBookToAuthor,
} from '#domain/catalog/source-books.ts'
import { linkSourceSeries, type SourcePlace } from '#domain/catalog/source-series.ts'
import { allIds } from '#domain/metadata/merge-works.ts'
import type { FoundWork } from '#domain/metadata/provider.ts'
import { instant } from '#kernel/clock.ts'
import type { AuthorRow } from './acquired-books.ts'
import { applyMonitorMode } from './apply-monitor-mode.ts'
import { bookWanted } from './events.ts'
import type { JudgedWork } from './filter-catalogue.ts'
import { type RecordedBook, readKnownBooks } from './known-books.ts'
import { type BookChanges, decideWork } from './match-known-book.ts'
import { sourceWork } from './source-facts.ts'

/** A work, and whether it may become a book that is not there yet. */
export interface OfferedWork extends JudgedWork {
  /** One that is left out is only looked for by its ids. */
  isListed: boolean
  mayBeNew: boolean
}

export interface RecordRules {
  authorId: number
  mediaType: MediaType
  /** Whether new books are searched for at once. */
  isSearchedFor: boolean
  now: Date
}

export interface Recorded {
  added: number
  declined: number
}

/**
 * Records works of an author: new ones as wanted books, known ones with what they are known by now. Runs in one
 * transaction; with about a hundred works it takes some tens of milliseconds.
 * @returns how many books are new, and how many works could have been; undefined where the author is gone meanwhile
 */
export async function recordWorks(
  trx: Trx,
  emit: Emit,
  dialect: Dialect,
  { works, rules }: { works: readonly OfferedWork[]; rules: RecordRules },
): Promise<Recorded | undefined> {
  // Two looks at one author, or a look and somebody who adds a book, must not both make it.
  await dialect.lock(trx, LOCKS.works)
  const author = await trx.selectFrom('authors').selectAll().where('id', '=', rules.authorId).executeTakeFirst()
  if (!author) return undefined
  const now = instant(rules.now)
  const foreignIds = works.flatMap(({ work }) => allIds(work).map(({ foreignId }) => foreignId))
  const known = await readKnownBooks(trx, dialect, { authorId: author.id, foreignIds })
  const created: OfferedWork[] = []
  const touched: Touched[] = []
  let declined = 0
  for (const offered of works) {
    const candidates = known.candidates(offered.work, { title: offered.isListed })
    const decision = decideWork(candidates, offered.work)
    if (decision.kind === 'create' && offered.mayBeNew) created.push(offered)
    if (decision.kind === 'create' && offered.isListed && !offered.mayBeNew) declined += 1
    if (decision.kind !== 'update' && decision.kind !== 'upgrade') continue
    const book = candidates.find(({ id }) => id === decision.bookId)
    if (book) touched.push({ book, offered, changes: decision.changes, isUpgrade: decision.kind === 'upgrade' })
  }
  const ids = await insertSourceBooks(
    trx,
    dialect,
    created.map(({ work, language }) => ({
      work: sourceWork(work, language),
      authorId: author.id,
      mediaType: formOf(work, rules.mediaType),
      isMonitored: false,
      ownerId: author.owner_user_id,
    })),
    now,
  )
  for (const one of touched) await applyChanges(trx, one, author.id, now)
  await linkSeries(trx, dialect, { author, touched, created, ids, now })
  const upgraded = touched.filter(({ isUpgrade }) => isUpgrade).map(({ book }) => book.id)
  await settleStatus(trx, dialect, upgraded, now)
  const changed = touched.filter(isShownOtherwise).map(({ book }) => book.id)
  if (ids.length + changed.length > 0) await refreshDerived(trx, dialect, [...ids, ...changed])
  const seen = touched.map(({ book }) => book.id)
  await changeBooks(trx, dialect, [...ids, ...seen], { last_metadata_refresh_at: now })
  const fresh = new Set([...ids, ...upgraded])
  const monitored =
    fresh.size > 0 ? await applyMonitorMode(trx, dialect, { author, only: fresh, today: rules.now }) : []
  const wanted = monitored.filter((id) => ids.includes(id))
  if (rules.isSearchedFor && wanted.length > 0) emit(bookWanted({ bookIds: wanted, trigger: 'added' }))
  return { added: ids.length, declined }
}

interface Touched {
  book: RecordedBook
  offered: OfferedWork
  changes: BookChanges
  isUpgrade: boolean
}

/** A work that is only spoken is wanted so, whatever is wanted of the others. */
const formOf = (work: FoundWork, wanted: MediaType): MediaType =>
  wanted === 'both' && work.mediaType === 'audiobook' ? 'audiobook' : wanted

/** Whether lists and the search may show something else afterwards. */
const isShownOtherwise = ({ book, offered, changes, isUpgrade }: Touched) =>
  isUpgrade || changes.reparent === true || (!book.hasSeries && offered.work.series.length > 0)

async function applyChanges(trx: Trx, one: Touched, authorId: number, now: string): Promise<void> {
  const { book, changes } = one
  const columns: BookColumns = {
    ...(changes.ratingsCount === undefined
      ? {}
      : { ratings_count: changes.ratingsCount, average_rating: changes.averageRating ?? 0 }),
    ...(changes.imageUrl === undefined ? {} : { cover: changes.imageUrl }),
    ...(changes.genres === undefined ? {} : { genres_json: changes.genres }),
    ...(changes.mediaType === undefined ? {} : { media_type: changes.mediaType }),
    ...(changes.foreignId === undefined
      ? {}
      : { foreign_id: changes.foreignId, metadata_provider: one.offered.work.provider }),
    ...filledIn(one),
  }
  if (Object.keys(columns).length > 0) await changeBook(trx, book.id, { ...columns, updated_at: now })
  const added = (changes.addIds ?? []).filter((id) => id !== changes.foreignId)
  await addBookIds(
    trx,
    added.map((foreignId) => ({ foreignId, bookId: book.id })),
  )
  if (changes.reparent) await moveBookToAuthor(trx, book.id, authorId)
}

/** What nobody has said of a book so far, and nobody has locked. */
function filledIn({ book, offered: { work, language } }: Touched): BookColumns {
  const isFree = (field: string) => !book.lockedFields.includes(field)
  return {
    ...(!book.hasDescription && work.description !== '' && isFree('description')
      ? { description: cleanDescription(work.description) }
      : {}),
    ...(book.releaseDate === null && work.releaseDate !== null && isFree('releaseDate')
      ? { publication_date: work.releaseDate, release_date: releaseDate(work.releaseDate) }
      : {}),
    ...(!book.hasLanguage && language !== null && isFree('language')
      ? { language, language_code: languageCode(language) }
      : {}),
    ...(book.pages === null && work.pages !== null ? { page_count: work.pages } : {}),
  }
}

async function linkSeries(
  trx: Trx,
  dialect: Dialect,
  input: { author: AuthorRow; touched: Touched[]; created: OfferedWork[]; ids: number[]; now: string },
): Promise<void> {
  const placesOf = (bookId: number, { series, provider }: FoundWork): SourcePlace[] =>
    series.map((place) => ({ ...place, bookId, provider }))
  const places = [
    ...input.created.flatMap(({ work }, at) => placesOf(input.ids[at] ?? 0, work)),
    ...input.touched
      .filter(({ book }) => !book.hasSeries && !book.lockedFields.includes('series'))
      .flatMap(({ book, offered }) => placesOf(book.id, offered.work)),
  ]
  await linkSourceSeries(trx, dialect, { places, author: input.author.author_name, now: input.now })
}
