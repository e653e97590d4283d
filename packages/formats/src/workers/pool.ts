import { availableParallelism } from 'node:os'
import { extname } from 'node:path'
import type { CoverSize, RenderedCover } from '../pictures/render-cover.ts'
import { throwFailure } from './failure.ts'
import type { FileReading, FileToRead, Outcome, ReadOutcome } from './outcome.ts'
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

/** Under the 5 s that a file may take in all: one that ends its thread may be read once more, without its cover. */
/** Beside this file, in the sources as in the built server. */
const script = new URL(`./worker${extname(import.meta.url)}`, import.meta.url)
const READ_LIMIT_MS = 4_000
/** For work whose length depends on the file, counted from its last sign of life. */
const SILENCE_LIMIT_MS = 30_000

/**
 * Threads for slow work on book files. `size` bounds the background; one more thread may start for interactive work
 * while all are busy. Threads end after `idleMs` without work.
 */
export function createBookPool({ size = defaultSize(), idleMs = 10_000 } = {}): BookPool {
  const threads = createThreads({ script, size, idleMs })

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
    read: (files, options) => readBatch((again) => run('read', again, options), files),
    cover: (path, options) => runOne('cover', path, options),
    render: ((picture, { sizes, ...options }: RenderOptions = {}) =>
      runOne('render', { picture, sizes }, options)) as BookPool['render'],
    sha256: (path, options) =>
      runOne('sha256', path, { limitMs: SILENCE_LIMIT_MS, priority: 'background', ...options }),
    partialMd5: (path, options) => runOne('partialMd5', path, options),
    close: () => threads.close(),
  }
}

/** A book whose cover ends the thread is read again without it: the facts are worth having. */
async function readBatch(run: (files: FileToRead[]) => Promise<Outcome<FileReading>[]>, files: FileToRead[]) {
  const outcomes = await run(files)
  const suspects = [...outcomes.keys()].filter((index) => files[index]?.cover && endedThread(outcomes[index]))
  const again = await run(suspects.map((index) => ({ path: files[index]?.path ?? '', cover: false })))
  for (const [place, index] of suspects.entries()) {
    const outcome = again[place]
    if (!outcome?.ok) continue
    outcome.value.facts.warnings.push('The cover takes too much time or memory and was left out.')
    outcomes[index] = outcome
  }
  return outcomes.map((outcome): ReadOutcome => (outcome.ok ? { ok: true, ...outcome.value } : outcome))
}

function endedThread(outcome: Outcome<unknown> | undefined): boolean {
  return outcome?.ok === false && (outcome.code === 'timeout' || outcome.code === 'crashed')
}

/** More threads than this make a scan of one disk no faster, and each costs some 40 MB. */
function defaultSize(): number {
  return Math.max(1, Math.min(4, availableParallelism()))
}
