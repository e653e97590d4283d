import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** Whether a program is on this machine. */
export const isInstalled = (...programs: string[]): boolean =>
  programs.every((program) => spawnSync('which', [program]).status === 0)

/** A program of a test, with a folder of its own. */
export interface Running {
  dir: string
  /** Kills the program and starts it again, with its folder as it is. */
  restart(): Promise<void>
  /** Ends the program and deletes its folder. */
  stop(): Promise<void>
}

export interface Program {
  command: string
  args: string[]
  env?: Record<string, string>
}

/** A fresh folder for a program. */
export const freshDir = (): string => mkdtempSync(join(tmpdir(), 'colophon-client-'))

/** Starts programs on loopback; whatever goes wrong, they end with the test. */
export async function start(
  dir: string,
  programs: readonly Program[],
  isReady: () => Promise<boolean>,
): Promise<Running> {
  let children: ChildProcess[] = []
  const stop = async () => {
    await Promise.all(children.map(end))
    rmSync(dir, { recursive: true, force: true })
  }
  const run = async () => {
    children = programs.map(({ command, args, env }) =>
      spawn(command, args, { cwd: dir, stdio: 'ignore', env: { ...process.env, HOME: dir, ...env } }),
    )
    for (let tried = 0; tried < 150; tried++) {
      if (await isReady().catch(() => false)) return
      await sleep(200)
    }
    await stop()
    throw new Error(`${programs.map(({ command }) => command).join(' and ')} did not start`)
  }
  await run()
  return {
    dir,
    stop,
    async restart() {
      await Promise.all(children.map(kill))
      await run()
    },
  }
}

const isOver = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null

async function kill(child: ChildProcess): Promise<void> {
  if (isOver(child)) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

async function end(child: ChildProcess): Promise<void> {
  if (isOver(child)) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const hasEnded = await Promise.race([ended.then(() => true), sleep(4_000, false, { ref: false })])
  if (hasEnded) return
  child.kill('SIGKILL')
  await ended
}

/** Ports that nobody listens at. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1')
      await once(server, 'listening')
      return server
    }),
  )
  const ports = servers.map((server) => (server.address() as { port: number }).port)
  await Promise.all(servers.map((server) => once(server.close(), 'close')))
  return ports
}
