import { sweepKepubs } from '#domain/devices/kepub/kepub-jobs.ts'
import { noteDigests } from '#domain/devices/note-digests.ts'
import { checkClients } from '#domain/downloads/client-health.ts'
import { pollDownloads } from '#domain/downloads/poll-downloads.ts'
import { dropStalled } from '#domain/downloads/stalled-downloads.ts'
import { scanLibraryFolders } from '#domain/importing/library-scan.ts'
import { sweepImports } from '#domain/importing/sweep-imports.ts'
import { forgetChanges } from '#domain/library/forget-changes.ts'
import { forgetMissing } from '#domain/library/forget-missing.ts'
import { hashFiles } from '#domain/library/hash-files.ts'
import { scanAllLibraries } from '#domain/library/scan-all.ts'
import { scanNetworkLibraries } from '#domain/library/scan-network.ts'
import { scanWatchFolder } from '#domain/library/scan-watch-folder.ts'
import { renderCovers } from '#domain/metadata/render-covers.ts'
import { sweepKept } from '#domain/metadata/sweep-kept.ts'
import { refreshDueAuthors } from '#domain/monitoring/refresh-due-authors.ts'
import { sweepNews } from '#domain/notifications/outbox.ts'
import { refreshCapabilities } from '#domain/releases/refresh-capabilities.ts'
import { reviewPending, sweepPending } from '#domain/releases/review-pending.ts'
import { RSS_EVERY_SECONDS, syncRss } from '#domain/releases/rss-sync.ts'
import { sweepUpgrades } from '#domain/releases/sweep-upgrades.ts'
import { SWEEP_EVERY_SECONDS, sweepWanted } from '#domain/releases/sweep-wanted.ts'
import { syncProwlarrs } from '#domain/releases/sync-prowlarr.ts'
import type { Schedule } from '#jobs/schedules.ts'
import { trimLogs } from './trim-logs.ts'

const DAY = 86_400

/** What time asks for. */
export const schedules: readonly Schedule[] = [
  { name: 'sweep-imports', request: () => sweepImports.request({}), every: { seconds: 60 }, isDueAtOnce: true },
  {
    name: 'scan-library-folders',
    request: () => scanLibraryFolders.request({}),
    every: { seconds: DAY / 4 },
    jitterSeconds: 600,
  },
  { name: 'scan-libraries', request: () => scanAllLibraries.request({}), every: { seconds: DAY }, jitterSeconds: 600 },
  { name: 'scan-network-libraries', request: () => scanNetworkLibraries.request({}), every: { seconds: 900 } },
  { name: 'scan-watch-folder', request: () => scanWatchFolder.request({}), every: { seconds: 60 } },
  { name: 'forget-missing-files', request: () => forgetMissing.request({}), every: { seconds: DAY } },
  { name: 'sweep-kept-pictures', request: () => sweepKept.request({}), every: { seconds: DAY }, jitterSeconds: 3_600 },
  { name: 'forget-changes', request: () => forgetChanges.request({}), every: { seconds: DAY } },
  { name: 'trim-logs', request: () => trimLogs.request({}), every: { seconds: 3_600 }, jitterSeconds: 600 },
  // Jobs are nudges and may be lost; the rows say what is left to do.
  { name: 'sweep-notifications', request: () => sweepNews.request({}), every: { seconds: 600 } },
  { name: 'render-covers', request: () => renderCovers.request({}), every: { seconds: DAY / 4 } },
  { name: 'note-digests', request: () => noteDigests.request({ fileIds: null }), every: { seconds: DAY / 4 } },
  { name: 'sweep-kepubs', request: () => sweepKepubs.request({}), every: { seconds: DAY }, jitterSeconds: 600 },
  { name: 'hash-files', request: () => hashFiles.request({}), every: { cron: '0 3 * * *' }, jitterSeconds: 1_800 },
  {
    name: 'refresh-metadata',
    request: () => refreshDueAuthors.request({}),
    every: { seconds: DAY },
    jitterSeconds: 3_600,
  },
  // Looking for what is wanted. The first two come often and take the part whose turn it is.
  {
    name: 'search-wanted',
    request: () => sweepWanted.request({}),
    every: { seconds: SWEEP_EVERY_SECONDS },
    jitterSeconds: 300,
  },
  { name: 'search-upgrades', request: () => sweepUpgrades.request({}), every: { seconds: DAY }, jitterSeconds: 3_600 },
  { name: 'rss-sync', request: () => syncRss.request({}), every: { seconds: RSS_EVERY_SECONDS }, jitterSeconds: 60 },
  { name: 'pending-due', request: () => reviewPending.request({}), every: { seconds: 60 } },
  { name: 'sweep-pending', request: () => sweepPending.request({}), every: { seconds: DAY } },
  {
    name: 'indexer-caps',
    request: () => refreshCapabilities.request({}),
    every: { seconds: DAY },
    jitterSeconds: 3_600,
  },
  {
    name: 'prowlarr-sync',
    request: () => syncProwlarrs.request({ isStart: false }),
    every: { seconds: DAY },
    jitterSeconds: 3_600,
  },
]

/** Following downloads: how often clients are asked is said by the environment. */
export const downloadSchedules = ({ checkSeconds }: { checkSeconds: number }): Schedule[] => [
  { name: 'check-downloads', request: () => pollDownloads.request({}), every: { seconds: checkSeconds } },
  { name: 'check-stalled', request: () => dropStalled.request({}), every: { seconds: 300 } },
  { name: 'check-clients', request: () => checkClients.request({ clientId: null }), every: { seconds: 900 } },
]
