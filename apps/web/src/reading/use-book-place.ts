import { readProgress } from '@colophon/contract/library/progress.ts'
import type { BookPage } from '@colophon/contract/web/books.ts'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { call } from '#api/call.ts'
import { keptPlace } from './kept-place.ts'
import type { Place } from './place-keeper.ts'
import { isElsewhere, placeStore, whereToBegin } from './place-store.ts'

/** News of another place: gone on from there already, or an offer to. */
export interface PlaceNews {
  place: { fraction: number; locator: string | null }
  device: string | null
  source: string
  at: string
  hasGone: boolean
}

/** Keeps the place in a book, also when the page is closed or put aside, and hears of other devices and other tabs. */
export function useBookPlace(book: BookPage, fileId: string) {
  const [begin] = useState(() => whereToBegin(book.place, placeStore(book.id, localStorage).read()))
  const [news, setNews] = useState<PlaceNews | null>(() =>
    begin.left && begin.elsewhere ? { ...begin.elsewhere, place: begin.left, hasGone: true } : null,
  )
  const keeper = useMemo(() => keptPlace(book.id, fileId), [book.id, fileId])
  // What this tab shows, and the newest moment it has heard of: the store holds what any tab showed last.
  const shown = useRef({ fraction: begin.from?.fraction ?? 0, at: begin.from?.at ?? '' })

  useEffect(() => {
    if (begin.from && 'isUnsent' in begin.from) keeper.resend(begin.from)
    const leave = () => void keeper.flush(true)
    const comeBack = () => void keeper.flush()
    const change = () => {
      if (document.visibilityState === 'hidden') leave()
      else void lookElsewhere()
    }
    const lookElsewhere = async () => {
      const known = await call(readProgress, { params: { bookId: book.id } }).catch(() => null)
      if (!known || known.at <= shown.current.at || !isElsewhere(known, shown.current)) return
      shown.current = { ...shown.current, at: known.at }
      setNews({ place: known, device: known.device, source: known.source, at: known.at, hasGone: false })
    }
    addEventListener('pagehide', leave)
    addEventListener('online', comeBack)
    document.addEventListener('visibilitychange', change)
    return () => {
      leave()
      keeper.stop()
      removeEventListener('pagehide', leave)
      removeEventListener('online', comeBack)
      document.removeEventListener('visibilitychange', change)
    }
  }, [keeper, begin, book.id])

  const keep = useCallback(
    (place: Place) => {
      shown.current = keeper.keep(place)
    },
    [keeper],
  )
  return { from: begin.from, keep, news, dismissNews: () => setNews(null) }
}
