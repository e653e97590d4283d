import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { createBookPool } from '@colophon/formats/workers/pool.ts'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { pino } from 'pino'
import { afterAll, beforeAll } from 'vitest'
import { createBackups } from '#app/backups.ts'
import { readLog } from '#app/log-book.ts'
import type { Database, JobRequest } from '#database/open.ts'
import { BookLists } from '#domain/catalog/book-lists.ts'
import { languageCode } from '#domain/catalog/language-code.ts'
import { createKepubStore } from '#domain/devices/kepub/kepub-store.ts'
import { createDeviceTokens } from '#domain/devices/kobo/device-tokens.ts'
import { createAudit } from '#domain/history/audit.ts'
import { seedInstallation } from '#domain/identity/installation-access.ts'
import { createOidcRegistry } from '#domain/identity/oidc-registry.ts'
import { createTokens } from '#domain/identity/tokens.ts'
import { createCoverStore } from '#domain/metadata/cover-store.ts'
import { PICTURE_LIFE_MS, remotePictures } from '#domain/metadata/remote-pictures.ts'
import { comicReader } from '#domain/reading/comic-pages.ts'
import { createMediaCache } from '#domain/reading/media-cache.ts'
import { createMailer } from '#domain/settings/mailer.ts'
import { readSmtpSettings } from '#domain/settings/smtp-settings.ts'
import { createServer, type HttpOptions, type ServerDeps } from '#http/server.ts'
import { memoryBus } from '#integrations/bus/memory.ts'
import { clientOpener } from '#integrations/download-clients/open-client.ts'
import { createFileCache } from '#integrations/filesystem/file-cache.ts'
import { importDisk } from '#integrations/filesystem/import-disk.ts'
import { indexerGateway } from '#integrations/indexers/gateway.ts'
import { smtpTransport } from '#integrations/mail/smtp-transport.ts'
import { createMetadataSources } from '#integrations/metadata-providers/index.ts'
import { webhookCaller } from '#integrations/notifiers/webhook-caller.ts'
import { openidGateway } from '#integrations/oidc/openid-gateway.ts'
import { createOutbound } from '#integrations/outbound/outbound.ts'
import { pageFetcher } from '#integrations/outbound/page-fetcher.ts'
import { pictureFetcher } from '#integrations/outbound/picture-fetcher.ts'
import { selfCaller } from '#integrations/outbound/self-caller.ts'
import { measureJobs } from '#jobs/job-times.ts'
import type { Bus, BusMessage } from '#kernel/bus.ts'
import { systemClock } from '#kernel/clock.ts'
import type { DomainEvent } from '#kernel/events.ts'
import { createSecretBox } from '#kernel/secret-box.ts'
import { onEveryDatabase } from './databases.ts'
import { recording } from './recording.ts'

export const TEST_SECRET = 'a secret for tests with enough bytes'
/** The API key of the acquisition surface. */
export const TEST_INSTALLATION_KEY = '0f'.repeat(32)
export const TEST_PASSWORD = 'long enough'

/** A client of the app under test: `await user.get('/api/books')`. */
export interface Client {
  send(method: InjectOptions['method'], url: string, options?: Partial<InjectOptions>): Promise<LightMyRequestResponse>
  get(url: string, options?: Partial<InjectOptions>): Promise<LightMyRequestResponse>
  post(url: string, payload?: object, options?: Partial<InjectOptions>): Promise<LightMyRequestResponse>
  put(url: string, payload?: object, options?: Partial<InjectOptions>): Promise<LightMyRequestResponse>
  delete(url: string, options?: Partial<InjectOptions>): Promise<LightMyRequestResponse>
}

export interface Account extends Client {
  id: string
  email: string
  token: string
  /** The same account by its session cookie, from a page of this server. */
  withCookie: Client
}

export interface AppWorld {
  readonly db: Database
  readonly app: FastifyInstance
  readonly anonymous: Client
  /** Signed up first. */
  readonly admin: Account
  readonly user: Account
  readonly other: Account
  /** Events and requests for jobs of committed transactions, oldest first; no job runs. */
  readonly announced: (DomainEvent | JobRequest)[]
  /** What was published to open pages. */
  readonly news: BusMessage[]
  /** What the server is made of. */
  readonly deps: ServerDeps
  /** Everything that was logged, one JSON text a line. */
  readonly log: string[]
  /** Of this app alone; gone afterwards. */
  readonly dataDir: string
  /** Another account, signed up now. */
  signUp(name?: string): Promise<Account>
  /** The account by a new API key. */
  withKey(account: Account): Promise<Client>
}

const ORIGIN = { host: 'colophon.test', origin: 'http://colophon.test' }

function clientOf(app: FastifyInstance, headers: Record<string, string>): Client {
  const send: Client['send'] = (method, url, options = {}) =>
    app.inject({ method: method ?? 'GET', url, ...options, headers: { ...headers, ...options.headers } })
  return {
    send,
    get: (url, options) => send('GET', url, options),
    post: (url, payload, options) => send('POST', url, { payload, ...options }),
    put: (url, payload, options) => send('PUT', url, { payload, ...options }),
    delete: (url, options) => send('DELETE', url, options),
  }
}

function recordingBus(): { bus: Bus; news: BusMessage[] } {
  const news: BusMessage[] = []
  const { publish, ...bus } = memoryBus(() => {})
  return {
    news,
    bus: {
      ...bus,
      publish(message) {
        news.push(message)
        publish(message)
      },
    },
  }
}

/** The process around the app under test is the test itself. */
const SYSTEM = {
  version: 'dev',
  node: process.version,
  platform: process.platform,
  startedAt: '2026-03-14T02:00:00.000Z',
  database: { kind: 'sqlite' as const, sizeBytes: 0 },
  disks: [],
  memory: { usedBytes: 1, machineBytes: 1, machineFreeBytes: 1 },
  hasRedis: false,
  findings: [],
}

export const DEFAULTS: HttpOptions = {
  version: 'dev',
  urlBase: '',
  publicUrl: null,
  hasSecureCookies: false,
  isSignupDisabled: false,
  trustedProxies: [],
  corsOrigins: [],
  isRateLimitDisabled: true,
  webRoot: '/nowhere',
  acquisition: {
    isLocalAuthEnabled: true,
    proxyAuth: { header: 'x-forwarded-user', isProvisioning: true },
    cookieSecure: 'auto',
    failures: { most: 5, windowMinutes: 15 },
    frameAncestors: '',
    isHardcoverEnhanced: true,
    folders: { download: '/nowhere/downloads', audiobookDownload: '', library: '/nowhere/books', audiobook: '' },
    build: { commit: 'unknown', date: 'unknown' },
    areAccountsApart: false,
    oidc: {
      redirectBaseUrl: null,
      isProvisioning: true,
      isEmailLinked: false,
      defaultRole: 'member',
      adminGroup: null,
      groupClaim: 'groups',
    },
  },
}

/** Everything a server is made of, over a test database. Not started: no jobs, no network. Ended by `close`. */
export function testServerDeps(db: Database, http: Partial<HttpOptions> = {}) {
  const log: string[] = []
  const dataDir = mkdtempSync(join(tmpdir(), 'colophon-test-app-'))
  const pool = createBookPool({ size: 1 })
  const sink = new Writable({
    write(chunk, _encoding, done) {
      log.push(String(chunk))
      done()
    },
  })
  const logger = pino({ level: 'debug' }, sink)
  const { transaction, announced } = recording(db)
  const { bus, news } = recordingBus()
  const outbound = createOutbound({ userAgent: 'Colophon/test', logger })
  const secrets = createSecretBox(TEST_SECRET)
  const mailer = createMailer(smtpTransport, () => readSmtpSettings({ db: db.reader, secrets, smtpEnvironment: null }))
  const gateway = openidGateway(outbound, 'lan+loopback')
  const cache = createMediaCache(join(dataDir, 'cache'))
  const deps: ServerDeps = {
    database: db,
    db: db.reader,
    dialect: db.dialect,
    lists: new BookLists({ db: db.reader, long: db.long, dialect: db.dialect }),
    pool,
    disk: importDisk(pool),
    folders: {
      library: join(dataDir, 'books'),
      audiobooks: join(dataDir, 'audiobooks'),
      downloads: join(dataDir, 'downloads'),
      audiobookDownloads: null,
    },
    workFolder: join(dataDir, 'import-work'),
    covers: createCoverStore(join(dataDir, 'covers')),
    cache,
    comics: comicReader({ db: db.reader, pool, cache }),
    pages: pageFetcher(outbound),
    selfCaller: selfCaller(outbound),
    transaction,
    audit: createAudit({ database: db, transaction, clock: systemClock, logger }),
    tokens: createTokens(TEST_SECRET, systemClock),
    deviceTokens: createDeviceTokens(TEST_SECRET, systemClock),
    kepubs: createKepubStore(join(dataDir, 'kepub')),
    store: { addressOf: (path) => `https://store.test${path}`, call: async () => undefined },
    bus,
    engine: { wake() {}, noticeCancellations() {} },
    clock: systemClock,
    logger,
    system: {
      read: async () => ({ ...SYSTEM, logLevel: logger.level }),
      settings: () => ({}),
      setLogLevel(level) {
        logger.level = level
      },
    },
    acquisitionSystem: {
      startedAt: SYSTEM.startedAt,
      imageCacheBytes: async () => 0,
      logLevel: () => logger.level,
      setLogLevel(level) {
        logger.level = level
      },
    },
    logBook: readLog(db.reader),
    backups: createBackups({ dataDir, databaseUrl: 'postgres://nowhere' }),
    jobTimes: measureJobs([]).times,
    pictures: remotePictures({
      fetcher: pictureFetcher(outbound),
      cache: createFileCache(join(dataDir, 'image-cache'), { maxAgeMs: PICTURE_LIFE_MS, maxBytes: 1 << 20 }),
      clock: systemClock,
    }),
    sources: createMetadataSources({ outbound, clock: systemClock, logger, languageCode }),
    secrets,
    openClient: clientOpener(outbound),
    downloadFolders: { downloads: dataDir, audiobookDownloads: '', pathRemap: '' },
    indexers: indexerGateway({ http: outbound, clock: systemClock, logger, isLoopbackAllowed: true }),
    webhooks: webhookCaller(outbound, false),
    mailer,
    smtpEnvironment: null,
    gateway,
    registry: createOidcRegistry({ db: db.reader, clock: systemClock, logger, secrets, gateway }),
    checkAddress: (address) => outbound.check(address, 'lan+loopback'),
    imageSecret: 'another secret for tests',
    http: { ...DEFAULTS, ...http },
    checksAnswers: true,
  }
  const close = async () => {
    await outbound.close()
    await pool.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { deps, announced, news, log, dataDir, close }
}

/**
 * Runs a suite against the real app in process, once on each database, with an administrator and two users. Every
 * answer is checked against what its endpoint declares.
 */
export function onEveryApp(
  name: string,
  suite: (world: AppWorld) => void,
  http: Partial<HttpOptions> = {},
  others: Partial<ServerDeps> = {},
) {
  onEveryDatabase(name, (databases) => {
    const parts: Partial<AppWorld> = {}
    let serial = 0
    let close = async () => {}

    async function signUp(name?: string): Promise<Account> {
      const app = need(parts.app)
      serial += 1
      const email = `person${serial}@example.test`
      const body = { name: name ?? `Person ${serial}`, email, password: TEST_PASSWORD }
      const response = await app.inject({ method: 'POST', url: `${http.urlBase ?? ''}/api/auth/signup`, payload: body })
      if (response.statusCode !== 201) throw new Error(`sign-up answered ${response.statusCode} ${response.body}`)
      const { token, user } = response.json<{ token: string; user: { id: string } }>()
      return {
        ...clientOf(app, { authorization: `Bearer ${token}` }),
        id: user.id,
        email,
        token,
        withCookie: clientOf(app, { cookie: `biblioteka_token=${token}`, ...ORIGIN }),
      }
    }

    beforeAll(async () => {
      const { deps, ...rest } = testServerDeps(databases.db, http)
      await seedInstallation(deps, { apiKey: TEST_INSTALLATION_KEY })
      const app = await createServer({ ...deps, ...others })
      close = rest.close
      Object.assign(parts, { app, deps, ...rest, anonymous: clientOf(app, {}) })
      Object.assign(parts, { admin: await signUp('Ada'), user: await signUp('Ulla'), other: await signUp('Otto') })
    })
    afterAll(async () => {
      await parts.app?.close()
      await close()
    })

    suite({
      get db() {
        return databases.db
      },
      get app() {
        return need(parts.app)
      },
      get anonymous() {
        return need(parts.anonymous)
      },
      get admin() {
        return need(parts.admin)
      },
      get user() {
        return need(parts.user)
      },
      get other() {
        return need(parts.other)
      },
      get announced() {
        return need(parts.announced)
      },
      get news() {
        return need(parts.news)
      },
      get deps() {
        return need(parts.deps)
      },
      get log() {
        return need(parts.log)
      },
      get dataDir() {
        return need(parts.dataDir)
      },
      signUp,
      async withKey(account) {
        const { key } = (await account.post('/api/api-keys', { name: 'test' })).json<{ key: string }>()
        return clientOf(need(parts.app), { authorization: `Bearer ${key}` })
      },
    })
  })
}

function need<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('the app is there only while tests run')
  return value
}
