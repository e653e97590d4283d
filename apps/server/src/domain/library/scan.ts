import type { OrganizationType, ScanState } from '#database/schema.ts'
import type { JobContext } from '#jobs/define-job.ts'
import { instant } from '#kernel/clock.ts'
import { type Found, noteFound } from './note-found.ts'
import type { ScanDeps } from './scan-deps.ts'
import { closeRun, noCounts, openRun, type ScanCounts, saveCounts } from './scan-runs.ts'

/** The state of a running scan, and how it is written down. */
export interface Scan {
  libraryId: number
  layout: OrganizationType
  /** How its files came in. */
  origin: 'scan' | 'watch'
  roots: string[]
  counts: ScanCounts
  /** Records whose file was met. */
  seen: Set<number>
  now(): string
  /** Libraries that have a path above a file. */
  librariesOf(path: string): number[]
  /** The root of this library above a file. */
  rootOf(path: string): string | null
  note(found: Found): Promise<void>
  /** Tells listeners how far the scan is. */
  report(): void
  close(state: ScanState, message: string | null): Promise<void>
}

/** Opens a scan; null where the library is gone meanwhile, which is no failure. */
export async function openScan(
  deps: ScanDeps,
  libraryId: number,
  context: Pick<JobContext, 'progress'>,
): Promise<Scan | null> {
  const { db, transaction, dialect, bus, clock } = deps
  const library = await db.selectFrom('libraries').selectAll().where('id', '=', libraryId).executeTakeFirst()
  if (!library) return null
  const places = await db
    .selectFrom('library_folders')
    .innerJoin('folders', 'folders.id', 'library_folders.folder_id')
    .select(['library_folders.library_id', 'folders.path'])
    .orderBy('library_folders.position')
    .execute()
  const now = () => instant(clock.now())
  const runId = await transaction((trx) => openRun(trx, { dialect, libraryId, now: now() }))
  const counts = noCounts()
  const roots = places.filter((place) => place.library_id === libraryId).map(({ path }) => path)

  const report = () => {
    const handled = counts.added + counts.changed + counts.moved
    context.progress({ done: handled, total: null, text: `${counts.found} files found, ${handled} taken in` })
    bus.publish({ topic: 'scan', data: { libraryId: library.public_id, state: 'running', counts: { ...counts } } })
  }

  return {
    libraryId,
    layout: library.organization_type,
    origin: 'scan',
    roots,
    counts,
    seen: new Set(),
    now,
    report,
    librariesOf: (path) => [
      ...new Set(places.filter((place) => path.startsWith(`${place.path}/`)).map((place) => place.library_id)),
    ],
    rootOf: (path) => roots.find((root) => path.startsWith(`${root}/`)) ?? null,
    note: (found) =>
      transaction(async (trx) => {
        await noteFound(trx, { dialect, libraryId, now: now(), ...found })
        await saveCounts(trx, runId, counts)
      }),
    async close(state, message) {
      await transaction((trx) => closeRun(trx, { runId, counts, state, message, now: now() }))
      bus.publish({ topic: 'scan', data: { libraryId: library.public_id, state, message, counts: { ...counts } } })
    },
  }
}
