import type { BookAnnotation } from '@colophon/contract/web/annotations.ts'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { isUnsent, type NewNote, noteKeeper } from './note-keeper.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const highlight = (quote: string, fraction = 0.5): NewNote => ({
  kind: 'highlight',
  quote,
  note: null,
  color: 'yellow',
  locator: 'epubcfi(/6/4!/4/2)',
  fraction,
  chapter: null,
  fileId: 'f',
})

class Refused extends Error {}

/** A server that numbers what it is given, a network that can be cut, and a device that remembers. */
function world() {
  const entries = new Map<string, string>()
  const storage = {
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => void entries.set(key, value),
    removeItem: (key: string) => void entries.delete(key),
  }
  const saved = new Map<string, BookAnnotation>()
  const net = { isDown: false, isFull: false }
  const refusals: unknown[] = []
  const reach = () => {
    if (net.isDown) throw new Error('offline')
  }
  const open = () =>
    noteKeeper(
      'b',
      {
        async add(body) {
          reach()
          if (net.isFull) throw new Refused()
          const id = `s${saved.size + 1}`
          const at = '2026-01-01T00:00:00.000Z'
          const note = { ...body, id, groupId: null, isMine: true, userName: 'Ada', createdAt: at, updatedAt: at }
          saved.set(id, note)
          return note
        },
        async change(id, body) {
          reach()
          const before = saved.get(id)
          if (!before) throw new Refused()
          const after = { ...before, ...body }
          saved.set(id, after)
          return after
        },
        async remove(id) {
          reach()
          if (!saved.delete(id)) throw new Refused()
        },
        isRefusal: (error) => error instanceof Refused,
      },
      storage,
      (error) => refusals.push(error),
    )
  return { open, net, saved, refusals, entries }
}

it('shows what was made at once, and then as the server calls it', async () => {
  const { open } = world()
  const keeper = open()

  keeper.add(highlight('here'))
  expect(keeper.list().map(isUnsent)).toEqual([true])
  await vi.advanceTimersByTimeAsync(10)

  expect(keeper.list()).toMatchObject([{ id: 's1', quote: 'here' }])
})

it('keeps what was done offline, also over a reload, and sends it in order', async () => {
  const { open, net, saved, entries } = world()
  net.isDown = true
  const before = open()
  const id = before.add(highlight('one'))
  before.change(id, { note: 'a thought' })
  before.add(highlight('two', 0.1))
  await vi.advanceTimersByTimeAsync(10)
  before.stop()

  const after = open()
  expect(after.list()).toMatchObject([{ quote: 'two' }, { quote: 'one', note: 'a thought' }])
  net.isDown = false
  await after.flush()

  expect([...saved.values()]).toMatchObject([{ quote: 'one', note: 'a thought' }, { quote: 'two' }])
  expect(entries.size).toBe(0)
})

it('tries again by itself', async () => {
  const { open, net, saved } = world()
  net.isDown = true
  open().add(highlight('one'))
  await vi.advanceTimersByTimeAsync(1_000)
  net.isDown = false

  await vi.advanceTimersByTimeAsync(6_000)

  expect(saved.size).toBe(1)
})

it('gives up what the server refuses, says so, and goes on with the rest', async () => {
  const { open, net, refusals } = world()
  const keeper = open()
  net.isFull = true
  const id = keeper.add(highlight('too much'))
  keeper.change(id, { note: 'lost' })
  await vi.advanceTimersByTimeAsync(10)
  net.isFull = false
  keeper.add(highlight('fine'))
  await vi.advanceTimersByTimeAsync(10)

  expect(refusals).toHaveLength(1)
  expect(keeper.list()).toMatchObject([{ quote: 'fine' }])
})

it('removes what was only just made', async () => {
  const { open, saved } = world()
  const keeper = open()

  keeper.remove(keeper.add(highlight('oops')))
  expect(keeper.list()).toEqual([])
  await vi.advanceTimersByTimeAsync(10)

  expect(saved.size).toBe(0)
})

it('keeps what the server took, and lets go of what it dropped, while an older list was on its way', async () => {
  const { open, saved } = world()
  const keeper = open()
  keeper.add(highlight('first'))
  await vi.runAllTimersAsync()
  const [first] = saved.values()
  let arrive: (list: BookAnnotation[]) => void = () => {}
  const learning = keeper.learn(
    () =>
      new Promise<BookAnnotation[]>((resolve) => {
        arrive = resolve
      }),
  )
  keeper.add(highlight('second'))
  keeper.remove(first?.id ?? '')
  await vi.runAllTimersAsync()
  arrive(first ? [first] : [])
  await learning

  expect(keeper.list().map(({ quote }) => quote)).toEqual(['second'])
})
