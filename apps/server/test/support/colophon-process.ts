import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePorts } from '#integrations/download-clients/testing/programs.ts'
import { until } from './until.ts'

const START_MS = 60_000
const main = fileURLToPath(new URL('../../start.mjs', import.meta.url))

/** The API key of the acquisition surface of such a process. */
export const PROCESS_KEY = 'a'.repeat(64)

/** Of whoever signs up. */
export const PROCESS_PASSWORD = 'correct horse battery'

export interface ColophonProcess {
  url: string
  /** Everything that it wrote to its outputs, of all its lives. */
  log(): string
  /** Calls it: the acquisition surface by the key, the others as whoever signed up. @throws where it refuses */
  ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer>
  /** The same as somebody else, or with another status than that of success. */
  call(method: string, path: string, headers?: Record<string, string>): Promise<{ status: number; text: string }>
  /** The token with which it is asked from now on. */
  signUp(): Promise<string>
  /** Kills it as a power cut would, and starts it again at the same place. */
  killAndStart(): Promise<void>
  stop(): Promise<void>
}

export interface ProcessOptions {
  /** Of the process alone. */
  home: string
  library: string
  /** SQLite in the home where it is left out. */
  databaseUrl?: string
  env?: Record<string, string>
}

/** Starts the program as people do, on loopback, and waits until it answers. */
export async function startColophon({ home, library, databaseUrl, env }: ProcessOptions): Promise<ColophonProcess> {
  const [port = 0] = await freePorts(1)
  const log: string[] = []
  const url = `http://127.0.0.1:${port}`
  let token = ''
  let child = await run()

  async function run(): Promise<ChildProcess> {
    const args = [main, 'serve', '--port', String(port), '--host', '127.0.0.1', '--data-dir', join(home, 'data')]
    const started = spawn(process.execPath, args, {
      env: {
        ...process.env,
        ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
        ...{ SECURE_COOKIES: 'false', ALLOW_PRIVATE_OUTBOUND: '1', COLOPHON_API_KEY: PROCESS_KEY },
        ...{ COLOPHON_LIBRARY_DIR: library, COLOPHON_CHECK_DOWNLOADS_SECONDS: '1', ...env },
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [started.stdout, started.stderr]) stream.on('data', (chunk: Buffer) => log.push(String(chunk)))
    const isUp = async () => (await fetch(`${url}/api/health`).catch(() => undefined))?.ok ?? false
    await until(isUp, Boolean, START_MS).catch((error: unknown) => {
      throw new Error(`it did not start: ${log.join('')}`, { cause: error })
    })
    return started
  }

  async function send(method: string, path: string, headers: Record<string, string>, body?: unknown) {
    const type = body === undefined ? {} : { 'content-type': 'application/json' }
    const sent = body === undefined ? null : JSON.stringify(body)
    const response = await fetch(url + path, { method, headers: { ...headers, ...type }, body: sent })
    return { status: response.status, isOk: response.ok, text: await response.text() }
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }

  const colophon: ColophonProcess = {
    url,
    log: () => log.join(''),
    async ask<Answer>(method: string, path: string, body?: unknown) {
      const bearer: Record<string, string> = token === '' ? {} : { authorization: `Bearer ${token}` }
      const headers = path.startsWith('/api/v1') ? { 'x-api-key': PROCESS_KEY } : bearer
      const { status, isOk, text } = await send(method, path, headers, body)
      if (!isOk) throw new Error(`${method} ${path} answered ${status} ${text}`)
      return (
        text.startsWith('<') || text.startsWith('#') ? text : text === '' ? undefined : JSON.parse(text)
      ) as Answer
    },
    call: (method, path, headers = {}) => send(method, path, headers),
    async signUp() {
      const account = { name: 'Ada', email: 'ada@example.com', password: PROCESS_PASSWORD, username: 'ada' }
      token = (await colophon.ask<{ token: string }>('POST', '/api/auth/signup', account)).token
      return token
    },
    async killAndStart() {
      await end('SIGKILL')
      child = await run()
    },
    stop: () => end('SIGTERM'),
  }
  return colophon
}
