import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { EngineKind } from '#jobs/engines/engine.ts'

const script = fileURLToPath(new URL('worker-process.ts', import.meta.url))

export interface WorkerProcess {
  /** Ends it without a chance to tidy up. */
  kill(): Promise<void>
  /** Asks it to end. @returns its exit code */
  stop(): Promise<number | null>
}

/** Starts a real process that works off jobs. @returns once it works */
export async function startWorkerProcess(
  kind: EngineKind,
  { databaseUrl, redisUrl, prefix }: { databaseUrl: string; redisUrl: string; prefix: string },
): Promise<WorkerProcess> {
  const child = spawn(process.execPath, [script, kind, databaseUrl, redisUrl, prefix], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const died = once(child, 'exit').then(() => {
    throw new Error('the worker process ended before it worked')
  })
  died.catch(() => undefined)
  await Promise.race([once(child.stdout, 'data'), died])
  return {
    kill: async () => void (await end(child, 'SIGKILL')),
    stop: () => end(child, 'SIGTERM'),
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
  return child.exitCode
}
