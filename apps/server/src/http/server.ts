import { randomUUID } from 'node:crypto'
import type { BookPool } from '@colophon/formats/workers/pool.ts'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest, LogController } from 'fastify'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Database, Db, Transaction } from '#database/open.ts'
import type { BookLists } from '#domain/catalog/book-lists.ts'
import { FacetCounts } from '#domain/catalog/facets.ts'
import { createScopes } from '#domain/catalog/owner-scope.ts'
import { createImageTokens } from '#domain/devices/image-tokens.ts'
import type { KepubStore } from '#domain/devices/kepub/kepub-store.ts'
import type { DeviceTokens } from '#domain/devices/kobo/device-tokens.ts'
import type { KoboStore } from '#domain/devices/kobo/store-port.ts'
import type { SelfCaller } from '#domain/devices/self-test/self-caller.ts'
import type { DownloadFolders } from '#domain/downloads/client-folders.ts'
import type { OpenClient } from '#domain/downloads/download-client.ts'
import type { Audit } from '#domain/history/audit.ts'
import { createLiveSessions } from '#domain/identity/live-sessions.ts'
import type { OidcGateway } from '#domain/identity/oidc-port.ts'
import type { OidcRegistry } from '#domain/identity/oidc-registry.ts'
import type { OidcRules } from '#domain/identity/oidc-sign-in.ts'
import type { Tokens } from '#domain/identity/tokens.ts'
import type { ImportDisk } from '#domain/importing/import-disk.ts'
import type { ImportFolders } from '#domain/importing/import-folders.ts'
import type { PageFetcher } from '#domain/library/capture-port.ts'
import type { StorageFolders } from '#domain/library/storage-state.ts'
import type { CoverStore } from '#domain/metadata/cover-store.ts'
import type { MetadataSources } from '#domain/metadata/metadata-sources.ts'
import type { RemotePictures } from '#domain/metadata/remote-pictures.ts'
import type { WebhookCaller } from '#domain/notifications/ports.ts'
import { cardReader } from '#domain/reading/book-cards.ts'
import type { ComicReader } from '#domain/reading/comic-pages.ts'
import type { MediaCache } from '#domain/reading/media-cache.ts'
import type { IndexerGateway } from '#domain/releases/indexer-gateway.ts'
import type { Mailer } from '#domain/settings/mailer.ts'
import type { CheckAddress } from '#domain/settings/setting-rules.ts'
import type { SmtpSettings } from '#domain/settings/smtp-settings.ts'
import type { JobControl } from '#jobs/control.ts'
import type { JobTimes } from '#jobs/job-times.ts'
import type { Bus } from '#kernel/bus.ts'
import type { Clock } from '#kernel/clock.ts'
import type { SecretBox } from '#kernel/secret-box.ts'
import type { Backups } from './acquisition-api/backups.ts'
import type { LogBook } from './acquisition-api/logs.ts'
import { acquisitionApi } from './acquisition-api/surface.ts'
import type { AcquisitionSystem } from './acquisition-api/system.ts'
import { isAcquisitionPath } from './acquisition-path.ts'
import { createAcquisitionDoor, type ProxyAuth } from './auth/acquisition-door.ts'
import { createAcquisitionSessions } from './auth/acquisition-sessions.ts'
import { callOrigin } from './auth/call-origin.ts'
import { createDeviceDoors } from './auth/device-doors.ts'
import { createGate } from './auth/gate.ts'
import { pageOpener } from './auth/open-pages.ts'
import { takeBodiesAsText } from './body.ts'
import { compressAnswers } from './compression.ts'
import { allowListedOrigins } from './cors.ts'
import { answerErrors, presentError, sendError } from './errors.ts'
import { takeForms } from './files/read-form.ts'
import { jobDashboardRoutes } from './job-dashboard/routes.ts'
import { koboRoutes } from './kobo/routes.ts'
import { isKosyncPath } from './kosync/errors.ts'
import { kosyncRoutes } from './kosync/routes.ts'
import { accountRoutes } from './library-api/accounts.ts'
import { adminRoutes } from './library-api/admin.ts'
import { annotationRoutes } from './library-api/annotations.ts'
import { apiKeyRoutes } from './library-api/api-keys.ts'
import { auditRoutes } from './library-api/audit.ts'
import { bookFileRoutes } from './library-api/book-files.ts'
import { bookRelationRoutes } from './library-api/book-relations.ts'
import { bookRoutes } from './library-api/books.ts'
import { captureRoutes } from './library-api/capture.ts'
import { configRoutes } from './library-api/config.ts'
import { coverRoutes } from './library-api/covers.ts'
import { deviceCredentialRoutes } from './library-api/device-credentials.ts'
import { groupRoutes } from './library-api/groups.ts'
import { koboTokenRoutes } from './library-api/kobo-tokens.ts'
import { libraryRoutes } from './library-api/libraries.ts'
import { progressRoutes } from './library-api/progress.ts'
import { readingListRoutes } from './library-api/reading-lists.ts'
import { statisticRoutes } from './library-api/statistics.ts'
import { systemRoutes } from './library-api/system.ts'
import { taxonomyRoutes } from './library-api/taxonomy.ts'
import { uploadRoutes } from './library-api/upload.ts'
import { clientAddress } from './limits/client-address.ts'
import { failedAttempts, uncounted } from './limits/failed-attempts.ts'
import { tokenBucket, unlimited } from './limits/token-bucket.ts'
import { metricRoutes } from './metrics.ts'
import { answerUnknownPaths, refuseEmptyLastId } from './not-found.ts'
import { isOpdsPath, sendOpdsError } from './opds/errors.ts'
import { opdsRoutes } from './opds/routes.ts'
import { pathOf } from './path-of.ts'
import { logRequests } from './request-log.ts'
import { refuseShadowedMethods } from './route.ts'
import { acquisitionPolicy, securityHeaders } from './security-headers.ts'
import { baseScriptRoute } from './site/base-script.ts'
import { openWebApp } from './site/web-app.ts'
import { swaggerRoutes } from './swagger/routes.ts'
import { isBaseWithoutSlash, isOutsideBase, stripUrlBase } from './url-base.ts'
import { webAccountRoutes } from './web-api/account.ts'
import { type SystemFacts, webAdminRoutes } from './web-api/admin.ts'
import { webAnnotationRoutes } from './web-api/annotations.ts'
import { webArchiveRoutes } from './web-api/archive.ts'
import { webBookSearchRoutes } from './web-api/book-search.ts'
import { webBookRoutes } from './web-api/books.ts'
import { webBulkRoutes } from './web-api/bulk.ts'
import { webChangeRoutes } from './web-api/changes.ts'
import { webCounterpartRoutes } from './web-api/counterparts.ts'
import { webDeviceTestRoutes } from './web-api/device-test.ts'
import { webDeviceRoutes } from './web-api/devices.ts'
import { webEditRoutes } from './web-api/edit-book.ts'
import { webEventRoutes } from './web-api/events.ts'
import { webFindingRoutes } from './web-api/finding.ts'
import { webGroupRoutes } from './web-api/groups.ts'
import { webHomeRoutes } from './web-api/home.ts'
import { webImportingRoutes } from './web-api/importing.ts'
import { webJobRoutes } from './web-api/jobs.ts'
import { webKoboRoutes } from './web-api/kobo.ts'
import { webLibraryRoutes } from './web-api/libraries.ts'
import { webListRoutes } from './web-api/lists.ts'
import { webMarkRoutes } from './web-api/marks.ts'
import { webMediaRoutes } from './web-api/media.ts'
import { webNameRoutes } from './web-api/names.ts'
import { webReadingRoutes } from './web-api/reading.ts'
import { webReleaseRoutes } from './web-api/releases.ts'
import { webRequestRoutes } from './web-api/requests.ts'
import { savedViewRoutes } from './web-api/saved-views.ts'
import { webSearchRoutes } from './web-api/search.ts'
import { sessionRoutes } from './web-api/session.ts'
import { webStatisticRoutes } from './web-api/statistics.ts'
import { webUploadRoutes } from './web-api/uploads.ts'
import { webUserRoutes } from './web-api/users.ts'
import { webWantedRoutes } from './web-api/wanted.ts'

/** Settings of the HTTP side, read from the environment by app/config.ts. */
export interface HttpOptions {
  version: string
  urlBase: string
  /** Address under which people reach the server, where it is known. */
  publicUrl: string | null
  hasSecureCookies: boolean
  isSignupDisabled: boolean
  trustedProxies: readonly string[]
  corsOrigins: readonly string[]
  isRateLimitDisabled: boolean
  /** Folder of the built web app. */
  webRoot: string
  acquisition: AcquisitionOptions
}

/** Settings of the acquisition surface, of which some hold for every page (acquisition contract 8). */
export interface AcquisitionOptions {
  isLocalAuthEnabled: boolean
  proxyAuth: ProxyAuth
  cookieSecure: 'always' | 'never' | 'auto'
  failures: { most: number; windowMinutes: number }
  /** Empty: no page of another site may show ours in a frame. */
  frameAncestors: string
  isHardcoverEnhanced: boolean
  /** Where downloads arrive and imports go, where no root folder says otherwise. */
  folders: StorageFolders
  /** Of which source this was built; `unknown` where nobody said. */
  build: { commit: string; date: string }
  /** Accounts see what is theirs or nobody's; administrators see everything (acquisition contract 2.11). */
  areAccountsApart: boolean
  oidc: Omit<OidcRules, 'isLocalAuthEnabled'> & { redirectBaseUrl: string | null }
}

export interface ServerDeps {
  db: Db
  disk: ImportDisk
  folders: ImportFolders
  workFolder: string
  dialect: Dialect
  pool: BookPool
  covers: CoverStore
  cache: MediaCache
  comics: ComicReader
  pages: PageFetcher
  pictures: RemotePictures
  selfCaller: SelfCaller
  database: Database
  transaction: Transaction
  audit: Audit
  tokens: Tokens
  deviceTokens: DeviceTokens
  kepubs: KepubStore
  store: KoboStore
  bus: Bus
  engine: JobControl['engine']
  lists: BookLists
  clock: Clock
  logger: FastifyBaseLogger
  system: SystemFacts
  acquisitionSystem: AcquisitionSystem
  logBook: LogBook
  backups: Backups
  jobTimes: JobTimes
  secrets: SecretBox
  /** The way to indexers. */
  indexers: IndexerGateway
  webhooks: WebhookCaller
  mailer: Mailer
  /** What the environment says of the mail server; then nothing else counts. */
  smtpEnvironment: SmtpSettings | null
  gateway: OidcGateway
  openClient: OpenClient
  downloadFolders: DownloadFolders
  registry: OidcRegistry
  sources: MetadataSources
  /** Looks whether an address that an administrator gave may be called. */
  checkAddress: CheckAddress
  /** Signs the addresses of pictures that are fetched without signing in. */
  imageSecret: string
  http: HttpOptions
  /** Tests only: every answer is checked against its endpoint. */
  checksAnswers?: boolean
}

/** Puts the surfaces together into one server; it does not listen yet. */
export async function createServer(made: ServerDeps): Promise<FastifyInstance> {
  const { http, clock, logger } = made
  const scopes = createScopes({ areApart: http.acquisition.areAccountsApart })
  const deps = { ...made, scopes }
  const addresses = clientAddress(http.trustedProxies)
  const origin = callOrigin(addresses)
  const { addressOf } = origin
  const limiter = http.isRateLimitDisabled ? unlimited : tokenBucket(() => clock.now().getTime())
  const frameAncestors = http.acquisition.frameAncestors || "'none'"
  const webApp = openWebApp(http.webRoot, http.urlBase, frameAncestors)
  const failures = http.isRateLimitDisabled ? unlimited : tokenBucket(() => clock.now().getTime())
  const imageTokens = createImageTokens(deps.database.reader, deps.imageSecret)
  const attempts = http.isRateLimitDisabled
    ? uncounted
    : failedAttempts(http.acquisition.failures, () => clock.now().getTime())
  const devices = createDeviceDoors({
    db: deps.database.reader,
    imageTokens,
    scopes,
    clock,
    failures,
    signIns: attempts,
    addressOf,
  })
  const sessions = createLiveSessions(deps)
  const { cookieSecure, proxyAuth } = http.acquisition
  const acquisition = createAcquisitionDoor({ ...deps, sessions, origin, proxyAuth })
  const isSecure = (request: FastifyRequest) =>
    cookieSecure === 'always' || (cookieSecure === 'auto' && origin.isHttps(request))
  const acquisitionSessions = createAcquisitionSessions({ ...deps, isSecure })
  const openPages = pageOpener({ ...deps, acquisitionSessions, addressOf })
  const gate = createGate({ ...deps, publicUrl: http.publicUrl, sessions, devices, acquisition })
  const policyOfAcquisition = acquisitionPolicy(frameAncestors)
  const addSecurityHeaders = securityHeaders({
    policyOf: ({ url }) => (isAcquisitionPath(pathOf(url)) ? policyOfAcquisition : webApp.policy),
    isStrict: (request) => http.hasSecureCookies || origin.isHttps(request),
    isUnframed: http.acquisition.frameAncestors === '',
  })

  const app: FastifyInstance = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    requestIdHeader: 'x-request-id',
    genReqId: () => randomUUID(),
    rewriteUrl: stripUrlBase(http.urlBase),
    exposeHeadRoutes: false,
    schemaController: { compilersFactory: { buildValidator: unused, buildSerializer: unused } },
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 500 },
    // Uploads, downloads and event streams take as long as they take; headers must come soon (Node's own limit).
    requestTimeout: 0,
    forceCloseConnections: 'idle',
    frameworkErrors(error, request, reply) {
      addSecurityHeaders(reply)
      request.log.debug({ err: error }, 'a request could not be routed')
      if (isOpdsPath(pathOf(request.url))) {
        sendOpdsError(error, request, reply, http)
        return
      }
      const { status, message } = presentError(error)
      sendError(reply, status, message)
    },
  })
  app.decorate('door', {
    gate,
    bound: [],
    checksAnswers: deps.checksAnswers ?? false,
    addressOf,
    isFromProxy: (request) => addresses.isProxy(request.socket.remoteAddress ?? ''),
    async isLetInToAcquisition(request) {
      const { person, installation } = await acquisition.look(request)
      return person !== null || installation !== null
    },
    mayPass: (request) => limiter.take(addressOf(request)),
  })
  app.decorateRequest('principal', null)
  app.decorateRequest('kobo', null)
  app.addHook('onRequest', (request, reply, done) => {
    // Small clients have small buffers, and no page is ever shown from there (device contract C.5).
    if (isKosyncPath(pathOf(request.url))) reply.header('x-content-type-options', 'nosniff')
    else addSecurityHeaders(reply)
    if (isOutsideBase(request.raw)) sendError(reply, 404, 'there is nothing at this path')
    else if (isBaseWithoutSlash(request.raw)) reply.redirect(`${http.urlBase}/`, 301)
    else done()
  })
  app.addHook('onClose', () => gate.settle())
  answerErrors(app)
  takeBodiesAsText(app)
  takeForms(app)
  logRequests(app)
  compressAnswers(app)
  refuseEmptyLastId(app)
  allowListedOrigins(app, http.corsOrigins)
  metricRoutes(app, { ...deps, build: { version: http.version, ...http.acquisition.build } })
  baseScriptRoute(app, http.urlBase)

  // The surfaces.
  systemRoutes(app, { version: http.version })
  accountRoutes(app, deps)
  apiKeyRoutes(app, deps)
  configRoutes(app, deps)
  adminRoutes(app, deps)
  auditRoutes(app, deps)
  sessionRoutes(app, { ...deps, acquisitionSessions, openPages })
  webAccountRoutes(app, deps)
  webUserRoutes(app, deps)
  webAdminRoutes(app, deps)
  coverRoutes(app, deps)
  const catalogue = {
    ...deps,
    readCards: cardReader(deps),
    facets: new FacetCounts(deps.db),
  }
  libraryRoutes(app, catalogue)
  taxonomyRoutes(app, catalogue)
  readingListRoutes(app, catalogue)
  groupRoutes(app, catalogue)
  bookRoutes(app, catalogue)
  bookRelationRoutes(app, catalogue)
  bookFileRoutes(app, catalogue)
  uploadRoutes(app, catalogue)
  captureRoutes(app, catalogue)
  progressRoutes(app, catalogue)
  annotationRoutes(app, catalogue)
  statisticRoutes(app, catalogue)
  deviceCredentialRoutes(app, deps)
  await app.register(kosyncRoutes({ ...deps, failures }))
  await app.register(koboRoutes(deps))
  koboTokenRoutes(app, deps)
  await app.register(opdsRoutes({ ...catalogue, imageTokens }))
  webBookRoutes(app, catalogue)
  webListRoutes(app, catalogue)
  webUploadRoutes(app, catalogue)
  webFindingRoutes(app, catalogue)
  webArchiveRoutes(app, catalogue)
  webBulkRoutes(app, catalogue)
  savedViewRoutes(app, deps)
  webRequestRoutes(app, deps)
  webWantedRoutes(app, deps)
  webMediaRoutes(app, catalogue)
  webChangeRoutes(app, catalogue)
  webDeviceRoutes(app, deps)
  webDeviceTestRoutes(app, { ...deps, isProxy: addresses.isProxy })
  webReadingRoutes(app, catalogue)
  webHomeRoutes(app, catalogue)
  webAnnotationRoutes(app, catalogue)
  webGroupRoutes(app, catalogue)
  webStatisticRoutes(app, catalogue)
  webEditRoutes(app, catalogue)
  webNameRoutes(app, catalogue)
  webCounterpartRoutes(app, deps)
  webMarkRoutes(app, deps)
  webBookSearchRoutes(app, deps)
  webSearchRoutes(app, catalogue)
  webKoboRoutes(app, deps)
  webLibraryRoutes(app, deps)
  webReleaseRoutes(app, deps)
  webImportingRoutes(app, deps)
  webJobRoutes(app, deps)
  webEventRoutes(app, deps)
  jobDashboardRoutes(app, deps)
  await app.register(
    acquisitionApi({ ...deps, origin, acquisition, acquisitionSessions, attempts, isSecure, openPages }),
  )

  swaggerRoutes(app, http)

  answerUnknownPaths(app, webApp.answer, http)
  refuseShadowedMethods(app)
  await app.ready()
  return app
}

/** Endpoints bring their own (route.ts); saying so keeps the framework from loading compilers that nothing uses. */
const unused = () => () => {
  throw new Error('schemas belong into endpoints')
}
