import Fastify, { type FastifyInstance } from 'fastify'
import type { Database, Transaction } from '#database/open.ts'
import type { Role } from '#database/schema.ts'
import { hashApiKey } from '#domain/identity/caller-lookup.ts'
import { createTokens, type Tokens } from '#domain/identity/tokens.ts'
import { createGate } from '#http/auth/gate.ts'
import { takeBodiesAsText } from '#http/body.ts'
import { answerErrors } from '#http/errors.ts'
import { jobDashboardRoutes } from '#http/job-dashboard/routes.ts'
import { webEventRoutes } from '#http/web-api/events.ts'
import { webJobRoutes } from '#http/web-api/jobs.ts'
import { memoryBus } from '#integrations/bus/memory.ts'
import type { Bus } from '#kernel/bus.ts'
import { instant, systemClock } from '#kernel/clock.ts'
import { silentLogger } from '#kernel/logger.ts'

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
  const door = { db: database.reader, transaction, tokens, clock: systemClock, logger: silentLogger, publicUrl: null }
  const gate = createGate(door)
  const app = Fastify({ routerOptions: { ignoreTrailingSlash: true } })
  app.decorate('door', { gate, bound: [], checksAnswers: true, mayPass: () => true })
  app.decorateRequest('principal', null)
  app.addHook('onClose', () => gate.settle())
  answerErrors(app)
  takeBodiesAsText(app)
  webJobRoutes(app, { database, engine })
  webEventRoutes(app, { bus, beatMs: 150 })
  jobDashboardRoutes(app, { database, engine })
  await app.ready()
  await database.writer.deleteFrom('users').execute()
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
      email: `${role}@example.test`,
      email_key: `${role}@example.test`,
      username: role,
      username_key: role,
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
