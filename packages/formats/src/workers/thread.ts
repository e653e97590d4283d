import { Worker } from 'node:worker_threads'
import { type Assignment, type Report, startingUp, watched } from './messages.ts'

/** How long a thread may take to start on a busy machine before it counts as hanging. */
const START_LIMIT_MS = 30_000

/**
 * The limits of a thread do not count buffers, and bombs fill buffers. Reading a book takes a few megabytes; drawing a
 * page of a scanned book up to 100.
 */
const MAX_BUFFERS_MB = 160
/** Inputs that are done sooner are not worth asking about. */
const WEIGH_AFTER_MS = 150

const resourceLimits = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 }

export type EndReason = 'timeout' | 'crashed' | 'closed'

export interface ThreadEvents {
  onReport: (report: Report) => void
  /** The thread is gone. `input` is the index it died on, or undefined when it died before or between inputs. */
  onEnd: (end: { reason: EndReason; input: number | undefined }) => void
}

/** One worker thread with its assignment and the watch over it. */
export class Thread {
  readonly #worker: Worker
  readonly #cells: Int32Array
  #endReason: EndReason = 'crashed'
  #seen = { input: startingUp, beat: 0, at: 0 }
  #limitMs = 0

  constructor(script: URL, events: ThreadEvents) {
    const watch = new SharedArrayBuffer(watched.cells * Int32Array.BYTES_PER_ELEMENT)
    this.#cells = new Int32Array(watch)
    this.#cells[watched.input] = startingUp
    // No flags of the parent: a test runner or a debugger would load itself into every thread.
    this.#worker = new Worker(script, {
      workerData: { watch },
      resourceLimits,
      execArgv: [],
      name: 'books',
    })
    this.#worker.on('message', events.onReport)
    // 'exit' follows and says what is to be done; without a listener the error would end the process.
    this.#worker.on('error', () => undefined)
    this.#worker.on('exit', () => {
      const input = Atomics.load(this.#cells, watched.input)
      events.onEnd({ reason: this.#endReason, input: input === startingUp ? undefined : input })
    })
  }

  assign(assignment: Assignment, limitMs: number) {
    this.#limitMs = limitMs
    this.#seen = { input: startingUp, beat: Atomics.load(this.#cells, watched.beat), at: performance.now() }
    this.#worker.ref()
    this.#worker.postMessage(assignment)
  }

  /** A thread at rest keeps no process alive. */
  rest() {
    this.#worker.unref()
  }

  /** The thread leaves out what it has not begun of this assignment. */
  cancel(number: number) {
    Atomics.store(this.#cells, watched.cancelled, number)
  }

  /** Ends the thread when its current input has had its time. */
  check() {
    const input = Atomics.load(this.#cells, watched.input)
    const beat = Atomics.load(this.#cells, watched.beat)
    const now = performance.now()
    if (input !== this.#seen.input || beat !== this.#seen.beat) {
      this.#seen = { input, beat, at: now }
    } else if (now - this.#seen.at > (input === startingUp ? START_LIMIT_MS : this.#limitMs)) {
      void this.end('timeout')
    } else if (input !== startingUp && now - this.#seen.at > WEIGH_AFTER_MS) {
      void this.#weigh()
    }
  }

  /** Answered even while the thread is in the middle of something. */
  async #weigh() {
    const { input } = this.#seen
    try {
      const { external_memory } = await this.#worker.getHeapStatistics()
      if (Atomics.load(this.#cells, watched.input) !== input) return
      const spared = Atomics.load(this.#cells, watched.spared) * 1024
      if (external_memory - spared > MAX_BUFFERS_MB << 20) await this.end('crashed')
    } catch {
      // The thread ended before it could answer.
    }
  }

  async end(reason: EndReason) {
    this.#endReason = reason
    await this.#worker.terminate()
  }
}
