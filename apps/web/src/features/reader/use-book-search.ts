import type { OpenBook, View } from 'foliate-js/view.js'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type FoundIn, type Passage, searchBook } from './search-book.ts'

const PAUSE_MS = 300

export interface BookSearch {
  words: string
  /** How much of the book was looked through; null where nothing is sought. */
  share: number | null
  found: FoundIn[]
  count: number
  passages: Passage[]
  look: (words: string) => void
}

/** A search in the open book that goes on while its results are looked at. */
export function useBookSearch(view: View | undefined, book: OpenBook): BookSearch {
  const [words, setWords] = useState('')
  const [found, setFound] = useState<FoundIn[]>([])
  const [share, setShare] = useState<number | null>(null)
  const running = useRef<AbortController>(undefined)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const look = useCallback(
    (next: string) => {
      setWords(next)
      running.current?.abort()
      clearTimeout(timer.current)
      setFound([])
      setShare(null)
      if (!view || next.trim().length < 2) return
      const search = new AbortController()
      running.current = search
      timer.current = setTimeout(async () => {
        setShare(0)
        await searchBook(view, book, next, {
          signal: search.signal,
          found: (result, share) => {
            if (search.signal.aborted) return
            setShare(share)
            if (result.passages.length > 0) setFound((before) => [...before, result])
          },
        })
        if (!search.signal.aborted) setShare(1)
      }, PAUSE_MS)
    },
    [view, book],
  )
  useEffect(
    () => () => {
      running.current?.abort()
      clearTimeout(timer.current)
    },
    [],
  )
  const passages = found.flatMap((chapter) => chapter.passages)
  return { words, share, found, count: passages.length, passages, look }
}
