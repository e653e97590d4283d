import { LOCKS } from '#database/dialect/dialect.ts'
import type { OwnerScope } from '#domain/catalog/owner-scope.ts'
import { refreshMany } from '#domain/catalog/refresh-many.ts'
import { addAliases, bindAuthor, type SourceAuthor } from '#domain/catalog/source-authors.ts'
import type { FoundAuthor, SourceId } from '#domain/metadata/provider.ts'
import { enabledProviders } from '#domain/metadata/provider-settings.ts'
import { searchAuthors } from '#domain/metadata/search-metadata.ts'
import { isPlaceholder, originOf } from '#domain/metadata/source-ids.ts'
import { instant } from '#kernel/clock.ts'
import { conflict, unavailable } from '#kernel/errors.ts'
import { nameKey } from '#kernel/text.ts'
import type { AuthorRow } from './acquired-books.ts'
import { type AddAuthorDeps, bookIdsOf } from './add-author.ts'
import { askAuthor } from './ask-author.ts'
import { aliasesOfAuthor, authorOrThrow } from './author-reads.ts'
import { authorById, findKnownAuthor } from './find-known-author.ts'
import { chooseRelink, relinkCandidates } from './relink.ts'
import { bareAuthor, sourceAuthor } from './source-facts.ts'

export interface RelinkCall {
  id: number
  scope: OwnerScope
}

type Hit = FoundAuthor & { otherIds: SourceId[] }

/**
 * People at providers that an author may be, best first.
 * @param term what to look for; left out, the name of the author
 * @throws not-found; `metadata.none` where no provider is switched on; bad-gateway where none answers
 */
export async function listRelinkCandidates(
  deps: AddAuthorDeps,
  { id, scope }: RelinkCall,
  term?: string,
): Promise<FoundAuthor[]> {
  const author = await authorOrThrow(deps.db, id, scope)
  return candidates(deps, author, term?.trim() || author.author_name)
}

async function candidates(deps: AddAuthorDeps, author: AuthorRow, term: string): Promise<Hit[]> {
  const providers = await enabledProviders(deps)
  if (providers.length === 0) throw unavailable('metadata.none', 'no metadata provider is switched on')
  const { hits } = await searchAuthors(providers, term)
  return relinkCandidates(hits, await attachedIds(deps, author))
}

/** Ids under which the author is known. */
async function attachedIds({ db }: AddAuthorDeps, { id, foreign_id }: AuthorRow): Promise<Set<string>> {
  const rows = await db.selectFrom('author_source_ids').select('foreign_id').where('author_id', '=', id).execute()
  return new Set([foreign_id, ...rows.map((row) => row.foreign_id)])
}

/** What became of it; `taken` names the author here who is that person already. */
export type Relinked = { outcome: 'relinked' | 'taken'; author: AuthorRow }

/**
 * Says who an author is at a provider. Without a choice it is who has the same name, where there is no doubt, and only for
 * an author whom no provider knows so far.
 * @throws not-found; conflict; `metadata.none`; bad-gateway
 */
export async function relinkAuthor(
  deps: AddAuthorDeps,
  { id, scope }: RelinkCall,
  choice: { foreignAuthorId?: string | null; authorName?: string | null },
): Promise<Relinked> {
  const author = await authorOrThrow(deps.db, id, scope)
  const foreignId = choice.foreignAuthorId?.trim() ?? ''
  const chosen =
    foreignId === '' ? await chosenByName(deps, author) : await named(deps, author, foreignId, choice.authorName)
  const now = instant(deps.clock.now())
  const { result, renamed } = await deps.transaction(async (trx) => {
    await deps.dialect.lock(trx, LOCKS.works)
    const owner = await findKnownAuthor(trx, [chosen.foreignId])
    if (owner && owner.id !== id) return { result: { outcome: 'taken' as const, author: owner }, renamed: [] }
    const { isRenamed } = await bindAuthor(trx, { id, author: chosen, now })
    const isOtherName = nameKey(author.author_name) !== nameKey(chosen.name)
    if (isOtherName) await addAliases(trx, { authorId: id, names: [author.author_name], now })
    const after = (await authorById(trx, id)) ?? author
    return {
      result: { outcome: 'relinked' as const, author: after },
      renamed: isRenamed ? await bookIdsOf(trx, id) : [],
    }
  })
  await refreshMany(deps.transaction, deps.dialect, renamed)
  return result
}

async function chosenByName(deps: AddAuthorDeps, author: AuthorRow): Promise<SourceAuthor> {
  if (!isPlaceholder(author.foreign_id)) {
    throw conflict('author.linked', 'this author is linked to a provider already; say to whom it should be instead')
  }
  const aliases = (await aliasesOfAuthor(deps.db, author.id)).map(({ name }) => name)
  const who = { name: author.author_name, aliases, foreignId: author.foreign_id }
  const hit = chooseRelink(who, await candidates(deps, author, author.author_name))
  if (!hit) throw conflict('author.doubt', 'no provider knows exactly one author of this name; choose one')
  return sourceAuthor(hit)
}

/** Where the provider does not answer, the name that was given is taken. */
async function named(
  deps: AddAuthorDeps,
  author: AuthorRow,
  foreignId: string,
  name: string | null | undefined,
): Promise<SourceAuthor> {
  const origin = originOf(foreignId)
  const found = await askAuthor(deps, foreignId)
  return found ? sourceAuthor(found) : bareAuthor(foreignId, origin, name?.trim() || author.author_name)
}
