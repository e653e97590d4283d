import type { BookPool } from '@colophon/formats/workers/pool.ts'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Transaction } from '#database/open.ts'
import { rebuildSearch } from '#domain/catalog/rebuild-search.ts'
import type { Audit } from '#domain/history/audit.ts'
import { capturePage } from '#domain/library/capture.ts'
import type { PageFetcher } from '#domain/library/capture-port.ts'
import type { FilePlacer } from '#domain/library/file-placer.ts'
import { forgetMissing } from '#domain/library/forget-missing.ts'
import { hashFiles } from '#domain/library/hash-files.ts'
import { scanAllLibraries } from '#domain/library/scan-all.ts'
import { scanLibrary } from '#domain/library/scan-library.ts'
import { scanNetworkLibraries } from '#domain/library/scan-network.ts'
import { scanWatchFolder } from '#domain/library/scan-watch-folder.ts'
import { takeInUpload } from '#domain/library/take-in.ts'
import type { Walker } from '#domain/library/walker.ts'
import { writeSidecars } from '#domain/library/write-sidecars.ts'
import type { CoverStore } from '#domain/metadata/cover-store.ts'
import { renderCovers } from '#domain/metadata/render-covers.ts'
import { type BoundJob, bind, type DeclaredJob } from '#jobs/define-job.ts'
import type { Bus } from '#kernel/bus.ts'
import type { Clock } from '#kernel/clock.ts'

/** Every job that may be asked for. */
export const declaredJobs: readonly DeclaredJob[] = [
  scanLibrary,
  scanAllLibraries,
  scanNetworkLibraries,
  scanWatchFolder,
  takeInUpload,
  capturePage,
  writeSidecars,
  forgetMissing,
  hashFiles,
  renderCovers,
  rebuildSearch,
]

/** Collaborators of jobs. */
export interface JobDeps {
  db: Db
  dialect: Dialect
  transaction: Transaction
  audit: Audit
  pool: BookPool
  covers: CoverStore
  walker: Walker
  placer: FilePlacer
  pages: PageFetcher
  bus: Bus
  clock: Clock
}

/** Each definition with its collaborators. */
export function bindJobs(deps: JobDeps): BoundJob[] {
  return [
    bind(scanLibrary, deps),
    bind(scanAllLibraries, deps),
    bind(scanNetworkLibraries, deps),
    bind(scanWatchFolder, deps),
    bind(takeInUpload, deps),
    bind(capturePage, deps),
    bind(writeSidecars, deps),
    bind(forgetMissing, deps),
    bind(hashFiles, deps),
    bind(renderCovers, deps),
    bind(rebuildSearch, deps),
  ]
}
