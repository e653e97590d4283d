import { refreshDerived } from '#domain/catalog/refresh-derived.ts'
import { bindBook, findBookIdsBySource } from '#domain/catalog/source-books.ts'
import { linkSourceSeries } from '#domain/catalog/source-series.ts'
import { enabledProviders } from '#domain/metadata/provider-settings.ts'
import { instant } from '#kernel/clock.ts'
import { conflict, DomainError, invalid, unavailable } from '#kernel/errors.ts'
import { acquiredBookOrThrow } from './acquired-books.ts'
import { noteAcquisition } from './acquisition-history.ts'
import type { AddAuthorDeps } from './add-author.ts'
import { askWork } from './add-book.ts'
import { aliasesOfAuthor } from './author-reads.ts'
import type { BookCall } from './change-book.ts'
import { authorById } from './find-known-author.ts'
import { listEditions } from './list-editions.ts'
import { checkRebind } from './relink.ts'
import { sourceWork } from './source-facts.ts'
import { languageOfWork } from './work-language.ts'

export interface Rebinding {
  provider?: string | null | undefined
  foreignId?: string | null | undefined
  force?: boolean | null | undefined
}

const PROVIDERS = ['openlibrary', 'hardcover'] as const

/**
 * Says that a book is another work of a provider: everything that was known of the former one is replaced, also what
 * somebody locked. Files and what readers made stay.
 * @throws invalid; not-found; unavailable; conflict where another book is that work, or it is by somebody else
 */
export async function rebindBook(deps: AddAuthorDeps, { id, scope }: BookCall, given: Rebinding): Promise<void> {
  const name = given.provider?.trim().toLowerCase()
  const origin = PROVIDERS.find((known) => known === name)
  if (!origin) throw invalid('rebind.provider', `provider must be one of ${PROVIDERS.join(', ')}`)
  const foreignId = given.foreignId?.trim() ?? ''
  if (foreignId === '') throw invalid('rebind.foreign-id', 'foreign_id is required')
  const book = await acquiredBookOrThrow(deps.db, id, scope)
  await refuseTaken(deps, id, foreignId)
  const provider = (await enabledProviders(deps)).find((one) => one.id === origin)
  if (!provider) throw unavailable('metadata.none', `${origin} is not switched on`)
  const work = await askWork(provider, foreignId)
  const author = book.author_id === null ? undefined : await authorById(deps.db, book.author_id)
  if (author) {
    const aliases = (await aliasesOfAuthor(deps.db, author.id)).map((alias) => alias.name)
    try {
      checkRebind({ name: author.author_name, aliases }, work, { force: given.force === true })
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      const names = { current_author: author.author_name, upstream_author: work.authors[0]?.name ?? '' }
      throw new DomainError(error.kind, error.code, error.message, { details: { ...names, force_required: true } })
    }
  }
  const now = deps.clock.now()
  await deps.transaction(async (trx, emit) => {
    const before = await acquiredBookOrThrow(trx, id, scope)
    await refuseTaken({ db: trx }, id, work.foreignId)
    await bindBook(trx, id, sourceWork(work, languageOfWork(work, [])), instant(now))
    const places = work.series.map((place) => ({ ...place, bookId: id, provider: work.provider }))
    await linkSourceSeries(trx, deps.dialect, { places, author: author?.author_name ?? '', now: instant(now) })
    await refreshDerived(trx, deps.dialect, [id])
    await noteAcquisition(trx, {
      bookId: id,
      eventType: 'bookRebound',
      sourceTitle: before.title,
      data: {
        oldProvider: before.metadata_provider,
        oldForeignId: before.foreign_id,
        newProvider: work.provider,
        newForeignId: work.foreignId,
      },
      now,
    })
    emit(listEditions.request({ bookId: id }))
  })
}

async function refuseTaken({ db }: Pick<AddAuthorDeps, 'db'>, id: number, foreignId: string): Promise<void> {
  const owner = (await findBookIdsBySource(db, [foreignId])).get(foreignId)
  if (owner !== undefined && owner !== id) throw conflict('rebind.taken', 'another book here is this work already')
}
