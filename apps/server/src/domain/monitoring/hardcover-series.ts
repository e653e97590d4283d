import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Transaction } from '#database/open.ts'
import type { FoundSeries, MetadataProvider, SeriesEntry } from '#domain/metadata/provider.ts'
import type { ProviderDeps } from '#domain/metadata/provider-settings.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { invalid, notFound, unavailable } from '#kernel/errors.ts'
import { compareSeries, type SeriesComparison, type SeriesMember } from './compare-series.ts'
import { hardcoverProvider } from './enhanced-hardcover.ts'
import { linkSeries, type SeriesLink } from './link-series.ts'
import { type AcquiredSeries, type HardcoverLinkRow, readAcquiredSeries, seriesOrThrow } from './series-reads.ts'

export interface HardcoverSeriesDeps extends ProviderDeps {
  dialect: Dialect
  transaction: Transaction
  clock: Clock
}

const LONGEST_MS = 15_000
const call = () => ({ urgency: 'interactive', signal: AbortSignal.timeout(LONGEST_MS) }) as const

/** Looks for series at Hardcover. @throws unavailable */
export async function findHardcoverSeries(deps: ProviderDeps, words: string, limit: number): Promise<FoundSeries[]> {
  const found = await orUnavailable((provider) => provider.searchSeries?.(words, call()), await hardcoverProvider(deps))
  return (found ?? []).slice(0, limit)
}

/** @throws not-found */
export async function readLink(db: Db, seriesId: number): Promise<HardcoverLinkRow> {
  await seriesOrThrow(db, seriesId)
  const link = await db
    .selectFrom('series_hardcover_links')
    .selectAll()
    .where('series_id', '=', seriesId)
    .executeTakeFirst()
  if (!link) throw notFound('hardcover link', seriesId)
  return link
}

export interface GivenLink {
  foreignId: string
  title: string
  authorName: string
  bookCount: number
  confidence: number
}

/**
 * Says by hand which series at Hardcover a series is; what Hardcover says of it counts before what was given.
 * @throws invalid; not-found, also where Hardcover has no such series; unavailable
 */
export async function linkByHand(deps: HardcoverSeriesDeps, seriesId: number, given: GivenLink) {
  const foreignId = given.foreignId.trim()
  if (foreignId === '') throw invalid('hardcover.foreign-id', 'foreignId required')
  const series = await seriesOrThrow(deps.db, seriesId)
  const provider = await hardcoverProvider(deps)
  const entries = await orUnavailable((one) => one.seriesEntries?.(foreignId, call()), provider)
  if (!entries) throw notFound('hardcover series', foreignId)
  const words = given.title.trim() || series.title
  const found = await orUnavailable((one) => one.searchSeries?.(words, call()), provider)
  const same = found?.find((one) => one.foreignId === canonicalId(foreignId))
  return storeLink(deps, seriesId, {
    hardcover_series_id: canonicalId(foreignId),
    hardcover_title: same?.name ?? words,
    hardcover_author_name: same?.authorName ?? given.authorName.trim(),
    hardcover_book_count: same?.bookCount ?? (entries.length || given.bookCount),
    confidence: given.confidence > 0 ? Math.min(given.confidence, 1) : 1,
    linked_by: 'manual',
  })
}

/** Finds out which series at Hardcover a series is. @throws not-found; unavailable */
export async function linkByLikeness(
  deps: HardcoverSeriesDeps,
  seriesId: number,
): Promise<SeriesLink & { link: HardcoverLinkRow | undefined }> {
  const local = await readAcquiredSeries(deps.db, deps.dialect, seriesId, null)
  const authors = await authorsOf(deps.db, deps.dialect, local)
  const { title } = local.series
  const found = await findHardcoverSeries(deps, title, 10)
  const result = linkSeries({ title, authors, bookTitles: local.books.map(({ book }) => book.title) }, found)
  if (!result.linked) return { ...result, link: undefined }
  const { foreignId, name, authorName, bookCount } = result.linked
  const link = await storeLink(deps, seriesId, {
    hardcover_series_id: foreignId,
    hardcover_title: name,
    hardcover_author_name: authorName,
    hardcover_book_count: bookCount ?? 0,
    confidence: result.candidates[0]?.confidence ?? 1,
    linked_by: 'auto',
  })
  return { ...result, link }
}

/** Forgets which series at Hardcover a series is. @throws not-found */
export async function unlink({ transaction }: Pick<HardcoverSeriesDeps, 'transaction'>, seriesId: number) {
  await transaction(async (trx) => {
    await seriesOrThrow(trx, seriesId)
    await trx.deleteFrom('series_hardcover_links').where('series_id', '=', seriesId).execute()
  })
}

export interface ComparedSeries {
  local: AcquiredSeries
  link: HardcoverLinkRow
  comparison: SeriesComparison
}

/** Compares a series with what it is linked to. @throws not-found without a link; unavailable */
export async function compareWithHardcover(deps: HardcoverSeriesDeps, seriesId: number): Promise<ComparedSeries> {
  const link = await readLink(deps.db, seriesId)
  const local = await readAcquiredSeries(deps.db, deps.dialect, seriesId, null)
  const provider = await hardcoverProvider(deps)
  const entries = await orUnavailable((one) => one.seriesEntries?.(link.hardcover_series_id, call()), provider)
  const members = await membersOf(deps.db, deps.dialect, local)
  return { local, link, comparison: compareSeries(entries ?? [], members) }
}

/** Entries that are missing here, where the series is linked; none where it is not. @throws not-found; unavailable */
export async function missingEntries(deps: HardcoverSeriesDeps, seriesId: number): Promise<SeriesEntry[]> {
  const { link } = await readAcquiredSeries(deps.db, deps.dialect, seriesId, null)
  return link ? (await compareWithHardcover(deps, seriesId)).comparison.missing : []
}

async function membersOf(db: Db, dialect: Dialect, { books }: AcquiredSeries): Promise<SeriesMember[]> {
  const ids = books.map(({ book }) => book.id)
  const others = await db
    .selectFrom('book_source_ids')
    .select(['book_id', 'foreign_id'])
    .where(dialect.isAmong('book_id', ids))
    .execute()
  const othersOf = Map.groupBy(others, ({ book_id }) => book_id)
  return books.map(({ book, position }) => ({
    id: book.id,
    title: book.title,
    foreignIds: [book.foreign_id, ...(othersOf.get(book.id) ?? []).map(({ foreign_id }) => foreign_id)],
    position,
  }))
}

async function authorsOf(db: Db, dialect: Dialect, { books }: AcquiredSeries): Promise<string[]> {
  const ids = [...new Set(books.flatMap(({ book }) => book.author_id ?? []))]
  const rows = await db.selectFrom('authors').select('author_name').where(dialect.isAmong('id', ids)).execute()
  return rows.map(({ author_name }) => author_name)
}

type LinkColumns = Pick<
  HardcoverLinkRow,
  | 'hardcover_series_id'
  | 'hardcover_title'
  | 'hardcover_author_name'
  | 'hardcover_book_count'
  | 'confidence'
  | 'linked_by'
>

function storeLink({ transaction, clock }: HardcoverSeriesDeps, seriesId: number, columns: LinkColumns) {
  const now = instant(clock.now())
  const hardcover_provider_id = columns.hardcover_series_id.replace(/^hc-series:/, '')
  const changed = { ...columns, hardcover_provider_id, linked_at: now, updated_at: now }
  return transaction(async (trx) => {
    await seriesOrThrow(trx, seriesId)
    return trx
      .insertInto('series_hardcover_links')
      .values({ ...changed, series_id: seriesId, created_at: now })
      .onConflict((c) => c.column('series_id').doUpdateSet(changed))
      .returningAll()
      .executeTakeFirstOrThrow()
  })
}

const canonicalId = (foreignId: string) => `hc-series:${foreignId.replace(/^hc-series:/, '')}`

/** A provider that takes too long is one that does not answer. */
async function orUnavailable<Answer>(
  ask: (provider: MetadataProvider) => Promise<Answer> | undefined,
  provider: MetadataProvider,
): Promise<Answer | undefined> {
  try {
    return await ask(provider)
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError')
      throw unavailable('hardcover.slow', 'Hardcover took too long to answer', error)
    throw error
  }
}

export interface HardcoverTest {
  isOk: boolean
  found: FoundSeries[]
  /** How many books the first series has; undefined where that could not be asked. */
  bookCount: number | undefined
  trouble: string | undefined
}

/** Tries whether Hardcover answers now: a search, and the books of what it finds. Never throws for trouble of Hardcover. */
export async function testHardcover(deps: ProviderDeps): Promise<HardcoverTest> {
  let isOld = false
  const now = () => ({
    ...call(),
    isFresh: true,
    onStale() {
      isOld = true
    },
  })
  try {
    const provider = await hardcoverProvider(deps)
    const found = (await orUnavailable((one) => one.searchSeries?.('Discworld', now()), provider)) ?? []
    const [sample] = found
    const entries = sample && (await orUnavailable((one) => one.seriesEntries?.(sample.foreignId, now()), provider))
    if (isOld) throw unavailable('hardcover.failed', 'Hardcover does not answer')
    return { isOk: true, found, bookCount: entries?.length, trouble: undefined }
  } catch (error) {
    const trouble = error instanceof Error ? error.message : 'Hardcover did not answer'
    return { isOk: false, found: [], bookCount: undefined, trouble }
  }
}
