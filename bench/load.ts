import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface LoadPlan {
  /** On this machine only: `http://127.0.0.1:8787`. */
  origin: string
  headers: Record<string, string>
  /** Asked for in turn, over and over. */
  paths: string[]
  connections: number
  /** Requests that are not counted: they fill caches and let the machine code be made. */
  warmUp: number
  count: number
  maxSeconds: number
  /** Every connection rests this long between its requests. */
  pauseMs?: number
}

export interface LoadResult {
  count: number
  /** Answers other than 200, by status or error code. */
  failures: Record<string, number>
  seconds: number
  perSecond: number
  p50: number
  p95: number
  p99: number
  max: number
}

export interface RunningLoad {
  /** Settles when the count or the time is reached, or after `stop`. */
  result: Promise<LoadResult>
  stop(): void
}

/** Starts a load in a process of its own, so that measuring takes no time from the server's thread or from ours. */
export function startLoad(plan: LoadPlan): RunningLoad {
  const { hostname } = new URL(plan.origin)
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) throw new Error('Only this machine is put under load')
  const program = fileURLToPath(new URL('./load-process.ts', import.meta.url))
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.write(`${JSON.stringify(plan)}\n`)
  // The other side may have finished and gone by itself.
  child.stdin.on('error', () => {})
  const result = new Promise<LoadResult>((resolve, reject) => {
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(said) as LoadResult)
      else reject(new Error(`The load process ended with ${code}`))
    })
  })
  return { result, stop: () => child.stdin.end() }
}

/**
 * Runs a load to its end.
 * @throws where an answer was not a 200: then its speed says nothing
 */
export async function load(plan: LoadPlan): Promise<LoadResult> {
  const { result, stop } = startLoad(plan)
  const done = await result.finally(stop)
  const failed = Object.entries(done.failures).map(([what, times]) => `${times} × ${what}`)
  if (failed.length > 0) throw new Error(`${plan.paths[0]} and its like answered ${failed.join(', ')}`)
  return done
}
