import { getHeapStatistics } from 'node:v8'
import { parentPort, workerData } from 'node:worker_threads'
import { onSetAside } from '../bytes/set-aside.ts'
import { describeFailure } from './failure.ts'
import { type Assignment, type Report, startingUp, watched } from './messages.ts'
import type { Outcome } from './outcome.ts'
import type { TaskContext } from './tasks.ts'

/** Outcomes wait at most this long for company, so that little is lost when a later file ends the thread. */
const REPORT_EVERY_MS = 250

type Handler = (input: never, context: TaskContext) => Promise<unknown>

/** Makes the current worker thread work off assignments with these tasks. */
export function serve(tasks: Record<string, Handler>) {
  const port = parentPort
  if (!port) throw new Error('Only a worker thread can serve tasks')
  // Libraries leave promises behind that fail after their file is done with; the next file is not to die of that.
  process.on('unhandledRejection', () => undefined)
  const cells = new Int32Array((workerData as { watch: SharedArrayBuffer }).watch)
  const context: TaskContext = { beat: () => void Atomics.add(cells, watched.beat, 1) }
  onSetAside((bytes) => Atomics.add(cells, watched.spared, Math.round(bytes / 1024)))
  port.on('message', (assignment: Assignment) => {
    const run = tasks[assignment.task] as (input: unknown, context: TaskContext) => Promise<unknown>
    const report = (message: Report) => port.postMessage(message)
    void work(assignment, { cells, report, outcomeOf: (input) => outcomeOf(run(input, context)) })
  })
}

interface Bench {
  cells: Int32Array
  report: (message: Report) => void
  outcomeOf: (input: unknown) => Promise<Outcome<unknown>>
}

async function work({ number, inputs }: Assignment, { cells, report, outcomeOf }: Bench) {
  let from = 0
  let outcomes: Outcome<unknown>[] = []
  let reportedAt = performance.now()
  for (const [index, input] of inputs.entries()) {
    if (Atomics.load(cells, watched.cancelled) === number) break
    Atomics.store(cells, watched.spared, Math.round(getHeapStatistics().external_memory / 1024))
    Atomics.store(cells, watched.input, index)
    outcomes.push(await outcomeOf(input))
    if (index + 1 < inputs.length && performance.now() - reportedAt > REPORT_EVERY_MS) {
      report({ number, from, outcomes, isLast: false })
      from = index + 1
      outcomes = []
      reportedAt = performance.now()
    }
  }
  Atomics.store(cells, watched.input, startingUp)
  report({ number, from, outcomes, isLast: true })
}

async function outcomeOf(work: Promise<unknown>): Promise<Outcome<unknown>> {
  try {
    return { ok: true, value: await work }
  } catch (error) {
    return describeFailure(error)
  }
}
