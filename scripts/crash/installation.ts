import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { type Database, openDatabase } from '../../apps/server/src/database/open.ts'
import { silentLogger } from '../../apps/server/src/kernel/logger.ts'

const PROGRAM = fileURLToPath(new URL('../../bin/colophon', import.meta.url))

/** An installation in a temporary folder, whose processes can be killed and started again. */
export interface Installation {
  books: string
  url: string
  database: Database
  /** How many processes there are. */
  size: number
  /** Starts what does not run, and waits until requests are answered. */
  start(): Promise<void>
  /** SIGKILL, to some of the processes (at least one) or all of them. */
  kill(which: 'some' | 'all'): Promise<void>
  remove(): Promise<void>
}

export interface InstallationOptions {
  kind: 'sqlite' | 'postgres'
  postgresUrl: string
  redisUrl: string
}

/** SQLite: one process. PostgreSQL: one for requests and two workers, over Redis. */
export async function install({ kind, postgresUrl, redisUrl }: InstallationOptions): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), `colophon-crash-${kind}-`))
  const books = join(folder, 'books')
  const dataDir = join(folder, 'data')
  mkdirSync(books)
  mkdirSync(dataDir)
  const port = await freePort()
  const own = kind === 'postgres' ? await createPostgres(postgresUrl) : undefined
  const databaseUrl = own?.url ?? `sqlite:${join(dataDir, 'colophon.db')}`
  const shared = ['--data-dir', dataDir, '--database-url', databaseUrl]
  const listen = ['--host', '127.0.0.1', '--port', String(port), books]
  const commands =
    kind === 'sqlite'
      ? [['serve', ...shared, ...listen]]
      : [
          ['serve', '--role', 'web', ...shared, '--redis-url', redisUrl, ...listen],
          ['worker', ...shared, '--redis-url', redisUrl],
          ['worker', ...shared, '--redis-url', redisUrl],
        ]
  const running: (ChildProcess | undefined)[] = commands.map(() => undefined)
  const url = `http://127.0.0.1:${port}`
  process.on('exit', () => {
    for (const child of running) child?.kill('SIGKILL')
  })

  async function start() {
    for (const [index, args] of commands.entries()) {
      running[index] ??= launch(args, () => {
        running[index] = undefined
      })
    }
    await untilHealthy(url)
  }
  await start()
  const database = openDatabase(databaseUrl, silentLogger)

  async function kill(which: 'some' | 'all') {
    const sure = Math.floor(Math.random() * running.length)
    const victims = running.flatMap((child, index) =>
      child && (which === 'all' || index === sure || Math.random() < 0.4) ? [child] : [],
    )
    await Promise.all(
      victims.map(async (child) => {
        const gone = new Promise((resolve) => child.once('exit', resolve))
        child.kill('SIGKILL')
        await gone
      }),
    )
  }

  return {
    books,
    url,
    database,
    size: commands.length,
    start,
    kill,
    async remove() {
      await kill('all')
      await database.close()
      await own?.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function launch(args: string[], onExit: () => void): ChildProcess {
  const env = {
    ...process.env,
    RATE_LIMIT_DISABLED: '1',
    SECURE_COOKIES: 'false',
    LOG_LEVEL: 'error',
    LOG_FORMAT: 'text',
  }
  const child = spawn(PROGRAM, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  const keep = (piece: Buffer) => {
    said = `${said}${piece}`.slice(-2_000)
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  child.on('exit', (code) => {
    onExit()
    if (code !== null && code !== 0) console.error(`a process ended by itself with ${code}:\n${said}`)
  })
  return child
}

async function untilHealthy(url: string): Promise<void> {
  const end = Date.now() + 60_000
  while (Date.now() < end) {
    const answer = await fetch(`${url}/api/health`).catch(() => undefined)
    if (answer?.ok) return
    await sleep(50)
  }
  throw new Error('the server did not come up within a minute')
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

async function createPostgres(serverUrl: string) {
  const name = `colophon_crash_${process.pid}`
  const run = async (statement: string) => {
    const client = new pg.Client({ connectionString: serverUrl })
    await client.connect()
    await client.query(statement)
    await client.end()
  }
  await run(`create database ${name}`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => run(`drop database if exists ${name} with (force)`) }
}
