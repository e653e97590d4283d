import { setTimeout as sleep } from 'node:timers/promises'
import { Type } from 'typebox'
import { changeAuthor } from '#domain/catalog/source-authors.ts'
import { enabledProviders } from '#domain/metadata/provider-settings.ts'
import { isPlaceholder, originOf } from '#domain/metadata/source-ids.ts'
import { defineJob } from '#jobs/define-job.ts'
import { instant } from '#kernel/clock.ts'
import { DomainError } from '#kernel/errors.ts'
import { type SyncDeps, syncAuthor } from './sync-catalogue.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** One that comes a little earlier than yesterday must not cost a day. */
const FRESH_MS = DAY - 2 * HOUR
const DORMANT_FRESH_MS = 7 * DAY - 2 * HOUR
/** Whose last book is older than this brings out few more. */
const DORMANT_AFTER_MS = 730 * DAY
const MOST_PER_RUN = 50
/** Between two authors: providers lend their data for nothing. */
const PAUSE_MS = 2_000

/**
 * Asks the providers about followed authors whose turn it is, those that were asked longest ago first. One that was cut off
 * goes on with whoever is left.
 */
export const refreshDueAuthors = defineJob({
  name: 'monitoring.refresh-due-authors',
  queue: 'low',
  payload: Type.Object({}),
  key: () => 'all',
  timeoutSeconds: 7_200,
  async run(deps: SyncDeps, _payload, { signal, progress }) {
    const due = await dueAuthors(deps)
    let failed = 0
    for (const [at, { id, name }] of due.entries()) {
      signal.throwIfAborted()
      progress({ done: at, total: due.length, text: name })
      if (!(await refresh(deps, id, signal))) failed += 1
      const refresh_tried_at = instant(deps.clock.now())
      await deps.transaction((trx) => changeAuthor(trx, id, { refresh_tried_at }))
      if (at < due.length - 1) await sleep(PAUSE_MS, undefined, { signal })
    }
    return { refreshed: due.length - failed, failed }
  },
})

/** @returns false where the providers did not answer: whoever comes next is asked all the same */
async function refresh(deps: SyncDeps, authorId: number, signal: AbortSignal): Promise<boolean> {
  try {
    await syncAuthor(deps, { authorId, kind: 'refresh', isSearchedFor: false }, signal)
    return true
  } catch (error) {
    if (!(error instanceof DomainError) || signal.aborted) throw error
    deps.logger.info({ authorId, err: error }, 'an author could not be refreshed')
    return false
  }
}

async function dueAuthors(deps: SyncDeps): Promise<{ id: number; name: string }[]> {
  const now = deps.clock.now().getTime()
  const ago = (ms: number) => instant(new Date(now - ms))
  const known = new Set<string>((await enabledProviders(deps)).map(({ id }) => id))
  const rows = await deps.db
    .selectFrom('authors as a')
    .select(['a.id', 'a.author_name as name', 'a.foreign_id as foreignId'])
    .where('a.is_monitored', '=', true)
    .where('a.metadata_provider', '<>', 'local')
    .where((e) => {
      const isOlder = (than: string) =>
        e.and([
          e.or([e('a.refresh_tried_at', 'is', null), e('a.refresh_tried_at', '<', than)]),
          e.or([e('a.last_metadata_refresh_at', 'is', null), e('a.last_metadata_refresh_at', '<', than)]),
        ])
      const isActive = e.exists(
        e
          .selectFrom('books')
          .select('books.id')
          .whereRef('books.author_id', '=', 'a.id')
          .where('books.release_date', '>', ago(DORMANT_AFTER_MS)),
      )
      return e.or([isOlder(ago(DORMANT_FRESH_MS)), e.and([isOlder(ago(FRESH_MS)), isActive])])
    })
    .orderBy((e) => e.fn.coalesce('a.refresh_tried_at', 'a.last_metadata_refresh_at', e.val('')))
    .orderBy('a.id')
    .execute()
  // Of others nobody is left to ask.
  return rows.filter(({ foreignId }) => isKnownTo(known, foreignId)).slice(0, MOST_PER_RUN)
}

function isKnownTo(providers: ReadonlySet<string>, foreignId: string): boolean {
  try {
    return !isPlaceholder(foreignId) && providers.has(originOf(foreignId))
  } catch {
    // An id that no provider gives.
    return false
  }
}
