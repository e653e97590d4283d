import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createBookPool } from '@colophon/formats/workers/pool.ts'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { migrate } from '#database/migrate.ts'
import { type Database, openDatabase, type Transaction } from '#database/open.ts'
import { BookLists } from '#domain/catalog/book-lists.ts'
import { languageCode } from '#domain/catalog/language-code.ts'
import { createScopes } from '#domain/catalog/owner-scope.ts'
import { createKepubStore } from '#domain/devices/kepub/kepub-store.ts'
import { createDeviceTokens } from '#domain/devices/kobo/device-tokens.ts'
import { countClientFailures } from '#domain/downloads/client-failures.ts'
import { type Audit, createAudit } from '#domain/history/audit.ts'
import { readInstallationAccess, seedInstallation } from '#domain/identity/installation-access.ts'
import { createOidcRegistry } from '#domain/identity/oidc-registry.ts'
import { createInitialAdmin } from '#domain/identity/sign-up.ts'
import { createTokens } from '#domain/identity/tokens.ts'
import { watchLibraries } from '#domain/library/watch-libraries.ts'
import { createCoverStore } from '#domain/metadata/cover-store.ts'
import { PICTURE_LIFE_MS, remotePictures } from '#domain/metadata/remote-pictures.ts'
import { comicReader } from '#domain/reading/comic-pages.ts'
import { createMediaCache } from '#domain/reading/media-cache.ts'
import { syncProwlarrs } from '#domain/releases/sync-prowlarr.ts'
import { WantedBooks } from '#domain/releases/wanted-store.ts'
import { createMailer } from '#domain/settings/mailer.ts'
import { readSmtpSettings } from '#domain/settings/smtp-settings.ts'
import { createServer, type HttpOptions } from '#http/server.ts'
import { memoryBus } from '#integrations/bus/memory.ts'
import { clientOpener } from '#integrations/download-clients/open-client.ts'
import { createFileCache } from '#integrations/filesystem/file-cache.ts'
import { importDisk } from '#integrations/filesystem/import-disk.ts'
import { diskPlacer } from '#integrations/filesystem/place-file.ts'
import { threadWalker } from '#integrations/filesystem/walker.ts'
import { createFolderWatcher } from '#integrations/filesystem/watch-folders.ts'
import { indexerGateway } from '#integrations/indexers/gateway.ts'
import { smtpTransport } from '#integrations/mail/smtp-transport.ts'
import { createMetadataSources } from '#integrations/metadata-providers/index.ts'
import { webhookCaller } from '#integrations/notifiers/webhook-caller.ts'
import { openidGateway } from '#integrations/oidc/openid-gateway.ts'
import { koboStore } from '#integrations/outbound/kobo-store.ts'
import { createOutbound } from '#integrations/outbound/outbound.ts'
import { pageFetcher } from '#integrations/outbound/page-fetcher.ts'
import { pictureFetcher } from '#integrations/outbound/picture-fetcher.ts'
import { selfCaller } from '#integrations/outbound/self-caller.ts'
import { createEngine, type Engine } from '#jobs/engines/engine.ts'
import { measureJobs } from '#jobs/job-times.ts'
import type { Bus } from '#kernel/bus.ts'
import { systemClock } from '#kernel/clock.ts'
import { createSecretBox } from '#kernel/secret-box.ts'
import { createAcquisitionSystem } from './acquisition-system.ts'
import { createBackups } from './backups.ts'
import { checkDoors } from './check-doors.ts'
import type { Config } from './config.ts'
import { discoverOidc } from './discover-oidc.ts'
import { installationName } from './installation-name.ts'
import { bindJobs, declaredJobs } from './jobs.ts'
import { keepLog } from './log-book.ts'
import { type WaitingLines, waitingLines } from './log-lines.ts'
import { webRoot } from './places.ts'
import { reactions } from './reactions.ts'
import { downloadSchedules, schedules } from './schedules.ts'
import { installationSecret } from './secrets.ts'
import { createSystemFacts } from './system-facts.ts'
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
export async function compose(
  config: Config,
  { logger, lines = waitingLines() }: { logger: FastifyBaseLogger; lines?: WaitingLines },
): Promise<Composed> {
  const clock = systemClock
  openDataDirectory(config.dataDir)
  const database = openDatabase(config.databaseUrl, logger)
  const bus = await openBus(config, logger)
  const wake = () => engine.wake()
  const transaction = createTransaction({ database, jobs: declaredJobs, reactions, wake, bus })
  const audit = createAudit({ database, transaction, clock, logger })
  const secret = config.jwtSecret ?? installationSecret(config.dataDir, 'jwt-secret')
  const tokens = createTokens(secret, clock)
  const deviceTokens = createDeviceTokens(secret, clock)
  const pool = createBookPool()
  const lists = new BookLists({ db: database.reader, long: database.long, dialect: database.dialect })
  const covers = createCoverStore(join(config.dataDir, 'covers'))
  const cache = createMediaCache(join(config.dataDir, 'cache'))
  const kepubs = createKepubStore(join(config.dataDir, 'kepub'))
  const outbound = createOutbound({
    userAgent: `Colophon/${version()} (${config.providers.contact ? `+${config.providers.contact}` : 'book server'})`,
    logger,
    isPrivateAllowed: config.isPrivateOutboundAllowed,
  })
  const pages = pageFetcher(outbound)
  const pictures = remotePictures({
    fetcher: pictureFetcher(outbound),
    cache: keptIn(config, 'image-cache', 1 << 30),
    clock,
  })
  const sources = createMetadataSources({
    outbound,
    clock,
    logger,
    languageCode,
    addresses: config.providers.addresses,
    answers: keptIn(config, 'metadata-cache', 512 << 20),
  })
  const secrets = createSecretBox(config.settingsKey ?? installationSecret(config.dataDir, 'settings-key'))
  const indexers = indexerGateway({
    http: outbound,
    clock,
    logger,
    isLoopbackAllowed: config.acquisition.isLoopbackDownloadAllowed,
  })
  const shared = {
    disk: importDisk(pool),
    folders: config.folders,
    workFolder: join(config.dataDir, 'import-work'),
    db: database.reader,
    dialect: database.dialect,
    transaction,
    lists,
    audit,
    pool,
    covers,
    cache,
    kepubs,
    pages,
    pictures,
    sources,
    secrets,
    indexers,
    openClient: clientOpener(outbound),
    downloadFolders: {
      downloads: config.acquisition.folders.download,
      audiobookDownloads: config.acquisition.folders.audiobookDownload,
      pathRemap: config.acquisition.downloads.pathRemap,
    },
    selfCaller: selfCaller(outbound),
    bus,
    clock,
  }
  const wantedBooks = new WantedBooks()
  const smtp = { db: database.reader, secrets, smtpEnvironment: config.smtp }
  const mailer = createMailer(smtpTransport, () => readSmtpSettings(smtp))
  const webhooks = webhookCaller(outbound, config.acquisition.arePrivateNotificationsAllowed)
  const comics = comicReader(shared)
  const logBook = keepLog(database, lines)
  const { jobs, times: jobTimes } = measureJobs(
    bindJobs({
      ...shared,
      secrets,
      database,
      walker: threadWalker,
      placer: diskPlacer,
      comics,
      wantedBooks,
      scopes: createScopes({ areApart: config.acquisition.areAccountsApart }),
      failures: countClientFailures(),
      logger,
      logDays: config.acquisition.logDays,
      webhooks,
      mailer,
    }),
  )
  const engine: Engine = await createEngine(config.redisUrl ? 'redis' : 'embedded', {
    database,
    jobs,
    schedules: [...schedules, ...downloadSchedules(config.acquisition.downloads)],
    bus,
    logger,
    runs: config.role !== 'web',
    isShared: config.role !== 'all' || database.dialect.name === 'postgres',
    ...(config.redisUrl ? { redis: { url: config.redisUrl, prefix: installationName(config.databaseUrl) } } : {}),
  })
  const gateway = openidGateway(outbound, config.acquisition.isLoopbackOidcAllowed ? 'lan+loopback' : 'lan')
  const registry = createOidcRegistry({ db: database.reader, clock, logger, secrets, gateway })
  const http = httpOptions(config)
  const system = createSystemFacts(config, database, logger)
  const app =
    config.role === 'worker'
      ? undefined
      : await createServer({
          ...shared,
          comics,
          store: koboStore(outbound),
          database,
          engine,
          tokens,
          deviceTokens,
          logger,
          http,
          system,
          webhooks,
          mailer,
          smtpEnvironment: config.smtp,
          gateway,
          registry,
          acquisitionSystem: createAcquisitionSystem(config, logger),
          logBook,
          backups: createBackups(config),
          jobTimes,
          checkAddress: (address) => outbound.check(address, 'lan+loopback'),
          imageSecret: `pictures ${secret}`,
        })

  let watch = async () => {}

  async function start() {
    await migrate(database)
    logBook.start()
    if (app) await openAcquisition()
    if (config.oidc) await discoverOidc(config.oidc)
    if (config.initialAdmin) await createInitialAdmin({ database, transaction, clock }, config.initialAdmin)
    await app?.listen({ host: config.host, port: config.port })
    await engine.start()
    if (config.role !== 'web') watch = startWatching()
    await transaction(async (_, emit) => emit(syncProwlarrs.request({ isStart: true })))
  }

  async function openAcquisition() {
    await seedInstallation({ database, transaction, clock, secrets }, config.acquisition)
    const { mode } = await readInstallationAccess(database.writer, secrets)
    checkDoors(mode, config.trustedProxies, logger)
    // The start does not wait for them: who cannot be reached now is tried again when somebody wants to sign in.
    void registry
      .refresh()
      .catch((error: unknown) => logger.error({ err: error }, 'the providers could not be looked for'))
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
    await logBook.stop()
    await database.close()
  }

  let closed: Promise<void> | undefined
  const stop = () => {
    closed ??= close()
    return closed
  }
  return { config, database, transaction, bus, audit, engine, app, start, stop }
}

/** Copies of what is elsewhere too, for as long as pictures are kept. */
const keptIn = ({ dataDir }: Config, folder: string, maxBytes: number) =>
  createFileCache(join(dataDir, folder), { maxAgeMs: PICTURE_LIFE_MS, maxBytes })

/** For the owner alone where it is new. Trouble with it shows now and not with the first cover. */
function openDataDirectory(path: string) {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  for (const folder of ['covers', 'cache', 'kepub']) mkdirSync(join(path, folder), { recursive: true })
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
  acquisition: config.acquisition,
})
