import type { BookCard } from '@colophon/contract/web/books.ts'
import { keepPreviousData, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { bookWindow } from './book-queries.ts'
import { type BookSearch, WINDOW } from './book-search.ts'

/** While somebody drags the scroll bar through the library nothing is fetched; only the place where they stop. */
const REST_MS = 90

/**
 * Random access to a list of any length: `at(index)` gives the book where its window is there, and undefined where it
 * is on its way. `visible` are the first and last index that are drawn, and which way they go: what comes next is fetched before it is there.
 */
export function useBookWindows(
  search: BookSearch,
  visible: { first: number; last: number; direction: -1 | 0 | 1; count: number },
) {
  const client = useQueryClient()
  const head = useQuery({ ...bookWindow(search, 0), placeholderData: keepPreviousData })
  const { direction, count } = visible
  const last = Math.max(0, Math.floor((count - 1) / WINDOW))
  const wanted = {
    from: Math.max(0, Math.floor(visible.first / WINDOW) - (direction < 0 ? 1 : 0)),
    to: Math.min(last, Math.floor(Math.max(0, visible.last) / WINDOW) + (direction > 0 ? 1 : 0)),
  }
  const settled = useSettled(wanted)
  const pages = Array.from({ length: settled.to - settled.from + 1 }, (_, index) => settled.from + index)
  const windows = useQueries({ queries: pages.map((page) => bookWindow(search, page)) })

  const looked = new Map([[0, head.data?.items]])
  const at = (index: number): BookCard | undefined => {
    const page = Math.floor(index / WINDOW)
    if (!looked.has(page)) looked.set(page, client.getQueryData(bookWindow(search, page).queryKey)?.items)
    return looked.get(page)?.[index % WINDOW]
  }
  return {
    total: head.data?.total,
    at,
    error: head.error ?? windows.find((window) => window.error)?.error ?? null,
    retry: () => {
      void head.refetch()
      for (const window of windows) if (window.error) void window.refetch()
    },
    isStale: head.isPlaceholderData,
  }
}

/** Follows small steps at once and large jumps when they have come to rest. */
function useSettled(wanted: { from: number; to: number }) {
  const [settled, setSettled] = useState(wanted)
  const { from, to } = wanted
  const isNear = from >= settled.from - 1 && to <= settled.to + 1
  useEffect(() => {
    if (isNear) {
      setSettled((before) => (before.from === from && before.to === to ? before : { from, to }))
      return
    }
    const timer = setTimeout(() => setSettled({ from, to }), REST_MS)
    return () => clearTimeout(timer)
  }, [from, to, isNear])
  return settled
}
