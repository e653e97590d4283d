import { statfs } from 'node:fs/promises'
import { freemem, totalmem } from 'node:os'
import type { Database } from '#database/open.ts'
import type { SystemFacts } from '#http/web-api/admin.ts'
import { instant } from '#kernel/clock.ts'
import type { Config } from './config.ts'
import { checkDataFolder } from './doctor/check-data-folder.ts'
import { checkLibraryFolders, checkWatching } from './doctor/check-library-folders.ts'
import { checkRedis } from './doctor/check-redis.ts'
import { ok } from './doctor/finding.ts'
import { version } from './version.ts'

/** What the process knows of itself and its surroundings, for the pages of administrators. */
export function createSystemFacts(config: Config, database: Database, logger: { level: string }): SystemFacts {
  const startedAt = instant(new Date(Date.now() - process.uptime() * 1000))
  return {
    async read() {
      const [sizeBytes, disks, findings] = await Promise.all([
        database.dialect.sizeBytes(database.reader),
        readDisks(config.dataDir, database),
        check(config, database),
      ])
      return {
        version: version(),
        node: process.version,
        platform: `${process.platform}-${process.arch}`,
        startedAt,
        database: { kind: database.dialect.name, sizeBytes },
        disks,
        memory: { usedBytes: process.memoryUsage.rss(), machineBytes: totalmem(), machineFreeBytes: freemem() },
        hasRedis: config.redisUrl !== null,
        logLevel: logger.level,
        findings,
      }
    },
    // Named one by one: a setting that is added later may be a secret.
    settings: () => ({
      role: config.role,
      host: config.host,
      port: config.port,
      urlBase: config.urlBase,
      hasPublicUrl: config.publicUrl !== null,
      hasSecureCookies: config.hasSecureCookies,
      isSignupDisabled: config.isSignupDisabled,
      isRateLimitDisabled: config.isRateLimitDisabled,
      trustedProxies: config.trustedProxies.length,
      corsOrigins: config.corsOrigins.length,
      hasOidc: config.oidc !== null,
      log: config.log,
    }),
    setLogLevel(level) {
      logger.level = level
    },
  }
}

async function check({ dataDir, redisUrl }: Config, database: Database) {
  return [
    ...(await checkDataFolder(dataDir)),
    ...(await checkLibraryFolders(database)),
    ...(await checkWatching()),
    await checkRedis(redisUrl),
    ok('Programs beside Colophon: none are needed.'),
  ]
}

async function readDisks(dataDir: string, { reader }: Database) {
  const folders = await reader
    .selectFrom('library_folders')
    .innerJoin('folders', 'folders.id', 'library_folders.folder_id')
    .innerJoin('libraries', 'libraries.id', 'library_folders.library_id')
    .select(['folders.path', 'libraries.name'])
    .orderBy('libraries.id')
    .orderBy('library_folders.position')
    .limit(100)
    .execute()
  const places = [
    { path: dataDir, libraryName: null },
    ...folders.map(({ path, name }) => ({ path, libraryName: name })),
  ]
  return Promise.all(
    places.map(async (place) => {
      const disk = await statfs(place.path).catch(() => undefined)
      return {
        ...place,
        freeBytes: disk ? disk.bavail * disk.bsize : null,
        totalBytes: disk ? disk.blocks * disk.bsize : null,
      }
    }),
  )
}
