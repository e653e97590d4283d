import { useCallback, useEffect, useRef, useState } from 'react'
import { sendBook } from '#api/upload.ts'

export interface Upload {
  id: number
  name: string
  state: 'waiting' | 'sending' | 'done' | 'failed'
  share: number
  error?: unknown
}

let nextId = 1

/** Sends files one after the other and tells how each is doing. */
export function useUploads() {
  const [uploads, setUploads] = useState<Upload[]>([])
  const queue = useRef<Promise<void>>(Promise.resolve())
  const stop = useRef<AbortController>(undefined)
  useEffect(() => {
    const controller = new AbortController()
    stop.current = controller
    return () => controller.abort()
  }, [])

  const change = useCallback((id: number, change: Partial<Upload>) => {
    setUploads((before) => before.map((upload) => (upload.id === id ? { ...upload, ...change } : upload)))
  }, [])

  const add = useCallback(
    (files: readonly File[], libraryId: string) => {
      const signal = stop.current?.signal
      if (!signal) return
      for (const file of files) {
        const id = nextId++
        setUploads((before) => [...before, { id, name: file.name, state: 'waiting', share: 0 }])
        queue.current = queue.current.then(async () => {
          if (signal.aborted) return
          change(id, { state: 'sending' })
          try {
            await sendBook(file, libraryId, { signal, onProgress: (share) => change(id, { share }) })
            change(id, { state: 'done', share: 1 })
          } catch (error) {
            change(id, { state: 'failed', error })
          }
        })
      }
    },
    [change],
  )
  return { uploads, add, clear: useCallback(() => setUploads([]), []) }
}
