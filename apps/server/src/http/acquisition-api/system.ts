import * as contract from '@colophon/contract/acquisition/system.ts'
import type { FastifyInstance } from 'fastify'
import type { Db } from '#database/open.ts'
import type { Audit } from '#domain/history/audit.ts'
import { readStorageState, type StorageFolders } from '#domain/library/storage-state.ts'
import { whyNotEnhanced } from '#domain/monitoring/enhanced-hardcover.ts'
import { readSetupState } from '#domain/monitoring/setup-state.ts'
import { readSecretSetting } from '#domain/settings/edit-settings.ts'
import { type Clock, wholeSeconds } from '#kernel/clock.ts'
import type { SecretBox } from '#kernel/secret-box.ts'
import { acquisitionRoute as route } from './route.ts'

/** What the process around this surface knows of itself; made in app/system-facts.ts. */
export interface AcquisitionSystem {
  readonly startedAt: string
  imageCacheBytes(): Promise<number>
  logLevel(): string
  setLogLevel(level: LogLevel): void
}

const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const
type LogLevel = (typeof LOG_LEVELS)[number]

export interface SystemRouteDeps {
  db: Db
  audit: Audit
  clock: Clock
  secrets: SecretBox
  acquisitionSystem: AcquisitionSystem
  http: {
    version: string
    acquisition: {
      isHardcoverEnhanced: boolean
      folders: StorageFolders
      build: { commit: string; date: string }
    }
  }
}

/** Health, version, first steps, folders and log level (acquisition contract 4.1, 4.31). */
export function systemRoutes(app: FastifyInstance, deps: SystemRouteDeps): void {
  const { db, audit, clock, secrets, acquisitionSystem: system, http } = deps

  route(app, contract.getHealth, () => ({ status: 'ok' as const, version: http.version }))

  route(app, contract.getSystemStatus, async () => {
    const hasToken = (await readSecretSetting(db, secrets, 'hardcover.api_token')) !== undefined
    const { isHardcoverEnhanced } = http.acquisition
    const reason = await whyNotEnhanced({ db, secrets, isHardcoverEnhanced })
    return {
      version: http.version,
      commit: http.acquisition.build.commit,
      buildDate: http.acquisition.build.date,
      uptime: Math.floor((clock.now().getTime() - Date.parse(system.startedAt)) / 1000),
      startTime: wholeSeconds(system.startedAt),
      imageCacheBytes: await system.imageCacheBytes(),
      enhancedHardcoverApi: reason === undefined,
      hardcoverTokenConfigured: hasToken,
      ...(reason ? { enhancedHardcoverDisabledReason: reason } : {}),
    }
  })

  route(app, contract.getSetupState, async () => {
    const state = await readSetupState(db)
    return { ...state, complete: state.hasIndexer && state.hasClient && state.hasAuthor && state.hasImport }
  })

  route(app, contract.getStorage, async () => {
    const { folders } = http.acquisition
    const { dirs, isHardlinkable, hardlinkReason } = await readStorageState(folders)
    return {
      downloadDir: folders.download,
      audiobookDownloadDir: folders.audiobookDownload,
      libraryDir: folders.library,
      audiobookDir: folders.audiobook,
      dirs,
      hardlinkable: isHardlinkable,
      ...(hardlinkReason === undefined ? {} : { hardlinkReason }),
    }
  })

  route(app, contract.getLogLevel, () => ({ level: system.logLevel().toUpperCase() }))

  route(app, contract.setLogLevel, async ({ body, principal }) => {
    const level = LOG_LEVELS.find((known) => known === body.level.trim().toLowerCase()) ?? 'info'
    system.setLogLevel(level)
    await audit({
      by: principal,
      action: 'log_level.config_updated',
      entityType: 'config',
      entityId: 'log_level',
      metadata: { level },
    })
    return { level: level.toUpperCase() }
  })
}
