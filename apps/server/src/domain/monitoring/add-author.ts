import { type Dialect, LOCKS } from '#database/dialect/dialect.ts'
import type { Emit, Transaction, Trx } from '#database/open.ts'
import type { MediaType } from '#database/schema.ts'
import { refreshMany } from '#domain/catalog/refresh-many.ts'
import {
  type AuthorWatch,
  addAliases,
  addAuthorIds,
  bindAuthor,
  changeAuthor,
  insertSourceAuthor,
} from '#domain/catalog/source-authors.ts'
import type { FoundAuthor } from '#domain/metadata/provider.ts'
import type { ProviderDeps } from '#domain/metadata/provider-settings.ts'
import { isPlaceholder, originOf } from '#domain/metadata/source-ids.ts'
import { noteFirstUse } from '#domain/settings/first-use.ts'
import { readSetting, writeSettings } from '#domain/settings/settings-store.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { conflict, invalid, notFound } from '#kernel/errors.ts'
import { nameKey, normaliseName } from '#kernel/text.ts'
import type { AuthorRow } from './acquired-books.ts'
import { askAuthor } from './ask-author.ts'
import { authorAdded } from './events.ts'
import { authorById, findKnownAuthor, findNamesakes } from './find-known-author.ts'
import { DEFAULT_METADATA_PROFILE } from './metadata-profiles.ts'
import { bareAuthor, sourceAuthor } from './source-facts.ts'
import { readWantSettings } from './want-settings.ts'

export interface AddAuthorDeps extends ProviderDeps {
  dialect: Dialect
  transaction: Transaction
  clock: Clock
}

export interface NewAuthor {
  foreignAuthorId?: string | null
  authorName?: string | null
  monitored?: boolean | null
  monitorMode?: string | null
  monitorLatestCount?: number | null
  qualityProfileId?: number | null
  metadataProfileId?: number | null
  rootFolderId?: number | null
  audiobookRootFolderId?: number | null
  searchOnAdd?: boolean | null
  mediaType?: MediaType | '' | null
}

/** What became of it; `exists` leaves everything as it was. */
export interface AddedAuthor {
  outcome: 'created' | 'relinked' | 'exists'
  author: AuthorRow
}

/**
 * Adds an author once, or makes one that was only a placeholder the one of the provider. The works are listed afterwards, by
 * a job.
 * @param ownerId whose author it is; null for everybody's
 * @throws invalid; conflict where several authors have the name
 */
export async function addAuthor(deps: AddAuthorDeps, input: NewAuthor, ownerId: number | null): Promise<AddedAuthor> {
  const foreignId = input.foreignAuthorId?.trim() ?? ''
  if (foreignId === '') throw invalid('author.foreign-id', 'foreignAuthorId is required')
  const origin = originOf(foreignId)
  const watch = await watchOf(deps, input)
  const known = await findKnownAuthor(deps.db, [foreignId])
  if (known) return { outcome: 'exists', author: known }
  const found = await askAuthor(deps, foreignId)
  const given = normaliseName(input.authorName ?? '')
  const source = found ? sourceAuthor(found) : bareAuthor(foreignId, origin, given || foreignId)
  const now = instant(deps.clock.now())
  const { added, renamed } = await deps.transaction(async (trx, emit) => {
    await deps.dialect.lock(trx, LOCKS.works)
    const there = await sameAuthor(trx, [foreignId, source.foreignId], [source.name, given])
    if (there && !isPlaceholder(there.foreign_id))
      return { added: { outcome: 'exists' as const, author: there }, renamed: [] }
    const id = there ? there.id : await insertSourceAuthor(trx, deps.dialect, { author: source, watch, ownerId, now })
    const { isRenamed } = there ? await bindAuthor(trx, { id, author: source, now }) : { isRenamed: false }
    if (there) await changeAuthor(trx, id, watch)
    await noteFirstUse(trx, 'author', deps.clock.now())
    await addAuthorIds(trx, id, foreignId === source.foreignId ? [] : [foreignId])
    await addAliases(trx, { authorId: id, names: aliasesOf(source.name, given, found), now })
    await announce(trx, emit, id, { isSearchedFor: input.searchOnAdd === true, now: deps.clock.now() })
    const author = await authorById(trx, id)
    if (!author) throw notFound('author', id)
    const outcome = there ? ('relinked' as const) : ('created' as const)
    return { added: { outcome, author }, renamed: isRenamed ? await bookIdsOf(trx, id) : [] }
  })
  await refreshMany(deps.transaction, deps.dialect, renamed)
  return added
}

/**
 * The author with one of the ids or names.
 * @throws conflict where several have the name
 */
export async function sameAuthor(
  trx: Trx,
  foreignIds: readonly string[],
  names: readonly string[],
): Promise<AuthorRow | undefined> {
  const byId = await findKnownAuthor(trx, [...new Set(foreignIds)])
  if (byId) return byId
  const found = new Map<number, AuthorRow>()
  for (const name of new Set(names)) {
    if (name !== '') for (const row of await findNamesakes(trx, name)) found.set(row.id, row)
  }
  const [only, another] = [...found.values()]
  if (another) throw conflict('author.ambiguous', 'several authors here have this name')
  return only
}

/** Other names of theirs in our letters, and the one that was given. */
function aliasesOf(name: string, given: string, found: FoundAuthor | undefined): string[] {
  const latin = (found?.alternateNames ?? []).filter((other) => /^[\p{Script=Latin}\p{P}\p{Zs}\p{M}]+$/u.test(other))
  return [...new Set([given, ...latin.slice(0, MOST_ALIASES)])].filter(
    (other) => other !== '' && nameKey(other) !== nameKey(name),
  )
}

const MOST_ALIASES = 20

async function announce(
  trx: Trx,
  emit: Emit,
  authorId: number,
  { isSearchedFor, now }: { isSearchedFor: boolean; now: Date },
): Promise<void> {
  emit(authorAdded({ authorId, isSearchedFor }))
  if ((await readSetting(trx, FIRST_AUTHOR)) === undefined)
    await writeSettings(trx, { [FIRST_AUTHOR]: instant(now) }, now)
}

const FIRST_AUTHOR = 'funnel.first_author_at'

/** @throws invalid */
async function watchOf({ db }: AddAuthorDeps, input: NewAuthor): Promise<AuthorWatch> {
  const settings = await readWantSettings(db)
  const count = input.monitorLatestCount
  if (count !== undefined && count !== null && count < 1) {
    throw invalid('author.latest-count', 'monitorLatestCount must be a whole number above 0')
  }
  return {
    is_monitored: input.monitored === true,
    monitor_mode: input.monitorMode || settings.monitorMode,
    monitor_latest_count: count ?? settings.monitorLatestCount,
    quality_profile_id: input.qualityProfileId ?? null,
    metadata_profile_id: input.metadataProfileId ?? DEFAULT_METADATA_PROFILE,
    root_folder_id: input.rootFolderId ?? null,
    audiobook_root_folder_id: input.audiobookRootFolderId ?? null,
    media_type: input.mediaType || null,
  }
}

export async function bookIdsOf(trx: Trx, authorId: number): Promise<number[]> {
  const rows = await trx
    .selectFrom('book_creators')
    .select('book_id')
    .distinct()
    .where('author_id', '=', authorId)
    .execute()
  return rows.map(({ book_id }) => book_id)
}
