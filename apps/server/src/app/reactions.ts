import { fileRegistered } from '#domain/catalog/events.ts'
import { noteDigests } from '#domain/devices/note-digests.ts'
import { clearImported } from '#domain/downloads/clear-imported.ts'
import { checkClients } from '#domain/downloads/client-health.ts'
import {
  clientHealthChanged,
  clientSaved,
  downloadCompleted,
  downloadFailed,
  downloadGrabbed,
  queueChanged,
} from '#domain/downloads/events.ts'
import { forgetDownloads } from '#domain/downloads/forget-downloads.ts'
import { grabBest } from '#domain/downloads/grab-best.ts'
import { searchAgainAfter } from '#domain/downloads/search-again.ts'
import { cleanUpClient, giveUpFake } from '#domain/importing/after-import.ts'
import { clearUnwantedFiles } from '#domain/importing/delete-book-files.ts'
import { bookImported, downloadIsFake, importFailed, importReleased } from '#domain/importing/events.ts'
import { importDownload } from '#domain/importing/import-download.ts'
import { filesRecorded, libraryChanged, libraryCreated } from '#domain/library/events.ts'
import { scanLibrary } from '#domain/library/scan-library.ts'
import { writeSidecars } from '#domain/library/write-sidecars.ts'
import { renderCovers } from '#domain/metadata/render-covers.ts'
import { authorAdded, bookWanted, downloadsUnwanted, filesUnwanted, requestChanged } from '#domain/monitoring/events.ts'
import { syncCatalogue } from '#domain/monitoring/sync-catalogue.ts'
import { announceFailure, announceGrab, announceHealth, announceImport } from '#domain/notifications/announce.ts'
import { countPages } from '#domain/reading/count-pages.ts'
import { releasesApproved } from '#domain/releases/events.ts'
import { requestsFor } from '#domain/releases/search-wanted.ts'
import { type Reaction, tell, when } from '#jobs/reactions.ts'

/** What follows from what: the one page on which the pipeline can be read. */
export const reactions: readonly Reaction[] = [
  when(downloadCompleted, ({ downloadId }) => [importDownload.request({ downloadId })]),
  when(importReleased, ({ downloadId }) => [importDownload.request({ downloadId })]),
  when(bookImported, ({ downloadId }) => (downloadId === null ? [] : [cleanUpClient.request({ downloadId })])),
  when(downloadIsFake, (fake) => [giveUpFake.request(fake)]),
  when(filesUnwanted, ({ paths }) => (paths.length > 0 ? [clearUnwantedFiles.request({ paths })] : [])),
  when(libraryCreated, ({ libraryId }) => [scanLibrary.request({ libraryId, folder: null })]),
  when(filesRecorded, ({ libraryId, fileIds }) => [
    renderCovers.request({}),
    noteDigests.request({ fileIds }),
    writeSidecars.request({ libraryId }),
  ]),
  when(fileRegistered, ({ fileId }) => [countPages.request({ fileId })]),
  when(authorAdded, (added) => [syncCatalogue.request({ ...added, kind: 'first' })]),
  when(bookWanted, ({ bookIds, trigger }) => requestsFor(bookIds, trigger)),

  when(releasesApproved, (approved) => [grabBest.request(approved)]),
  when(downloadFailed, searchAgainAfter),
  when(bookImported, ({ downloadId }) => (downloadId === null ? [] : [clearImported.request({ downloadId })])),
  when(downloadsUnwanted, (unwanted) => [forgetDownloads.request(unwanted)]),
  when(clientSaved, ({ clientId }) => [checkClients.request({ clientId })]),
  when(downloadGrabbed, ({ downloadId }) => [announceGrab.request({ downloadId })]),
  // Somebody took it out of their client or did not want it: they know.
  when(downloadFailed, ({ downloadId, message, cause }) =>
    cause === 'removed' || cause === 'rejected'
      ? []
      : [announceFailure.request({ downloadId, reason: message, isRefused: cause === 'refused' })],
  ),
  // One that is tried again is no news yet.
  when(importFailed, ({ downloadId, message, isBlocked }) =>
    isBlocked ? [announceFailure.request({ downloadId, reason: message, isRefused: false })] : [],
  ),
  when(bookImported, ({ bookId, slot, path, outdone }) => [announceImport.request({ bookId, slot, path, outdone })]),
  when(clientHealthChanged, (health) => (health.status === 'error' ? [announceHealth.request(health)] : [])),

  tell(libraryCreated, ({ libraryId }) => [{ topic: 'libraries', data: { libraryId } }]),
  tell(libraryChanged, ({ libraryId }) => [{ topic: 'libraries', data: { libraryId } }]),
  tell(queueChanged, ({ downloadIds }) => [{ topic: 'queue', data: { downloadIds } }]),
  tell(requestChanged, () => [{ topic: 'requests', data: {} }]),
  tell(filesRecorded, ({ fileIds }) => [{ topic: 'books', data: { files: fileIds.length } }]),
]
