import { extname } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { WalkBatch, Walker } from '#domain/library/walker.ts'
import { walkFolders } from './walk-folders.ts'

/** Beside this file, in the sources as in the built server. */
const script = new URL(`./walk-thread${extname(import.meta.url)}`, import.meta.url)

/** Walks in a thread that lives as long as the walk. */
export const threadWalker: Walker = {
  async *walk(starts, signal, size) {
    if (size === 'small') return yield* walkHere(starts, signal)
    const thread = new Worker(script, { workerData: { starts } })
    const stop = () => void thread.terminate()
    signal.addEventListener('abort', stop, { once: true })
    try {
      for (;;) {
        signal.throwIfAborted()
        const batch = await ask(thread)
        if (batch === null) return
        yield batch
      }
    } finally {
      signal.removeEventListener('abort', stop)
      await thread.terminate()
    }
  },
}

/** Folder by folder between other work. */
async function* walkHere(starts: string[], signal: AbortSignal): AsyncGenerator<WalkBatch> {
  for (const batch of walkFolders(starts)) {
    signal.throwIfAborted()
    yield batch
    await nextTurn()
  }
}

function ask(thread: Worker): Promise<WalkBatch | null> {
  return new Promise((resolve, reject) => {
    const done = () => {
      thread.off('message', onMessage)
      thread.off('error', onError)
      thread.off('exit', onExit)
    }
    const onMessage = (batch: WalkBatch | null) => {
      done()
      resolve(batch)
    }
    const onError = (error: unknown) => {
      done()
      reject(error)
    }
    const onExit = () => {
      done()
      reject(new Error('the walk was stopped'))
    }
    thread.once('message', onMessage)
    thread.once('error', onError)
    thread.once('exit', onExit)
    thread.postMessage('next')
  })
}
