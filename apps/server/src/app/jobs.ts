import type { BookPool } from '@colophon/formats/workers/pool.ts'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Database, Db, Transaction } from '#database/open.ts'
import type { BookLists } from '#domain/catalog/book-lists.ts'
import type { Scopes } from '#domain/catalog/owner-scope.ts'
import { rebuildSearch } from '#domain/catalog/rebuild-search.ts'
import { convertKepubs, sweepKepubs } from '#domain/devices/kepub/kepub-jobs.ts'
import type { KepubStore } from '#domain/devices/kepub/kepub-store.ts'
import { noteDigests } from '#domain/devices/note-digests.ts'
import { clearImported } from '#domain/downloads/clear-imported.ts'
import type { ClientFailures } from '#domain/downloads/client-failures.ts'
import type { DownloadFolders } from '#domain/downloads/client-folders.ts'
import { checkClients } from '#domain/downloads/client-health.ts'
import type { OpenClient } from '#domain/downloads/download-client.ts'
import { forgetDownloads } from '#domain/downloads/forget-downloads.ts'
import { grabBest } from '#domain/downloads/grab-best.ts'
import { pollDownloads } from '#domain/downloads/poll-downloads.ts'
import { searchAgain } from '#domain/downloads/search-again.ts'
import { dropStalled } from '#domain/downloads/stalled-downloads.ts'
import type { Audit } from '#domain/history/audit.ts'
import { cleanUpClient, giveUpFake } from '#domain/importing/after-import.ts'
import { clearUnwantedFiles } from '#domain/importing/delete-book-files.ts'
import type { ImportDisk } from '#domain/importing/import-disk.ts'
import { importDownload } from '#domain/importing/import-download.ts'
import type { ImportFolders } from '#domain/importing/import-folders.ts'
import { scanLibraryFolders } from '#domain/importing/library-scan.ts'
import { sweepImports } from '#domain/importing/sweep-imports.ts'
import { capturePage } from '#domain/library/capture.ts'
import type { PageFetcher } from '#domain/library/capture-port.ts'
import type { FilePlacer } from '#domain/library/file-placer.ts'
import { forgetChanges } from '#domain/library/forget-changes.ts'
import { forgetMissing } from '#domain/library/forget-missing.ts'
import { hashFiles } from '#domain/library/hash-files.ts'
import { scanAllLibraries } from '#domain/library/scan-all.ts'
import { scanLibrary } from '#domain/library/scan-library.ts'
import { scanNetworkLibraries } from '#domain/library/scan-network.ts'
import { scanWatchFolder } from '#domain/library/scan-watch-folder.ts'
import { takeInUpload } from '#domain/library/take-in.ts'
import { placeFolder } from '#domain/library/upload-folder.ts'
import type { Walker } from '#domain/library/walker.ts'
import { writeSidecars } from '#domain/library/write-sidecars.ts'
import type { CoverStore } from '#domain/metadata/cover-store.ts'
import type { MetadataSources } from '#domain/metadata/metadata-sources.ts'
import type { RemotePictures } from '#domain/metadata/remote-pictures.ts'
import { renderCovers } from '#domain/metadata/render-covers.ts'
import { sweepKept } from '#domain/metadata/sweep-kept.ts'
import { addSeriesBook } from '#domain/monitoring/fill-series.ts'
import { listEditions } from '#domain/monitoring/list-editions.ts'
import { refreshAllAuthors } from '#domain/monitoring/refresh-all-authors.ts'
import { refreshDueAuthors } from '#domain/monitoring/refresh-due-authors.ts'
import { syncCatalogue } from '#domain/monitoring/sync-catalogue.ts'
import { announceFailure, announceGrab, announceHealth, announceImport } from '#domain/notifications/announce.ts'
import { deliverNews, sweepNews } from '#domain/notifications/outbox.ts'
import type { WebhookCaller } from '#domain/notifications/ports.ts'
import type { ComicReader } from '#domain/reading/comic-pages.ts'
import { countPages } from '#domain/reading/count-pages.ts'
import { editManyBooks } from '#domain/reading/edit-books-at-once.ts'
import type { IndexerGateway } from '#domain/releases/indexer-gateway.ts'
import { refreshCapabilities } from '#domain/releases/refresh-capabilities.ts'
import { reviewPending, sweepPending } from '#domain/releases/review-pending.ts'
import { syncRss } from '#domain/releases/rss-sync.ts'
import { searchWanted } from '#domain/releases/search-wanted.ts'
import { sweepUpgrades } from '#domain/releases/sweep-upgrades.ts'
import { sweepWanted } from '#domain/releases/sweep-wanted.ts'
import { syncProwlarrs } from '#domain/releases/sync-prowlarr.ts'
import type { WantedBooks } from '#domain/releases/wanted-store.ts'
import type { Mailer } from '#domain/settings/mailer.ts'
import { type BoundJob, bind, type DeclaredJob } from '#jobs/define-job.ts'
import type { Bus } from '#kernel/bus.ts'
import type { Clock } from '#kernel/clock.ts'
import type { Logger } from '#kernel/logger.ts'
import type { SecretBox } from '#kernel/secret-box.ts'
import { trimLogs } from './trim-logs.ts'

/** Every job that may be asked for. */
export const declaredJobs: readonly DeclaredJob[] = [
  importDownload,
  cleanUpClient,
  giveUpFake,
  sweepImports,
  scanLibraryFolders,
  clearUnwantedFiles,
  scanLibrary,
  scanAllLibraries,
  scanNetworkLibraries,
  scanWatchFolder,
  takeInUpload,
  placeFolder,
  capturePage,
  writeSidecars,
  forgetMissing,
  forgetChanges,
  hashFiles,
  renderCovers,
  sweepKept,
  rebuildSearch,
  noteDigests,
  countPages,
  editManyBooks,
  convertKepubs,
  sweepKepubs,
  trimLogs,
  syncCatalogue,
  refreshAllAuthors,
  refreshDueAuthors,
  listEditions,
  searchWanted,
  sweepWanted,
  sweepUpgrades,
  reviewPending,
  sweepPending,
  syncRss,
  refreshCapabilities,
  syncProwlarrs,
  grabBest,
  pollDownloads,
  dropStalled,
  checkClients,
  searchAgain,
  forgetDownloads,
  clearImported,
  deliverNews,
  announceGrab,
  announceFailure,
  announceImport,
  announceHealth,
  addSeriesBook,
  sweepNews,
]

/** Collaborators of jobs. */
export interface JobDeps {
  database: Database
  db: Db
  dialect: Dialect
  transaction: Transaction
  audit: Audit
  lists: BookLists
  pool: BookPool
  covers: CoverStore
  kepubs: KepubStore
  scopes: Scopes
  walker: Walker
  disk: ImportDisk
  folders: ImportFolders
  workFolder: string
  placer: FilePlacer
  pages: PageFetcher
  pictures: RemotePictures
  sources: MetadataSources
  bus: Bus
  clock: Clock
  secrets: SecretBox
  comics: ComicReader
  logger: Logger
  /** Days that lines of the log are kept where no setting says otherwise. */
  logDays: number
  indexers: IndexerGateway
  wantedBooks: WantedBooks
  openClient: OpenClient
  downloadFolders: DownloadFolders
  failures: ClientFailures
  webhooks: WebhookCaller
  mailer: Mailer
}

/** Each definition with its collaborators. */
export function bindJobs(deps: JobDeps): BoundJob[] {
  return [
    bind(importDownload, deps),
    bind(cleanUpClient, deps),
    bind(giveUpFake, deps),
    bind(sweepImports, deps),
    bind(scanLibraryFolders, deps),
    bind(clearUnwantedFiles, deps),
    bind(scanLibrary, deps),
    bind(scanAllLibraries, deps),
    bind(scanNetworkLibraries, deps),
    bind(scanWatchFolder, deps),
    bind(takeInUpload, deps),
    bind(placeFolder, deps),
    bind(capturePage, deps),
    bind(writeSidecars, deps),
    bind(forgetMissing, deps),
    bind(forgetChanges, deps),
    bind(hashFiles, deps),
    bind(renderCovers, deps),
    bind(sweepKept, deps),
    bind(rebuildSearch, deps),
    bind(noteDigests, deps),
    bind(countPages, deps),
    bind(editManyBooks, deps),
    bind(convertKepubs, deps),
    bind(sweepKepubs, deps),
    bind(trimLogs, deps),
    bind(syncCatalogue, deps),
    bind(refreshAllAuthors, deps),
    bind(refreshDueAuthors, deps),
    bind(listEditions, deps),
    bind(searchWanted, deps),
    bind(sweepWanted, deps),
    bind(sweepUpgrades, deps),
    bind(reviewPending, deps),
    bind(sweepPending, deps),
    bind(syncRss, deps),
    bind(refreshCapabilities, deps),
    bind(syncProwlarrs, deps),
    bind(grabBest, deps),
    bind(pollDownloads, deps),
    bind(dropStalled, deps),
    bind(checkClients, deps),
    bind(searchAgain, deps),
    bind(forgetDownloads, deps),
    bind(clearImported, deps),
    bind(deliverNews, deps),
    bind(announceGrab, deps),
    bind(announceFailure, deps),
    bind(announceImport, deps),
    bind(announceHealth, deps),
    bind(addSeriesBook, deps),
    bind(sweepNews, deps),
  ]
}
