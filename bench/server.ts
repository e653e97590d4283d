import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Db, openDatabase } from '../apps/server/src/database/open.ts'
import { silentLogger } from '../apps/server/src/kernel/logger.ts'
import { root } from './places.ts'

export interface BenchServer {
  origin: string
  /** Its data directory; gone after `stop`. */
  dir: string
  pid: number
  /** Its database, for reading what no address tells. */
  db: Db
  /** From starting the program to its first answer. */
  startedInMs: number
  /** What an administrator of this server sends. */
  headers: Record<string, string>
  /** What another program sends to the side that gets books. */
  keyHeaders: Record<string, string>
  /** JSON of a request as the administrator. @throws where the answer is no success */
  ask<Answer>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Answer>
  stop(): Promise<void>
}

export interface ServerOptions {
  /** Fills the data directory before the start, e.g. puts a database at `<dir>/colophon.db`. */
  prepare?: (dir: string) => Promise<void>
  /** Without an account: where only the start is measured. */
  withoutAccount?: boolean
  /** Keeps a CPU profile in this folder. */
  profileDir?: string
  /** Lets it fetch releases from this machine, where an indexer is played. */
  reachesThisMachine?: boolean
}

const START_SECONDS = 60

const keyHeaders = { 'x-api-key': randomBytes(32).toString('hex') }

/** Ended with this process, also where it is interrupted. */
const unfinished = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of unfinished) child.kill('SIGKILL')
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

/**
 * Starts `bin/colophon serve` on loopback with a data directory of its own, as an owner would: at its usual log level,
 * everything in one process. Only the limiter is off, because everything comes from one address.
 */
export async function startServer(options: ServerOptions = {}): Promise<BenchServer> {
  const dir = mkdtempSync(join(tmpdir(), 'colophon-bench-'))
  const databaseUrl = `sqlite:${join(dir, 'colophon.db')}`
  const cleanUp = () => rmSync(dir, { recursive: true, force: true })
  let child: ChildProcess | undefined
  try {
    await options.prepare?.(dir)
    const port = await freePort()
    const origin = `http://127.0.0.1:${port}`
    const log = join(dir, 'server.log')
    const start = performance.now()
    child = launch({ port, dir, databaseUrl, log, options })
    const running = child
    running.once('exit', () => unfinished.delete(running))
    unfinished.add(running)
    await firstAnswer(origin, running, log)
    const startedInMs = performance.now() - start
    const database = openDatabase(databaseUrl, silentLogger)
    const headers = options.withoutAccount ? {} : await signUp(origin)
    return {
      origin,
      dir,
      db: database.reader,
      pid: running.pid ?? 0,
      startedInMs,
      headers,
      keyHeaders,
      ask: (method, path, body) => ask(origin, path.startsWith('/api/v1') ? keyHeaders : headers, method, path, body),
      async stop() {
        await database.close()
        await end(running)
        cleanUp()
      },
    }
  } catch (error) {
    if (child) await end(child)
    cleanUp()
    throw error
  }
}

interface Launch {
  port: number
  dir: string
  databaseUrl: string
  log: string
  options: ServerOptions
}

function launch({ port, dir, databaseUrl, log, options: { profileDir, reachesThisMachine } }: Launch): ChildProcess {
  const foreign = /^(COLOPHON_|BINDERY_|DATABASE_URL|REDIS_URL|PORT$|JWT_|NODE_OPTIONS|INITIAL_ADMIN_)/
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)))
  const settings = {
    RATE_LIMIT_DISABLED: '1',
    SECURE_COOKIES: 'false',
    BINDERY_API_KEY: keyHeaders['x-api-key'],
  }
  const profile = profileDir ? { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profileDir}` } : {}
  const outbound = reachesThisMachine ? { ALLOW_PRIVATE_OUTBOUND: '1' } : {}
  const out = openSync(log, 'a')
  const args = ['serve', '--host', '127.0.0.1', '--port', String(port), '--data-dir', dir]
  return spawn(join(root, 'bin/colophon'), [...args, '--database-url', databaseUrl], {
    env: { ...env, ...settings, ...profile, ...outbound },
    stdio: ['ignore', out, out],
  })
}

async function firstAnswer(origin: string, child: ChildProcess, log: string) {
  const limit = performance.now() + START_SECONDS * 1000
  while (performance.now() < limit) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}:\n${tail(log)}`)
    const answer = await fetch(`${origin}/api/health`).catch(() => undefined)
    await answer?.arrayBuffer()
    if (answer?.ok) return
    await sleep(4)
  }
  throw new Error(`The server gave no answer within ${START_SECONDS} s:\n${tail(log)}`)
}

const tail = (log: string) => readFileSync(log, 'utf8').split('\n').slice(-25).join('\n')

/** The administrator of each server. */
export const account = { name: 'Bench', email: 'bench@example.org', password: 'only for this run' }

async function signUp(origin: string): Promise<Record<string, string>> {
  const { token } = await ask<{ token: string }>(origin, {}, 'POST', '/api/auth/signup', account)
  return { authorization: `Bearer ${token}` }
}

async function ask<Answer>(
  origin: string,
  headers: Record<string, string>,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const json = body === undefined ? {} : { 'content-type': 'application/json' }
  const init = { method, headers: { ...headers, ...json }, body: body === undefined ? null : JSON.stringify(body) }
  const answer = await fetch(`${origin}${path}`, init)
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text.slice(0, 300)}`)
  return (text === '' ? undefined : JSON.parse(text)) as Answer
}

async function end(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const late = AbortSignal.timeout(15_000)
  late.addEventListener('abort', () => child.kill('SIGKILL'))
  await gone
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
