import {
  addAnnotation,
  type BookAnnotation,
  changeAnnotation,
  listAnnotations,
  removeAnnotation,
} from '@colophon/contract/web/annotations.ts'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { call } from '#api/call.ts'
import { isRefusal } from '#api/call-error.ts'
import { noteKeeper } from './note-keeper.ts'

export interface Notes {
  list: readonly BookAnnotation[]
  keeper: ReturnType<typeof noteKeeper>
  /** What the server would not take, in words. */
  refusal: unknown
  /** The list could not be fetched; what was made meanwhile is kept all the same. */
  error: Error | null
}

/** Highlights, notes and bookmarks of a book. */
export function useNotes(bookId: string): Notes {
  const [refusal, setRefusal] = useState<unknown>(null)
  const [keeper] = useState(() =>
    noteKeeper(
      bookId,
      {
        add: (body) => call(addAnnotation, { params: { bookId }, body }),
        change: (annotationId, body) => call(changeAnnotation, { params: { annotationId }, body }),
        remove: (annotationId) => call(removeAnnotation, { params: { annotationId } }),
        isRefusal,
      },
      localStorage,
      setRefusal,
    ),
  )
  const fetched = useQuery({
    queryKey: ['reader', 'notes', bookId],
    queryFn: async ({ signal }) => {
      await keeper.learn(() => call(listAnnotations, { params: { bookId } }, { signal }))
      return true
    },
    staleTime: Number.POSITIVE_INFINITY,
    // The keeper of the next visit has to learn it anew.
    gcTime: 0,
  })
  useEffect(() => {
    const comeBack = () => void keeper.flush()
    comeBack()
    addEventListener('online', comeBack)
    return () => {
      keeper.stop()
      removeEventListener('online', comeBack)
    }
  }, [keeper])
  const list = useSyncExternalStore(keeper.subscribe, keeper.list)
  return { list, keeper, refusal, error: fetched.error }
}
