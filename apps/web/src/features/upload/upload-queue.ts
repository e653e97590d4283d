import { closeFolder, giveUpFolder, openFolder, sendFile, sendIntoFolder } from '@colophon/contract/web/uploads.ts'
import { useSyncExternalStore } from 'react'
import { call } from '#api/call.ts'
import { CallError } from '#api/call-error.ts'
import { sendFile as send } from '#api/upload.ts'
import type { PlannedUpload } from './plan-uploads.ts'

export interface Sending extends PlannedUpload {
  id: number
  libraryId: string
  state: 'waiting' | 'sending' | 'offline' | 'sent' | 'failed'
  sentBytes: number
  error?: unknown
}

export interface QueueState {
  items: readonly Sending[]
  isPaused: boolean
}

/** How long to wait for the network, the longer the oftener it failed. */
const PATIENCE_MS = [2_000, 4_000, 8_000, 15_000, 30_000]

let state: QueueState = { items: [], isPaused: false }
let nextId = 1
let running: { id: number; controller: AbortController } | undefined
const listeners = new Set<() => void>()

function publish(next: Partial<QueueState>) {
  state = { ...state, ...next }
  for (const listener of listeners) listener()
}

const change = (id: number, changes: Partial<Sending>) =>
  publish({ items: state.items.map((item) => (item.id === id ? { ...item, ...changes } : item)) })

/**
 * What is on its way to the server. It lives beside the pages, so that sending goes on while somebody looks at others.
 */
export const uploadQueue = {
  add(uploads: readonly PlannedUpload[], libraryId: string) {
    const added = uploads.map(
      (upload): Sending => ({ ...upload, id: nextId++, libraryId, state: 'waiting', sentBytes: 0 }),
    )
    publish({ items: [...state.items, ...added] })
    void work()
  },
  pause() {
    publish({ isPaused: true })
    running?.controller.abort()
  },
  resume() {
    publish({ isPaused: false })
    void work()
  },
  cancel(id: number) {
    publish({ items: state.items.filter((item) => item.id !== id) })
    if (running?.id === id) running.controller.abort()
  },
  retry(id: number) {
    change(id, { state: 'waiting', sentBytes: 0, error: undefined })
    void work()
  },
  /** Leaves out what has arrived. */
  clear() {
    publish({ items: state.items.filter((item) => item.state !== 'sent') })
  },
}

export const useUploadQueue = (): QueueState =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => state,
  )

/** One after the other: a home connection is not faster with several, and the server reads them one by one anyway. */
async function work(): Promise<void> {
  if (running || state.isPaused) return
  const next = state.items.find((item) => item.state === 'waiting' || item.state === 'offline')
  if (!next) return
  const controller = new AbortController()
  running = { id: next.id, controller }
  addEventListener('beforeunload', askBeforeLeaving)
  await sendPatiently(next, controller.signal)
  running = undefined
  removeEventListener('beforeunload', askBeforeLeaving)
  await work()
}

const askBeforeLeaving = (event: BeforeUnloadEvent) => event.preventDefault()

async function sendPatiently(item: Sending, signal: AbortSignal): Promise<void> {
  for (let tried = 0; ; tried++) {
    change(item.id, { state: 'sending', sentBytes: 0 })
    try {
      await (item.isFolder ? sendFolder(item, signal) : sendOne(item, signal))
      return change(item.id, { state: 'sent', sentBytes: item.sizeBytes })
    } catch (error) {
      if (signal.aborted) return change(item.id, { state: 'waiting', sentBytes: 0 })
      const isWorthWaiting = error instanceof CallError && (error.status === 0 || error.status >= 502)
      if (!isWorthWaiting) return change(item.id, { state: 'failed', error })
      change(item.id, { state: 'offline' })
      await untilOnline(PATIENCE_MS[Math.min(tried, PATIENCE_MS.length - 1)] ?? 0, signal)
      if (signal.aborted) return change(item.id, { state: 'waiting', sentBytes: 0 })
    }
  }
}

async function sendOne(item: Sending, signal: AbortSignal): Promise<void> {
  const [given] = item.files
  if (!given) return
  const onProgress = (sentBytes: number) => change(item.id, { sentBytes })
  await send(sendFile, { fields: { library_id: item.libraryId }, file: given.file, onProgress, signal })
}

async function sendFolder(item: Sending, signal: AbortSignal): Promise<void> {
  const { id: uploadId } = await call(openFolder, { body: { libraryId: item.libraryId, name: item.name } }, { signal })
  const params = { uploadId }
  try {
    let before = 0
    for (const { path, file } of item.files) {
      const start = before
      const onProgress = (sent: number) => change(item.id, { sentBytes: start + sent })
      await send(sendIntoFolder, { params, fields: { path }, file, onProgress, signal })
      before += file.size
    }
    await call(closeFolder, { params, body: { sizeBytes: item.sizeBytes } }, { signal })
  } catch (error) {
    // What is left of it goes after a day anyway, where this does not get through either.
    await call(giveUpFolder, { params }).catch(() => undefined)
    throw error
  }
}

function untilOnline(longestMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const goOn = () => {
      clearTimeout(timer)
      removeEventListener('online', goOn)
      signal.removeEventListener('abort', goOn)
      resolve()
    }
    const timer = setTimeout(goOn, longestMs)
    addEventListener('online', goOn)
    signal.addEventListener('abort', goOn)
  })
}

/** Everything together, for one bar. */
export function progressOf(items: readonly Sending[]): { sent: number; all: number; left: number } {
  return {
    sent: items.reduce((sum, item) => sum + item.sentBytes, 0),
    all: items.reduce((sum, item) => sum + item.sizeBytes, 0),
    left: items.filter(({ state }) => state === 'waiting' || state === 'sending' || state === 'offline').length,
  }
}
