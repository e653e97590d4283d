import { availableParallelism } from 'node:os'
import type { CoverSize, RenderedCover } from '../pictures/render-cover.ts'
import { throwFailure } from './failure.ts'
import type { FileToRead, Outcome, ReadOutcome } from './outcome.ts'
import type { PictureOfBook, TaskInput, TaskName, TaskResult } from './tasks.ts'
import { createThreads, type Priority } from './threads.ts'

export interface RunOptions {
  signal?: AbortSignal
  /** Interactive work goes first and never waits for a free thread of the background. */
  priority?: Priority
  /** How long one input may take without a sign of life. */
  limitMs?: number
}

export interface BookPool {
  /** Reads a batch of files; gives one outcome for each, in order. Rejects only when aborted or closed. */
  read(files: FileToRead[], options?: RunOptions): Promise<ReadOutcome[]>
  /** Takes the picture out of a book again. Throws `UnreadableBook` or `TaskFailed`. */
  cover(path: string, options?: RunOptions): Promise<PictureOfBook | null>
  /** Draws a picture, or that of a book file (null where it has none), in the sizes asked for. */
  render(picture: Uint8Array, options?: RenderOptions): Promise<RenderedCover>
  render(picture: { path: string }, options?: RenderOptions): Promise<RenderedCover | null>
  render(picture: Uint8Array | { path: string }, options?: RenderOptions): Promise<RenderedCover | null>
  sha256(path: string, options?: RunOptions): Promise<string>
  partialMd5(path: string, options?: RunOptions): Promise<string>
  /** Any task of `tasks.ts` over many inputs: one outcome for each, in order. */
  run<Name extends TaskName>(
    task: Name,
    inputs: TaskInput<Name>[],
    options?: RunOptions,
  ): Promise<Outcome<TaskResult<Name>>[]>
  /** Ends all threads; what was not finished is rejected. */
  close(): Promise<void>
}

export interface RenderOptions extends RunOptions {
  sizes?: CoverSize[]
}

const READ_LIMIT_MS = 5_000
/** For work whose length depends on the file, counted from its last sign of life. */
const SILENCE_LIMIT_MS = 30_000

/**
 * Threads for slow work on book files. `size` bounds the background; one more thread may start for interactive work
 * while all are busy. Threads end after `idleMs` without work.
 */
export function createBookPool({ size = defaultSize(), idleMs = 10_000 } = {}): BookPool {
  const threads = createThreads({ script: new URL('./worker.ts', import.meta.url), size, idleMs })

  const run: BookPool['run'] = async (task, inputs, { signal, priority = 'background', limitMs } = {}) => {
    const outcomes = await threads.run({ task, inputs, priority, signal, limitMs: limitMs ?? READ_LIMIT_MS })
    return outcomes as Outcome<TaskResult<typeof task>>[]
  }

  async function runOne<Name extends TaskName>(
    task: Name,
    input: TaskInput<Name>,
    options?: RunOptions,
  ): Promise<TaskResult<Name>> {
    const [outcome] = await run(task, [input], { priority: 'interactive', ...options })
    if (!outcome) throw new Error(`The task ${task} gave no outcome`)
    return outcome.ok ? outcome.value : throwFailure(outcome)
  }

  return {
    run,
    async read(files, options) {
      const outcomes = await run('read', files, options)
      return outcomes.map((outcome) => (outcome.ok ? { ok: true, ...outcome.value } : outcome))
    },
    cover: (path, options) => runOne('cover', path, options),
    render: ((picture, { sizes, ...options }: RenderOptions = {}) =>
      runOne('render', { picture, sizes }, options)) as BookPool['render'],
    sha256: (path, options) =>
      runOne('sha256', path, { limitMs: SILENCE_LIMIT_MS, priority: 'background', ...options }),
    partialMd5: (path, options) => runOne('partialMd5', path, options),
    close: () => threads.close(),
  }
}

/** More threads than this make a scan of one disk no faster, and each costs some 40 MB. */
function defaultSize(): number {
  return Math.max(1, Math.min(4, availableParallelism()))
}
