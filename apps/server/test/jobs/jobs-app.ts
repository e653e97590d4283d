import Fastify, { type FastifyInstance } from 'fastify'
import type { Database, Transaction } from '#database/open.ts'
import type { Role } from '#database/schema.ts'
import { createScopes } from '#domain/catalog/owner-scope.ts'
import { createImageTokens } from '#domain/devices/image-tokens.ts'
import { hashApiKey } from '#domain/identity/caller-lookup.ts'
import { createLiveSessions } from '#domain/identity/live-sessions.ts'
import { createTokens, type Tokens } from '#domain/identity/tokens.ts'
import { createDeviceDoors } from '#http/auth/device-doors.ts'
import { createGate } from '#http/auth/gate.ts'
import { takeBodiesAsText } from '#http/body.ts'
import { answerErrors } from '#http/errors.ts'
import { jobDashboardRoutes } from '#http/job-dashboard/routes.ts'
import { uncounted } from '#http/limits/failed-attempts.ts'
import { unlimited } from '#http/limits/token-bucket.ts'
import { webEventRoutes } from '#http/web-api/events.ts'
import { webJobRoutes } from '#http/web-api/jobs.ts'
import { memoryBus } from '#integrations/bus/memory.ts'
import type { Bus } from '#kernel/bus.ts'
import { instant, systemClock } from '#kernel/clock.ts'
import { silentLogger } from '#kernel/logger.ts'

const unused = () => Promise.reject(new Error('unused'))

export interface Caller {
  headers: Record<string, string>
  cookie: Record<string, string>
  key: Record<string, string>
}

export interface JobsApp {
  app: FastifyInstance
  bus: Bus
  /** How often the engine was told of something. */
  told: { woken: number; cancelled: number }
  admin: Caller
  user: Caller
}

/** The routes over jobs with the real gate and accounts, and an engine that only counts what it is told. */
export async function jobsApp(database: Database): Promise<JobsApp> {
  const bus = memoryBus()
  const told = { woken: 0, cancelled: 0 }
  const engine = {
    wake() {
      told.woken += 1
    },
    noticeCancellations() {
      told.cancelled += 1
    },
  }
  const tokens = createTokens('a secret for tests with enough bytes', systemClock)
  const transaction: Transaction = (work) => database.writer.transaction().execute((trx) => work(trx, () => {}))
  const door = {
    db: database.reader,
    transaction,
    tokens,
    bus,
    clock: systemClock,
    logger: silentLogger,
    publicUrl: null,
    sessions: createLiveSessions({ db: database.reader, transaction, bus, clock: systemClock, logger: silentLogger }),
    // No endpoint of these suites is behind it.
    acquisition: { look: unused, admit: unused, byKey: unused },
    devices: createDeviceDoors({
      db: database.reader,
      scopes: createScopes({ areApart: false }),
      imageTokens: createImageTokens(database.reader, 'a secret for tests'),
      clock: systemClock,
      failures: unlimited,
      signIns: uncounted,
      addressOf: () => '',
    }),
  }
  const gate = createGate(door)
  const app = Fastify({ routerOptions: { ignoreTrailingSlash: true } })
  app.decorate('door', {
    gate,
    bound: [],
    checksAnswers: true,
    isFromProxy: () => false,
    addressOf: () => '127.0.0.1',
    mayPass: () => true,
    isLetInToAcquisition: async () => false,
  })
  app.decorateRequest('principal', null)
  app.addHook('onClose', () => gate.settle())
  answerErrors(app)
  takeBodiesAsText(app)
  webJobRoutes(app, { database, engine })
  webEventRoutes(app, { bus, beatMs: 150 })
  jobDashboardRoutes(app, { database, engine })
  await app.ready()
  const caller = (role: Role) => insertCaller(database, tokens, role)
  return { app, bus, told, admin: await caller('admin'), user: await caller('reader') }
}

async function insertCaller({ writer, dialect }: Database, tokens: Tokens, role: Role): Promise<Caller> {
  const publicId = dialect.newPublicId()
  const now = instant()
  const { id } = await writer
    .insertInto('users')
    .values({
      public_id: publicId,
      name: role,
      email: `${publicId}@example.test`,
      email_key: `${publicId}@example.test`,
      username: publicId,
      username_key: publicId,
      password_hash: null,
      role,
      created_at: now,
      updated_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const key = `bib_${publicId}`
  await writer
    .insertInto('api_keys')
    .values({
      public_id: dialect.newPublicId(),
      user_id: id,
      name: 'test',
      key_hash: hashApiKey(key),
      key_prefix: key.slice(0, 8),
      last_used_at: null,
      created_at: now,
    })
    .execute()
  const token = tokens.issue(publicId)
  return {
    headers: { authorization: `Bearer ${token}` },
    cookie: { cookie: `biblioteka_token=${token}`, host: 'localhost', origin: 'http://localhost' },
    key: { authorization: `Bearer ${key}` },
  }
}
