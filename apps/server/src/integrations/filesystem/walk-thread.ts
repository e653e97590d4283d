import { parentPort, workerData } from 'node:worker_threads'
import { walkFolders } from './walk-folders.ts'

/** Sends a batch each time the other side asks for one, so that a slow reader never piles up paths in memory. */
const batches = walkFolders((workerData as { starts: string[] }).starts)
parentPort?.on('message', () => {
  const { value, done } = batches.next()
  parentPort?.postMessage(done ? null : value)
  if (done) parentPort?.close()
})
