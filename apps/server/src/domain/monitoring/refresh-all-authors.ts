import { type Static, Type } from 'typebox'
import type { Db, Trx } from '#database/open.ts'
import { readSetting, writeSettings } from '#domain/settings/settings-store.ts'
import { defineJob } from '#jobs/define-job.ts'
import { conflict, DomainError } from '#kernel/errors.ts'
import { type SyncDeps, syncAuthor } from './sync-catalogue.ts'

/** Where clients look for it, too. */
const KEY = 'authors.bulkRefresh'
const NAME = 'monitoring.refresh-all-authors'
/** Authors of one job: a process that ends in between loses little. */
const CHUNK = 20

export interface BulkRefresh {
  status: 'idle' | 'running' | 'completed' | 'failed'
  total?: number
  done?: number
  failed?: number
  started_at?: string
  completed_at?: string
  message?: string
}

const Payload = Type.Object({ after: Type.Integer() })

/** Asks the providers about all authors whom they know, some at a time; how far it is stands in a setting. */
export const refreshAllAuthors = defineJob({
  name: NAME,
  queue: 'low',
  payload: Payload,
  key: ({ after }) => String(after),
  timeoutSeconds: 7_200,
  run: (deps: SyncDeps, payload, { signal }) => refreshSome(deps, payload, signal),
})

async function refreshSome(deps: SyncDeps, { after }: Static<typeof Payload>, signal: AbortSignal) {
  const { db, transaction, clock, logger } = deps
  const authors = await db
    .selectFrom('authors')
    .select('id')
    .where('id', '>', after)
    .where('metadata_provider', '<>', 'local')
    .orderBy('id')
    .limit(CHUNK)
    .execute()
  for (const { id } of authors) {
    signal.throwIfAborted()
    const isDone = await syncAuthor(deps, { authorId: id, kind: 'refresh', isSearchedFor: false }, signal).then(
      () => true,
      (error: unknown) => {
        if (!(error instanceof DomainError)) throw error
        logger.info({ authorId: id, err: error }, 'an author could not be refreshed')
        return false
      },
    )
    await transaction(async (trx) => {
      const state = await readState(trx)
      const counts = { done: (state.done ?? 0) + 1, failed: (state.failed ?? 0) + (isDone ? 0 : 1) }
      await writeState(trx, { ...state, ...counts }, clock.now())
    })
  }
  await transaction(async (trx, emit) => {
    const last = authors.at(-1)
    if (last && authors.length === CHUNK) return emit(refreshAllAuthors.request({ after: last.id }))
    const now = clock.now()
    await writeState(trx, { ...(await readState(trx)), status: 'completed', completed_at: second(now) }, now)
  })
}

/**
 * Begins to ask about all authors.
 * @throws conflict while it runs
 */
export async function startRefreshOfAll({ db, transaction, clock }: Omit<SyncDeps, 'logger'>): Promise<void> {
  const before = await readRefreshOfAll({ db, transaction, clock })
  if (before.status === 'running') throw conflict('refresh.running', 'a refresh of all authors is running')
  await transaction(async (trx, emit) => {
    const { total } = await trx
      .selectFrom('authors')
      .select((e) => e.fn.countAll<number>().as('total'))
      .where('metadata_provider', '<>', 'local')
      .executeTakeFirstOrThrow()
    const now = clock.now()
    const state: BulkRefresh = { status: 'running', total: Number(total), done: 0, failed: 0, started_at: second(now) }
    await writeState(trx, state, now)
    emit(refreshAllAuthors.request({ after: 0 }))
  })
}

/** How far it is. One that says it runs, and of which no job is left, has failed. */
export async function readRefreshOfAll({
  db,
  transaction,
  clock,
}: Pick<SyncDeps, 'db' | 'transaction' | 'clock'>): Promise<BulkRefresh> {
  const state = await readState(db)
  if (state.status !== 'running') return state
  const job = await db
    .selectFrom('jobs')
    .select('id')
    .where('name', '=', NAME)
    .where('state', 'in', ['waiting', 'active'])
    .executeTakeFirst()
  if (job) return state
  // It may have ended between the two reads.
  const again = await readState(db)
  if (again.status !== 'running') return again
  const failed: BulkRefresh = { ...again, status: 'failed', message: 'interrupted by restart' }
  await transaction((trx) => writeState(trx, failed, clock.now()))
  return failed
}

const second = (date: Date) => `${date.toISOString().slice(0, 19)}Z`

async function readState(db: Db | Trx): Promise<BulkRefresh> {
  const text = await readSetting(db, KEY)
  if (!text) return { status: 'idle' }
  try {
    return JSON.parse(text) as BulkRefresh
  } catch {
    // Somebody wrote it by hand.
    return { status: 'idle' }
  }
}

const writeState = (trx: Trx, state: BulkRefresh, now: Date) =>
  writeSettings(trx, { [KEY]: JSON.stringify(state) }, now)
