import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../apps/server/start.mjs', import.meta.url))

export interface Colophon {
  /** With a slash at its end, below which everything is. */
  url: string
  /** The folder with the books of this test. */
  books: string
  /** Puts a further file among the books. */
  addBook(name: string, bytes: Uint8Array): Promise<void>
  stop(): Promise<void>
}

/** Starts the real server on SQLite in a directory of its own, with a folder of books that no library knows yet. */
export async function startColophon(
  books: Record<string, Uint8Array>,
  { urlBase = '', env = {} }: { urlBase?: string; env?: Readonly<Record<string, string>> } = {},
): Promise<Colophon> {
  const home = await mkdtemp(join(tmpdir(), 'colophon-browser-'))
  const folder = join(home, 'books')
  const addBook = async (name: string, bytes: Uint8Array) => {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), bytes)
  }
  await mkdir(folder, { recursive: true })
  for (const [name, bytes] of Object.entries(books)) await addBook(name, bytes)

  const port = await freePort()
  const log: string[] = []
  const server = spawn(
    process.execPath,
    [
      main,
      'serve',
      '--port',
      String(port),
      '--host',
      '127.0.0.1',
      '--data-dir',
      join(home, 'data'),
      '--url-base',
      urlBase,
    ],
    { env: { ...process.env, SECURE_COOKIES: 'false', ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  server.stdout.on('data', (chunk: Buffer) => log.push(chunk.toString()))
  server.stderr.on('data', (chunk: Buffer) => log.push(chunk.toString()))
  const url = `http://127.0.0.1:${port}${urlBase}/`
  await untilReady(url, server, log)
  return {
    url,
    books: folder,
    addBook,
    async stop() {
      await end(server)
      await rm(home, { recursive: true, force: true })
    },
  }
}

async function untilReady(url: string, server: ChildProcess, log: string[]): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (server.exitCode !== null) throw new Error(`The server ended at once:\n${log.join('')}`)
    const isReady = await fetch(`${url}api/health`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isReady) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  await end(server)
  throw new Error(`The server did not answer within 30 s:\n${log.join('')}`)
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return
  const ended = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGTERM')
  const giveUp = setTimeout(() => server.kill('SIGKILL'), 12_000)
  await ended
  clearTimeout(giveUp)
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (typeof address !== 'object' || address === null) throw new Error('No port is free')
  return address.port
}
