import type { Report } from './messages.ts'
import type { Failure, Outcome } from './outcome.ts'
import { type EndReason, Thread } from './thread.ts'

export type Priority = 'interactive' | 'background'

interface Work {
  task: string
  inputs: unknown[]
  priority: Priority
  limitMs: number
  signal: AbortSignal | undefined
}

/** Work that is waiting or running, with the outcomes known so far. */
interface Order extends Work {
  outcomes: (Outcome<unknown> | undefined)[]
  /** Threads that died under this order without beginning one of its inputs. */
  idleDeaths: number
  settle: { resolve: (outcomes: Outcome<unknown>[]) => void; reject: (reason: unknown) => void }
  isAbandoned: boolean
}

interface Desk {
  thread: Thread
  /** What the thread works on; `indexes` are the places of the inputs it was given. */
  current: { number: number; order: Order; indexes: number[] } | null
  idleTimer: NodeJS.Timeout | undefined
}

const CHECK_EVERY_MS = 100
/** A thread that dies twice before it begins says something about this machine, not about a file. */
const MAX_IDLE_DEATHS = 2

export interface ThreadsOptions {
  /** The module that each thread runs: it calls `serve`. */
  script: URL
  size: number
  idleMs: number
}

/** Hands work to threads, starts and ends them, and survives their deaths. */
export function createThreads({ script, size, idleMs }: ThreadsOptions) {
  const waiting: Record<Priority, Order[]> = { interactive: [], background: [] }
  const desks = new Set<Desk>()
  let lastNumber = 0
  let isClosed = false
  let watch: NodeJS.Timeout | undefined

  function run(work: Work): Promise<Outcome<unknown>[]> {
    if (isClosed) return Promise.reject(new Error('The pool is closed'))
    if (work.signal?.aborted) return Promise.reject(work.signal.reason)
    if (work.inputs.length === 0) return Promise.resolve([])
    return new Promise((resolve, reject) => {
      const onAbort = () => abandon(order, work.signal?.reason)
      // One signal often serves a thousand batches, so each takes its listener away again.
      const settled = () => work.signal?.removeEventListener('abort', onAbort)
      const order: Order = {
        ...work,
        outcomes: new Array<undefined>(work.inputs.length).fill(undefined),
        idleDeaths: 0,
        isAbandoned: false,
        settle: {
          resolve: (outcomes) => (settled(), resolve(outcomes)),
          reject: (reason) => (settled(), reject(reason)),
        },
      }
      work.signal?.addEventListener('abort', onAbort, { once: true })
      waiting[work.priority].push(order)
      dispatch()
    })
  }

  function dispatch() {
    if (isClosed) return
    for (const priority of ['interactive', 'background'] as const) {
      const queue = waiting[priority]
      while (queue.length > 0) {
        const desk = freeDesk(priority)
        const order = desk && queue.shift()
        if (!order) break
        assign(desk, order)
      }
    }
    if (!watch && busyDesks() > 0) watch = setInterval(check, CHECK_EVERY_MS).unref()
  }

  /** The thread beyond `size` is for interactive work alone, so that a page never waits for a scan. */
  function freeDesk(priority: Priority): Desk | undefined {
    const room = priority === 'interactive' ? size + 1 : size
    if (busyDesks() >= room) return undefined
    for (const desk of desks) if (!desk.current) return desk
    return desks.size < room ? openDesk() : undefined
  }

  function busyDesks(): number {
    let busy = 0
    for (const desk of desks) if (desk.current) busy++
    return busy
  }

  function openDesk(): Desk {
    const desk: Desk = {
      current: null,
      idleTimer: undefined,
      thread: new Thread(script, {
        onReport: (report) => take(desk, report),
        onEnd: (end) => clearUp(desk, end),
      }),
    }
    desks.add(desk)
    return desk
  }

  function assign(desk: Desk, order: Order) {
    clearTimeout(desk.idleTimer)
    const indexes = [...order.outcomes.keys()].filter((index) => !order.outcomes[index])
    lastNumber = (lastNumber % 0x7fffffff) + 1
    const number = lastNumber
    desk.current = { number, order, indexes }
    desk.thread.assign({ number, task: order.task, inputs: indexes.map((index) => order.inputs[index]) }, order.limitMs)
  }

  function take(desk: Desk, { number, from, outcomes, isLast }: Report) {
    const current = desk.current
    if (current?.number !== number) return
    for (const [offset, outcome] of outcomes.entries()) {
      const index = current.indexes[from + offset]
      if (index !== undefined) current.order.outcomes[index] = outcome
    }
    if (!isLast) return
    desk.current = null
    desk.thread.rest()
    desk.idleTimer = setTimeout(() => retire(desk), idleMs).unref()
    finish(current.order)
    dispatch()
  }

  function retire(desk: Desk) {
    desks.delete(desk)
    void desk.thread.end('closed')
  }

  /** The input that ended the thread gets its verdict; the rest of its order goes first in the queue again. */
  function clearUp(desk: Desk, { reason, input }: { reason: EndReason; input: number | undefined }) {
    desks.delete(desk)
    clearTimeout(desk.idleTimer)
    const current = desk.current
    if (current && !isClosed) blame(current, reason === 'timeout' ? timedOut : crashed, input)
    dispatch()
  }

  function blame({ order, indexes }: NonNullable<Desk['current']>, failure: Failure, input: number | undefined) {
    const culprit = input === undefined ? undefined : indexes[input]
    if (culprit !== undefined && !order.outcomes[culprit]) order.outcomes[culprit] = failure
    else if (++order.idleDeaths >= MAX_IDLE_DEATHS) order.outcomes = order.outcomes.map((outcome) => outcome ?? failure)
    if (order.isAbandoned) return
    if (order.outcomes.every((outcome) => outcome)) finish(order)
    else waiting[order.priority].unshift(order)
  }

  function finish(order: Order) {
    order.settle.resolve(order.outcomes.map((outcome) => outcome ?? crashed))
  }

  function abandon(order: Order, reason: unknown) {
    order.isAbandoned = true
    const queue = waiting[order.priority]
    const place = queue.indexOf(order)
    if (place >= 0) queue.splice(place, 1)
    for (const { thread, current } of desks) if (current?.order === order) thread.cancel(current.number)
    order.settle.reject(reason)
  }

  function check() {
    if (busyDesks() === 0) {
      clearInterval(watch)
      watch = undefined
    }
    for (const { thread, current } of desks) if (current) thread.check()
  }

  async function close() {
    isClosed = true
    clearInterval(watch)
    const orders = [...waiting.interactive.splice(0), ...waiting.background.splice(0)]
    for (const { current } of desks) if (current) orders.push(current.order)
    for (const order of orders) order.settle.reject(new Error('The pool is closed'))
    await Promise.all([...desks].map(({ thread }) => thread.end('closed')))
  }

  return { run, close, count: () => desks.size }
}

const timedOut: Failure = { ok: false, code: 'timeout', message: 'Reading took too long and was stopped' }
const crashed: Failure = { ok: false, code: 'crashed', message: 'Reading needed too much memory or ended unexpectedly' }
