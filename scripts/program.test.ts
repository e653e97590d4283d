import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const program = join(root, 'bin/colophon')

let folder: string
const running: ChildProcess[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'colophon-program-'))
})
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

interface Started {
  child: ChildProcess
  /** What it printed so far, on both channels. */
  output(): string
  ended: Promise<number | null>
}

function start(file: string, ...args: string[]): Started {
  const env = { ...process.env, LOG_LEVEL: 'error', COLOPHON_DATA_DIR: join(folder, 'data') }
  const child = spawn(file, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
  running.push(child)
  let output = ''
  for (const channel of [child.stdout, child.stderr]) {
    channel.on('data', (piece) => {
      output += piece
    })
  }
  return { child, output: () => output, ended: new Promise((resolve) => child.once('close', (code) => resolve(code))) }
}

const listen = (port: number) =>
  new Promise<Server>((resolve) => {
    const server = createServer().listen(port, '127.0.0.1', () => resolve(server))
  })

async function freePort(): Promise<number> {
  const server = await listen(0)
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

async function untilReady({ output }: Started, port: number): Promise<void> {
  for (let tried = 0; tried < 150; tried++) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => undefined)
    if (answer?.ok) return
    await sleep(100)
  }
  throw new Error(`it did not come up:\n${output()}`)
}

describe('bin/colophon', { timeout: 40_000 }, () => {
  it('is found through links, from anywhere', async () => {
    mkdirSync(join(folder, 'bin'))
    symlinkSync(program, join(folder, 'bin/first'))
    symlinkSync('first', join(folder, 'bin/second'))
    const { ended, output } = start(join(folder, 'bin/second'), '--version')

    expect(await ended).toBe(0)
    expect(output()).toMatch(/^Colophon v\d/)
  })

  it('opens a library over a folder, leaves the folder as it is, and ends in order when asked', async () => {
    const books = join(folder, 'Books')
    cpSync(join(root, 'samples/Edgar Rice Burroughs'), books, { recursive: true })
    const before = readdirSync(books, { recursive: true }).sort()
    const port = await freePort()
    const server = start(program, 'serve', 'Books', '--host', '127.0.0.1', '--port', String(port))
    await untilReady(server, port)
    // The launcher became the server: a signal, and kill -9 too, reaches it and not a shell before it.
    expect(readFileSync(`/proc/${server.child.pid}/cmdline`, 'utf8')).toMatch(/^[^\0]*node\0.*serve\0/)

    const headers = { 'content-type': 'application/json' }
    const account = JSON.stringify({ name: 'Ann', email: 'ann@example.org', password: 'long enough' })
    const signedUp = await fetch(`http://127.0.0.1:${port}/api/auth/signup`, { method: 'POST', headers, body: account })
    const { token } = (await signedUp.json()) as { token: string }
    const titles = async () => {
      const answer = await fetch(`http://127.0.0.1:${port}/api/books`, {
        headers: { authorization: `Bearer ${token}` },
      })
      return JSON.stringify(await answer.json())
    }
    await expect.poll(titles, { timeout: 15_000 }).toContain('The Warlord of Mars')
    await sleep(500)
    expect(readdirSync(books, { recursive: true }).sort()).toEqual(before)

    server.child.kill('SIGTERM')
    expect(await server.ended).toBe(0)
  })

  it('says what to do when the port is taken, without a stack', async () => {
    const taken = await listen(0)
    const address = taken.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const { ended, output } = start(program, 'serve', '--host', '127.0.0.1', '--port', String(port))

    expect(await ended).toBe(1)
    expect(output()).toContain(`Port ${port} is taken by another program`)
    expect(output()).not.toMatch(/\n\s+at /)
    taken.close()
  })

  it('says so when a folder is not there, and starts nothing', async () => {
    const { ended, output } = start(program, 'serve', 'Nowhere')

    expect(await ended).toBe(1)
    expect(output()).toContain(`There is no folder ${join(folder, 'Nowhere')}`)
    expect(readdirSync(folder)).toEqual([])
  })

  it('adds accounts, changes roles and passwords beside each other', async () => {
    const run = async (...args: string[]) => {
      const { ended, output } = start(program, 'user', ...args)
      return { code: await ended, output: output() }
    }

    expect(await run('add', 'ann@example.org', 'Ann', '--role', 'admin')).toMatchObject({ code: 0 })
    expect((await run('list')).output).toContain('admin   ann@example.org  (Ann)')
    expect((await run('set-role', 'ann@example.org', 'reader')).output).toContain('the last administrator')
    expect((await run('reset-password', 'ann@example.org')).output).toMatch(/Password: \S{10,}/)
    expect(await run('reset-password', 'bob@example.org')).toMatchObject({ code: 1 })
  })
})
