import { setTimeout as sleep } from 'node:timers/promises'
import { Value } from 'typebox/value'
import { invalid } from '#kernel/errors.ts'
import type { BoundJob, JobContext } from './define-job.ts'

/** Why a try was told to stop; the reason of its signal. */
export class Aborted extends Error {
  readonly why: 'timed-out' | 'cancelled' | 'stopping' | 'lost'
  constructor(why: Aborted['why'], message: string) {
    super(message)
    this.name = 'Aborted'
    this.why = why
  }
}

export type Outcome =
  | { kind: 'completed'; result: unknown }
  | { kind: 'failed'; error: unknown }
  | { kind: 'aborted'; reason: Aborted }

/**
 * Runs one try of a job to its end, or until some time after its signal was aborted: a job that does not listen loses
 * its slot, not ours. Once aborted the reason decides, whatever the job says then. Never throws.
 * @param job undefined where no job of this name is known (any more)
 */
export async function runTry(
  job: BoundJob | undefined,
  { name, payload, controller, graceMs }: TryOptions,
  context: Omit<JobContext, 'signal'>,
): Promise<Outcome> {
  const { signal } = controller
  const timer = setTimeout(
    () => controller.abort(new Aborted('timed-out', `Not done after ${job?.timeoutSeconds} seconds`)),
    (job?.timeoutSeconds ?? 60) * 1000,
  )
  const abandoned = new Promise<undefined>((resolve) => {
    signal.addEventListener('abort', () => void sleep(graceMs(), undefined, { ref: false }).then(resolve), {
      once: true,
    })
  })
  try {
    const result = await Promise.race([attempt(), abandoned])
    return reasonOf(signal) ?? { kind: 'completed', result }
  } catch (error) {
    return reasonOf(signal) ?? { kind: 'failed', error }
  } finally {
    clearTimeout(timer)
  }

  async function attempt(): Promise<unknown> {
    if (!job) throw new Error(`no job is called ${name}`)
    if (!Value.Check(job.payload, payload)) throw invalid('job.payload', `The payload does not fit the job ${name}`)
    return await job.run(payload, { ...context, signal })
  }
}

interface TryOptions {
  name: string
  payload: unknown
  controller: AbortController
  /** How long an aborted try may take to end; asked when it happens. */
  graceMs(): number
}

function reasonOf(signal: AbortSignal): Outcome | undefined {
  return signal.aborted && signal.reason instanceof Aborted ? { kind: 'aborted', reason: signal.reason } : undefined
}
