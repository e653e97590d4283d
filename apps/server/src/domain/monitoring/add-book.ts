import { LOCKS } from '#database/dialect/dialect.ts'
import type { Emit, Trx } from '#database/open.ts'
import type { MediaType } from '#database/schema.ts'
import { refreshDerived } from '#domain/catalog/refresh-derived.ts'
import { addAuthorIds, bindAuthor, insertSourceAuthor, type SourceAuthor } from '#domain/catalog/source-authors.ts'
import { changeBook, findBookIdsBySource } from '#domain/catalog/source-books.ts'
import { allIds } from '#domain/metadata/merge-works.ts'
import type { FoundWork, MetadataProvider } from '#domain/metadata/provider.ts'
import { enabledProviders } from '#domain/metadata/provider-settings.ts'
import { isPlaceholder, originOf } from '#domain/metadata/source-ids.ts'
import { noteFirstUse } from '#domain/settings/first-use.ts'
import { instant } from '#kernel/clock.ts'
import { DomainError, invalid, notFound, unavailable } from '#kernel/errors.ts'
import { type AddAuthorDeps, bookIdsOf, sameAuthor } from './add-author.ts'
import { askAuthor } from './ask-author.ts'
import { bookWanted } from './events.ts'
import { listEditions } from './list-editions.ts'
import { DEFAULT_METADATA_PROFILE } from './metadata-profiles.ts'
import { recordWorks } from './record-works.ts'
import { bareAuthor, sourceAuthor } from './source-facts.ts'
import { readWantSettings, type WantSettings } from './want-settings.ts'
import { languageOfWork } from './work-language.ts'

export interface NewBook {
  foreignBookId?: string | null
  foreignAuthorId?: string | null
  authorName?: string | null
  searchOnAdd?: boolean | null
  mediaType?: MediaType | '' | null
}

const LONGEST_MS = 15_000

/**
 * Wants one book. An author who is not here yet is made, and not monitored: nothing but this book is listed of them.
 * @returns key of the book
 * @throws invalid; not-found where the provider has no such work; `book.no-author` where nobody knows who wrote it;
 * conflict where several authors have the name; unavailable where the provider does not answer
 */
export async function addBook(deps: AddAuthorDeps, input: NewBook, ownerId: number | null): Promise<number> {
  const foreignId = input.foreignBookId?.trim() ?? ''
  if (foreignId === '') throw invalid('book.foreign-id', 'foreignBookId is required')
  const origin = originOf(foreignId)
  const settings = await readWantSettings(deps.db)
  const known = (await findBookIdsBySource(deps.db, [foreignId])).get(foreignId)
  if (known !== undefined) {
    await deps.transaction((trx, emit) => want(trx, emit, deps, known, input, settings))
    return known
  }
  const provider = (await enabledProviders(deps)).find(({ id }) => id === origin)
  const work = await askWork(provider, foreignId)
  const author = await authorOf(deps, work, input)
  return deps.transaction(async (trx, emit) => {
    await deps.dialect.lock(trx, LOCKS.works)
    const authorId = await ensureAuthor(trx, deps, author, ownerId)
    const now = deps.clock.now()
    const offered = { work, language: languageOfWork(work, []), isListed: true, mayBeNew: true }
    const mediaType = input.mediaType || settings.mediaType
    const rules = { authorId, mediaType, isSearchedFor: false, now }
    await recordWorks(trx, emit, deps.dialect, { works: [offered], rules })
    const ids = allIds(work).map((id) => id.foreignId)
    const id = [...(await findBookIdsBySource(trx, [foreignId, ...ids])).values()][0]
    if (id === undefined) throw notFound('book', foreignId)
    await want(trx, emit, deps, id, input, settings)
    emit(listEditions.request({ bookId: id }))
    return id
  })
}

/** @throws not-found; unavailable */
export async function askWork(provider: MetadataProvider | undefined, foreignId: string): Promise<FoundWork> {
  if (!provider?.work) throw unavailable('metadata.off', 'the provider of this book is not switched on')
  const limit = AbortSignal.timeout(LONGEST_MS)
  try {
    const work = await provider.work(foreignId, { urgency: 'interactive', signal: limit })
    if (work) return work
  } catch (error) {
    if (error instanceof DomainError || !limit.aborted) throw error
    throw unavailable('metadata.slow', 'the provider took too long to answer', error)
  }
  throw notFound('book', foreignId)
}

/** Who wrote a work: as the caller says, else as its provider does. */
async function authorOf(deps: AddAuthorDeps, work: FoundWork, input: NewBook): Promise<SourceAuthor> {
  const [first] = work.authors
  const foreignId = input.foreignAuthorId?.trim() || first?.foreignId || ''
  const name = input.authorName?.trim() || first?.name || ''
  if (foreignId === '' && name === '') {
    throw new DomainError('invalid', 'book.no-author', 'nobody knows who wrote this book; name its author')
  }
  if (foreignId === '') return bareAuthor('', work.provider, name)
  const found = await askAuthor(deps, foreignId)
  return found ? sourceAuthor(found) : bareAuthor(foreignId, originOf(foreignId), name || foreignId)
}

async function ensureAuthor(
  trx: Trx,
  deps: AddAuthorDeps,
  author: SourceAuthor,
  ownerId: number | null,
): Promise<number> {
  const now = instant(deps.clock.now())
  const there = await sameAuthor(trx, author.foreignId === '' ? [] : [author.foreignId], [author.name])
  if (there) {
    if (author.foreignId === '' || there.foreign_id === author.foreignId) return there.id
    if (!isPlaceholder(there.foreign_id)) await addAuthorIds(trx, there.id, [author.foreignId])
    else if ((await bindAuthor(trx, { id: there.id, author, now })).isRenamed) {
      await refreshDerived(trx, deps.dialect, await bookIdsOf(trx, there.id))
    }
    return there.id
  }
  const publicId = deps.dialect.newPublicId()
  const source =
    author.foreignId === '' ? { ...author, foreignId: `local:author:${publicId}`, provider: 'local' } : author
  const watch = { is_monitored: false, monitor_mode: 'none', metadata_profile_id: DEFAULT_METADATA_PROFILE }
  const id = await insertSourceAuthor(trx, deps.dialect, { author: source, watch, ownerId, now })
  await noteFirstUse(trx, 'author', deps.clock.now())
  return id
}

/** Monitors a book that somebody asked for; what is there already in the form stays imported. */
async function want(
  trx: Trx,
  emit: Emit,
  deps: AddAuthorDeps,
  id: number,
  { mediaType, searchOnAdd }: NewBook,
  settings: WantSettings,
): Promise<void> {
  const book = await trx.selectFrom('books').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const form = mediaType && book.has_files && book.media_type !== mediaType ? 'both' : mediaType || book.media_type
  const isOpen = !book.has_files || form !== book.media_type
  const status = isOpen && (book.status === 'skipped' || book.status === 'imported') ? 'wanted' : book.status
  const columns = { is_monitored: true, is_excluded: false, media_type: form, status }
  await changeBook(trx, id, { ...columns, updated_at: instant(deps.clock.now()) })
  if (searchOnAdd && status === 'wanted' && settings.isAutomatic) {
    emit(bookWanted({ bookIds: [id], trigger: 'added' }))
  }
}
