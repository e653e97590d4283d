import { afterEach, describe, expect, it } from 'vitest'
import { createThreads, type Priority } from './threads.ts'

const script = new URL('./testing/unruly-worker.ts', import.meta.url)
let threads: ReturnType<typeof createThreads>

const start = (options: { size?: number; idleMs?: number } = {}) => {
  threads = createThreads({ script, size: 1, idleMs: 10_000, ...options })
}
const behave = (
  inputs: string[],
  {
    priority = 'background',
    signal,
    limitMs = 400,
  }: { priority?: Priority; signal?: AbortSignal; limitMs?: number } = {},
) => threads.run({ task: 'behave', inputs, priority, limitMs, signal })

const done = (input: string) => ({ ok: true, value: `done: ${input}` })
const failed = (code: string) => expect.objectContaining({ ok: false, code })

afterEach(() => threads.close())

describe('threads for slow work', () => {
  it('give one outcome for each input, in order', async () => {
    start()
    expect(await behave(['a', 'damaged', 'b'])).toEqual([done('a'), failed('damaged'), done('b')])
    expect(await behave([])).toEqual([])
  })

  it('stop an input that takes too long and go on with the others', async () => {
    start()
    expect(await behave(['a', 'hang', 'b', 'wait for ever', 'c'])).toEqual([
      done('a'),
      failed('timeout'),
      done('b'),
      failed('timeout'),
      done('c'),
    ])
  })

  it('survive an input that needs too much memory or ends the thread', async () => {
    start()
    const outcomes = await behave(['a', 'eat memory', 'exit', 'b'], { limitMs: 8000 })
    expect(outcomes).toEqual([done('a'), failed('crashed'), failed('crashed'), done('b')])
  })

  it('stop an input that fills buffers, which the limits of a thread do not count', async () => {
    start()
    const begun = performance.now()
    expect(await behave(['fill buffers', 'a'], { limitMs: 8000 })).toEqual([failed('crashed'), done('a')])
    expect(performance.now() - begun).toBeLessThan(8000)
  })

  it('wait for work that shows signs of life', async () => {
    start()
    expect(await behave(['long but alive'])).toEqual([done('long but alive')])
  })

  it('take interactive work at once while the background is busy', async () => {
    start()
    const order: string[] = []
    const slow = Array.from({ length: 10 }, () => 'slow')
    const background = behave(slow).then(() => order.push('background'))
    await behave(['a'], { priority: 'interactive' }).then(() => order.push('interactive'))
    await background
    expect(order).toEqual(['interactive', 'background'])
  })

  it('reject what is aborted, waiting or running, and serve the next', async () => {
    start()
    const abort = new AbortController()
    const running = behave(
      Array.from({ length: 50 }, () => 'slow'),
      { signal: abort.signal },
    )
    const waiting = behave(['a'], { signal: abort.signal })
    abort.abort(new Error('enough'))
    await expect(running).rejects.toThrow('enough')
    await expect(waiting).rejects.toThrow('enough')
    const begun = performance.now()
    expect(await behave(['b'])).toEqual([done('b')])
    expect(performance.now() - begun).toBeLessThan(3000)
  })

  it('end threads without work and start new ones later', async () => {
    start({ idleMs: 30 })
    await behave(['a'])
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(threads.count()).toBe(0)
    expect(await behave(['b'])).toEqual([done('b')])
  })

  it('reject what is not finished when they are closed', async () => {
    start()
    const running = behave(['slow', 'slow'])
    const waiting = behave(['a'])
    await Promise.all([
      expect(running).rejects.toThrow('closed'),
      expect(waiting).rejects.toThrow('closed'),
      threads.close(),
    ])
    await expect(behave(['b'])).rejects.toThrow('closed')
  })
})
