import { LOCKS } from '#database/dialect/dialect.ts'
import { type MergedAuthors, mergeSourceAuthors } from '#domain/catalog/merge-authors.ts'
import { isInScope, type OwnerScope } from '#domain/catalog/owner-scope.ts'
import { type AuthorWatch, changeAuthor } from '#domain/catalog/source-authors.ts'
import { instant } from '#kernel/clock.ts'
import { DomainError, invalid } from '#kernel/errors.ts'
import type { AuthorRow } from './acquired-books.ts'
import type { ChangeDeps } from './change-author.ts'
import { authorById } from './find-known-author.ts'

export interface AuthorMerge {
  targetId: number
  sourceId: number | null | undefined
  /** What the target leaves open is taken from the source; of a source that is not monitored the target is not either. */
  isOverwritten: boolean
  scope: OwnerScope
}

/**
 * Makes one author of two; the source is gone afterwards.
 * @throws invalid for missing and equal ids; not-found
 */
export async function mergeAuthors(
  { dialect, transaction, clock }: ChangeDeps,
  { targetId, sourceId, isOverwritten, scope }: AuthorMerge,
): Promise<MergedAuthors & { targetUpdated: boolean }> {
  if (!sourceId) throw invalid('merge.source', 'sourceId is required')
  if (sourceId === targetId) throw invalid('merge.same', 'an author cannot be merged with itself')
  const now = instant(clock.now())
  return transaction(async (trx) => {
    await dialect.lock(trx, LOCKS.works)
    const find = async (id: number) => {
      const author = await authorById(trx, id)
      if (author && isInScope(scope, author.owner_user_id)) return author
      throw new DomainError('not-found', 'author.not-found', `author not found: ${id}`)
    }
    const [target, source] = [await find(targetId), await find(sourceId)]
    const merged = await mergeSourceAuthors(trx, dialect, { sourceId, targetId, now })
    const filled = isOverwritten ? filledFrom(target, source) : {}
    const targetUpdated = Object.keys(filled).length > 0
    if (targetUpdated) await changeAuthor(trx, targetId, { ...filled, updated_at: now })
    return { ...merged, targetUpdated }
  })
}

const FILLED = ['quality_profile_id', 'metadata_profile_id', 'root_folder_id', 'audiobook_root_folder_id'] as const

function filledFrom(target: AuthorRow, source: AuthorRow): AuthorWatch {
  const watch: AuthorWatch = target.is_monitored && !source.is_monitored ? { is_monitored: false } : {}
  for (const column of FILLED) {
    if (target[column] === null && source[column] !== null) watch[column] = source[column]
  }
  return watch
}
