import type { BookCard } from '@colophon/contract/web/books.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { booksBetween } from './book-queries.ts'
import { type BookSearch, filtersOf, orderOf } from './book-search.ts'
import { isMarked, nothing, type Selection, toggled, withMarked } from './selection.ts'

/** A stretch that is marked with Shift; whoever wants more marks all. */
const LONGEST_STRETCH = 1_000

/** Marks one book, or with `isStretch` all from the one marked before. */
export type Mark = (index: number, book: BookCard, isStretch: boolean) => void

/** What is marked in a list. It is forgotten when another list is shown. */
export function useSelection(search: BookSearch) {
  const client = useQueryClient()
  const list = JSON.stringify([filtersOf(search), orderOf(search)])
  const [kept, setKept] = useState<{ list: string; selection: Selection }>({ list, selection: nothing })
  const selection = kept.list === list ? kept.selection : nothing
  const anchor = useRef<number | undefined>(undefined)
  const latest = useRef({ list, search, selection })
  useEffect(() => {
    latest.current = { list, search, selection }
  })

  const change = useCallback((next: (selection: Selection) => Selection) => {
    const { list: now } = latest.current
    setKept((before) => ({ list: now, selection: next(before.list === now ? before.selection : nothing) }))
  }, [])

  const mark = useCallback<Mark>(
    (index, book, isStretch) => {
      const from = anchor.current
      anchor.current = index
      if (!isStretch || from === undefined) return change((before) => toggled(before, book.id))
      const [first, last] = from < index ? [from, index] : [index, from]
      const end = Math.min(last, first + LONGEST_STRETCH - 1)
      void booksBetween(client, latest.current.search, first, end).then((books) =>
        change((before) =>
          withMarked(
            before,
            books.map(({ id }) => id),
          ),
        ),
      )
    },
    [change, client],
  )

  return {
    selection,
    isChoosing: selection.isAll || selection.ids.size > 0,
    has: (id: string) => isMarked(selection, id),
    mark,
    markThese: useCallback(
      (books: readonly BookCard[]) =>
        change((before) =>
          withMarked(
            before,
            books.map(({ id }) => id),
          ),
        ),
      [change],
    ),
    markAll: useCallback(() => change(() => ({ isAll: true, ids: new Set() })), [change]),
    clear: useCallback(() => {
      anchor.current = undefined
      change(() => nothing)
    }, [change]),
  }
}
