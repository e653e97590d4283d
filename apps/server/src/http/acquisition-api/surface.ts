import type { FastifyInstance } from 'fastify'
import type { ProviderDeps } from '#domain/metadata/provider-settings.ts'
import { type AuthRouteDeps, authRoutes } from './auth.ts'
import { type AuthorRouteDeps, acquisitionAuthorRoutes } from './authors.ts'
import { type BackupRouteDeps, backupRoutes } from './backups.ts'
import { type BlocklistRouteDeps, blocklistRoutes } from './blocklist.ts'
import { acquiredFileRoutes, type BookFileDeps } from './book-files.ts'
import { acquisitionBookRoutes, type BookRouteDeps } from './books.ts'
import { type DownloadClientRouteDeps, downloadClientRoutes } from './download-clients.ts'
import { answerAcquisitionErrors } from './errors.ts'
import { hardcoverSeriesRoutes } from './hardcover-series.ts'
import { type HistoryRouteDeps, historyRoutes } from './history.ts'
import { type ImageRouteDeps, imageRoutes } from './images.ts'
import { type IndexerRouteDeps, indexerRoutes } from './indexers.ts'
import { libraryScanRoutes } from './library-scan.ts'
import { type LogRouteDeps, logRoutes } from './logs.ts'
import { type ManualImportDeps, manualImportRoutes } from './manual-import.ts'
import { metadataSearchRoutes } from './metadata-search.ts'
import { type NotificationRouteDeps, notificationRoutes } from './notifications.ts'
import { type OidcRouteDeps, oidcRoutes } from './oidc.ts'
import { type PendingRouteDeps, pendingRoutes } from './pending.ts'
import { type ProfileRouteDeps, profileRoutes } from './profiles.ts'
import { type ProwlarrRouteDeps, prowlarrRoutes } from './prowlarr.ts'
import { type QueueRouteDeps, queueRoutes } from './queue.ts'
import { type ReleaseRuleDeps, releaseRuleRoutes } from './release-rules.ts'
import { type ReleaseRouteDeps, releaseRoutes } from './releases.ts'
import { type RootFolderRouteDeps, rootFolderRoutes } from './root-folders.ts'
import { acquisitionSeriesRoutes, type SeriesRouteDeps } from './series.ts'
import { type SettingRouteDeps, settingRoutes } from './settings.ts'
import { type SystemRouteDeps, systemRoutes } from './system.ts'
import { type UserRouteDeps, userRoutes } from './users.ts'

export type AcquisitionDeps = AuthRouteDeps &
  UserRouteDeps &
  OidcRouteDeps &
  SettingRouteDeps &
  SystemRouteDeps &
  ProfileRouteDeps &
  ReleaseRuleDeps &
  RootFolderRouteDeps &
  LogRouteDeps &
  ImageRouteDeps &
  AuthorRouteDeps &
  BookRouteDeps &
  IndexerRouteDeps &
  ProwlarrRouteDeps &
  ReleaseRouteDeps &
  PendingRouteDeps &
  BlocklistRouteDeps &
  HistoryRouteDeps &
  ManualImportDeps &
  BookFileDeps &
  DownloadClientRouteDeps &
  QueueRouteDeps &
  ProviderDeps &
  SeriesRouteDeps &
  BackupRouteDeps &
  NotificationRouteDeps

/**
 * The acquisition surface: `/api/v1` and `/api/queue`. Encapsulated, so that its errors look as its clients expect; its
 * headers are set in http/server.ts, and its unknown paths answered in http/not-found.ts.
 */
export function acquisitionApi(deps: AcquisitionDeps) {
  return async (app: FastifyInstance) => {
    answerAcquisitionErrors(app)
    systemRoutes(app, deps)
    authRoutes(app, deps)
    userRoutes(app, deps)
    oidcRoutes(app, deps)
    settingRoutes(app, deps)
    profileRoutes(app, deps)
    releaseRuleRoutes(app, deps)
    rootFolderRoutes(app, deps)
    logRoutes(app, deps)
    imageRoutes(app, deps)
    acquisitionAuthorRoutes(app, deps)
    acquisitionBookRoutes(app, deps)
    releaseRoutes(app, deps)
    indexerRoutes(app, deps)
    prowlarrRoutes(app, deps)
    pendingRoutes(app, deps)
    blocklistRoutes(app, deps)
    historyRoutes(app, deps)
    manualImportRoutes(app, deps)
    libraryScanRoutes(app, deps)
    acquiredFileRoutes(app, deps)
    downloadClientRoutes(app, deps)
    queueRoutes(app, deps)
    metadataSearchRoutes(app, deps)
    notificationRoutes(app, deps)
    acquisitionSeriesRoutes(app, deps)
    hardcoverSeriesRoutes(app, deps)
    backupRoutes(app, deps)
  }
}
