import { instant } from '#kernel/clock.ts'
import { notFound } from '#kernel/errors.ts'
import { readStates } from './book-state.ts'
import type { CatalogDeps } from './catalog-deps.ts'
import { type Doer, recordChange, recordingChanges } from './record-change.ts'
import { refreshDerived } from './refresh-derived.ts'
import { findTag } from './tag-store.ts'
import { writeState } from './write-state.ts'

/** Books of one transaction. */
const BATCH = 100

/**
 * Takes a tag off all its books and forgets it, in one go that can be undone. A hundred books a transaction; one that
 * is broken off can be done again.
 * @returns public id of the change, and how the tag was called
 * @throws not-found
 */
export async function dropTag(
  { database, transaction, clock }: CatalogDeps,
  { publicId, userId }: { publicId: string; userId: number },
): Promise<{ changeId: string | null; name: string }> {
  const { dialect } = database
  const by: Doer = { userId, origin: 'person', now: instant(clock.now()), batch: dialect.newPublicId() }
  for (;;) {
    const done = await transaction(async (trx) => {
      const tag = await findTag(trx, publicId)
      if (!tag) throw notFound('tag', publicId)
      const links = await trx
        .selectFrom('book_tags')
        .select('book_id')
        .where('tag_id', '=', tag.id)
        .orderBy('book_id')
        .limit(BATCH)
        .execute()
      if (links.length === 0) {
        await trx.deleteFrom('tags').where('id', '=', tag.id).execute()
        await dialect.revision.touch(trx)
        const [changeId = null] = await recordChange(trx, dialect, by, [
          {
            kind: 'tag-deleted',
            bookId: null,
            summary: `The subject ${tag.name} was deleted`,
            before: { row: tag, aliases: [] },
            after: null,
          },
        ])
        return { changeId, name: tag.name }
      }
      const bookIds = links.map(({ book_id }) => book_id)
      await recordingChanges(trx, dialect, { bookIds, by }, async () => {
        for (const [bookId, state] of await readStates(trx, dialect, bookIds)) {
          const fields = { tags: state.tags.filter(({ id }) => id !== tag.id) }
          await writeState(trx, dialect, { bookId, fields, now: by.now })
        }
        await refreshDerived(trx, dialect, bookIds)
      })
      return null
    })
    if (done) return done
  }
}
