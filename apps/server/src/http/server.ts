import { randomUUID } from 'node:crypto'
import type { BookPool } from '@colophon/formats/workers/pool.ts'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Database, Db, Transaction } from '#database/open.ts'
import { BookLists } from '#domain/catalog/book-lists.ts'
import type { Audit } from '#domain/history/audit.ts'
import type { Tokens } from '#domain/identity/tokens.ts'
import type { PageFetcher } from '#domain/library/capture-port.ts'
import type { CoverStore } from '#domain/metadata/cover-store.ts'
import { cardReader } from '#domain/reading/book-cards.ts'
import type { JobControl } from '#jobs/control.ts'
import type { Bus } from '#kernel/bus.ts'
import type { Clock } from '#kernel/clock.ts'
import { createGate } from './auth/gate.ts'
import { takeBodiesAsText } from './body.ts'
import { compressAnswers } from './compression.ts'
import { allowListedOrigins } from './cors.ts'
import { answerErrors, presentError, sendError } from './errors.ts'
import { takeForms } from './files/read-form.ts'
import { jobDashboardRoutes } from './job-dashboard/routes.ts'
import { accountRoutes } from './library-api/accounts.ts'
import { adminRoutes } from './library-api/admin.ts'
import { apiKeyRoutes } from './library-api/api-keys.ts'
import { auditRoutes } from './library-api/audit.ts'
import { bookFileRoutes } from './library-api/book-files.ts'
import { bookRelationRoutes } from './library-api/book-relations.ts'
import { bookRoutes } from './library-api/books.ts'
import { captureRoutes } from './library-api/capture.ts'
import { configRoutes } from './library-api/config.ts'
import { coverRoutes } from './library-api/covers.ts'
import { libraryRoutes } from './library-api/libraries.ts'
import { progressRoutes } from './library-api/progress.ts'
import { systemRoutes } from './library-api/system.ts'
import { taxonomyRoutes } from './library-api/taxonomy.ts'
import { uploadRoutes } from './library-api/upload.ts'
import { clientAddress } from './limits/client-address.ts'
import { tokenBucket, unlimited } from './limits/token-bucket.ts'
import { metricRoutes } from './metrics.ts'
import { answerUnknownPaths, refuseEmptyLastId } from './not-found.ts'
import { logRequests } from './request-log.ts'
import { refuseShadowedMethods } from './route.ts'
import { securityHeaders } from './security-headers.ts'
import { openWebApp } from './site/web-app.ts'
import { swaggerRoutes } from './swagger/routes.ts'
import { isBaseWithoutSlash, isOutsideBase, stripUrlBase } from './url-base.ts'
import { webBookRoutes } from './web-api/books.ts'
import { webEventRoutes } from './web-api/events.ts'
import { webJobRoutes } from './web-api/jobs.ts'
import { webLibraryRoutes } from './web-api/libraries.ts'
import { webSearchRoutes } from './web-api/search.ts'
import { sessionRoutes } from './web-api/session.ts'

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
}

export interface ServerDeps {
  db: Db
  dialect: Dialect
  pool: BookPool
  covers: CoverStore
  pages: PageFetcher
  database: Database
  transaction: Transaction
  audit: Audit
  tokens: Tokens
  bus: Bus
  engine: JobControl['engine']
  clock: Clock
  logger: FastifyBaseLogger
  http: HttpOptions
  /** Tests only: every answer is checked against its endpoint. */
  checksAnswers?: boolean
}

/** Puts the surfaces together into one server; it does not listen yet. */
export async function createServer(deps: ServerDeps): Promise<FastifyInstance> {
  const { http, clock, logger } = deps
  const addresses = clientAddress(http.trustedProxies)
  const limiter = http.isRateLimitDisabled ? unlimited : tokenBucket(() => clock.now().getTime())
  const webApp = openWebApp(http.webRoot, http.urlBase)
  const gate = createGate({ ...deps, db: deps.database.reader, publicUrl: http.publicUrl })
  const addSecurityHeaders = securityHeaders(webApp.policy, http.hasSecureCookies)

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
      const { status, message } = presentError(error)
      request.log.debug({ err: error }, 'a request could not be routed')
      sendError(reply, status, message)
    },
  })
  app.decorate('door', {
    gate,
    bound: [],
    checksAnswers: deps.checksAnswers ?? false,
    mayPass: (request) =>
      limiter.take(addresses.of(request.socket.remoteAddress ?? '', headerText(request.headers['x-forwarded-for']))),
  })
  app.decorateRequest('principal', null)
  app.addHook('onRequest', (request, reply, done) => {
    addSecurityHeaders(reply)
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
  metricRoutes(app, { db: deps.db })

  // The surfaces.
  systemRoutes(app, { version: http.version })
  accountRoutes(app, deps)
  apiKeyRoutes(app, deps)
  configRoutes(app, deps)
  adminRoutes(app, deps)
  auditRoutes(app, deps)
  sessionRoutes(app, deps)
  coverRoutes(app, deps)
  const catalogue = { ...deps, lists: new BookLists(deps), readCards: cardReader(deps) }
  libraryRoutes(app, catalogue)
  taxonomyRoutes(app, catalogue)
  bookRoutes(app, catalogue)
  bookRelationRoutes(app, catalogue)
  bookFileRoutes(app, catalogue)
  uploadRoutes(app, catalogue)
  captureRoutes(app, catalogue)
  progressRoutes(app, catalogue)
  webBookRoutes(app, catalogue)
  webSearchRoutes(app, catalogue)
  webLibraryRoutes(app, deps)
  webJobRoutes(app, deps)
  webEventRoutes(app, deps)
  jobDashboardRoutes(app, deps)

  swaggerRoutes(app, http)

  answerUnknownPaths(app, webApp.answer)
  refuseShadowedMethods(app)
  await app.ready()
  return app
}

const headerText = (value: string | string[] | undefined) => (Array.isArray(value) ? value.join(',') : value)

/** Endpoints bring their own (route.ts); saying so keeps the framework from loading compilers that nothing uses. */
const unused = () => () => {
  throw new Error('schemas belong into endpoints')
}
