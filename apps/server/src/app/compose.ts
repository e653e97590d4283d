import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createBookPool } from '@colophon/formats/workers/pool.ts'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { migrate } from '#database/migrate.ts'
import { type Database, openDatabase, type Transaction } from '#database/open.ts'
import { type Audit, createAudit } from '#domain/history/audit.ts'
import { createInitialAdmin } from '#domain/identity/sign-up.ts'
import { createTokens } from '#domain/identity/tokens.ts'
import { watchLibraries } from '#domain/library/watch-libraries.ts'
import { createCoverStore } from '#domain/metadata/cover-store.ts'
import { createServer, type HttpOptions } from '#http/server.ts'
import { memoryBus } from '#integrations/bus/memory.ts'
import { diskPlacer } from '#integrations/filesystem/place-file.ts'
import { threadWalker } from '#integrations/filesystem/walker.ts'
import { createFolderWatcher } from '#integrations/filesystem/watch-folders.ts'
import { createOutbound } from '#integrations/outbound/outbound.ts'
import { pageFetcher } from '#integrations/outbound/page-fetcher.ts'
import { createEngine, type Engine } from '#jobs/engines/engine.ts'
import type { Bus } from '#kernel/bus.ts'
import { systemClock } from '#kernel/clock.ts'
import type { Config } from './config.ts'
import { discoverOidc } from './discover-oidc.ts'
import { installationName } from './installation-name.ts'
import { bindJobs, declaredJobs } from './jobs.ts'
import { webRoot } from './places.ts'
import { reactions } from './reactions.ts'
import { schedules } from './schedules.ts'
import { installationSecret } from './secrets.ts'
import { createTransaction } from './transaction.ts'
import { version } from './version.ts'

/** The whole of a process, put together and not yet running. */
export interface Composed {
  config: Config
  database: Database
  transaction: Transaction
  bus: Bus
  audit: Audit
  engine: Engine
  /** Undefined in a process that only works off jobs. */
  app: FastifyInstance | undefined
  /** Migrates, makes the initial administrator, listens and begins to work. */
  start(): Promise<void>
  /** Finishes requests and jobs, then closes everything. Ends within ten seconds; safe to call twice. */
  stop(): Promise<void>
}

/** The only place that builds things. */
export async function compose(config: Config, { logger }: { logger: FastifyBaseLogger }): Promise<Composed> {
  const clock = systemClock
  openDataDirectory(config.dataDir)
  const database = openDatabase(config.databaseUrl, logger)
  const bus = await openBus(config, logger)
  const wake = () => engine.wake()
  const transaction = createTransaction({ database, jobs: declaredJobs, reactions, wake, bus })
  const audit = createAudit({ database, transaction, clock, logger })
  const tokens = createTokens(config.jwtSecret ?? installationSecret(config.dataDir, 'jwt-secret'), clock)
  const pool = createBookPool()
  const covers = createCoverStore(join(config.dataDir, 'covers'))
  const outbound = createOutbound({
    userAgent: `Colophon/${version()} (book server)`,
    logger,
    isPrivateAllowed: config.isPrivateOutboundAllowed,
  })
  const pages = pageFetcher(outbound)
  const shared = { db: database.reader, dialect: database.dialect, transaction, audit, pool, covers, pages, bus, clock }
  const jobs = bindJobs({ ...shared, walker: threadWalker, placer: diskPlacer })
  const engine: Engine = await createEngine(config.redisUrl ? 'redis' : 'embedded', {
    database,
    jobs,
    schedules,
    bus,
    logger,
    runs: config.role !== 'web',
    isShared: config.role !== 'all' || database.dialect.name === 'postgres',
    ...(config.redisUrl ? { redis: { url: config.redisUrl, prefix: installationName(config.databaseUrl) } } : {}),
  })
  const http = httpOptions(config)
  const app =
    config.role === 'worker' ? undefined : await createServer({ ...shared, database, engine, tokens, logger, http })

  let watch = async () => {}

  async function start() {
    await migrate(database)
    if (config.oidc) await discoverOidc(config.oidc)
    if (config.initialAdmin) await createInitialAdmin({ database, transaction, clock }, config.initialAdmin)
    await app?.listen({ host: config.host, port: config.port })
    await engine.start()
    if (config.role !== 'web') watch = startWatching()
  }

  function startWatching() {
    const watching = watchLibraries({ ...shared, walker: threadWalker, watcher: createFolderWatcher(logger), logger })
    const stopListening = bus.subscribe(({ topic }) => {
      if (topic === 'libraries') void watching.refresh()
    })
    void watching.refresh()
    return async () => {
      stopListening()
      await watching.close()
    }
  }

  async function close() {
    // Long downloads and event streams do not end by themselves.
    const cut = setTimeout(() => app?.server.closeAllConnections(), config.shutdownGraceMs)
    await watch()
    await Promise.allSettled([app?.close(), engine.stop()])
    clearTimeout(cut)
    await pool.close()
    await outbound.close()
    await bus.close()
    await database.close()
  }

  let closed: Promise<void> | undefined
  const stop = () => {
    closed ??= close()
    return closed
  }
  return { config, database, transaction, bus, audit, engine, app, start, stop }
}

/** For the owner alone where it is new. Trouble with it shows now and not with the first cover. */
function openDataDirectory(path: string) {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  mkdirSync(join(path, 'covers'), { recursive: true })
}

async function openBus({ redisUrl, databaseUrl }: Config, logger: FastifyBaseLogger): Promise<Bus> {
  if (redisUrl === null) return memoryBus((error) => logger.error({ err: error }, 'a listener of the bus failed'))
  const { redisBus } = await import('#integrations/bus/redis.ts')
  return redisBus({ url: redisUrl, logger, channel: `${installationName(databaseUrl)}:news` })
}

const httpOptions = (config: Config): HttpOptions => ({
  version: version(),
  urlBase: config.urlBase,
  publicUrl: config.publicUrl,
  hasSecureCookies: config.hasSecureCookies,
  isSignupDisabled: config.isSignupDisabled,
  trustedProxies: config.trustedProxies,
  corsOrigins: config.corsOrigins,
  isRateLimitDisabled: config.isRateLimitDisabled,
  webRoot,
})
