import { readProgress } from '@colophon/contract/library/progress.ts'
import type { BookPage } from '@colophon/contract/web/books.ts'
import { useEffect, useMemo, useState } from 'react'
import { call } from '#api/call.ts'
import { type Place, placeKeeper } from '#reading/place-keeper.ts'
import { sendPlace } from '#reading/send-place.ts'
import { isElsewhere, type OwnPlace, placeStore, whereToBegin } from './place-store.ts'

/** News of another place: gone on from there already, or an offer to. */
export interface PlaceNews {
  place: { fraction: number; locator: string | null }
  device: string | null
  source: string
  at: string
  hasGone: boolean
}

/** Keeps the place in a book on the server, also when the page is closed or put aside, and hears of other devices. */
export function useBookPlace(book: BookPage, fileId: string) {
  const [store] = useState(() => placeStore(book.id, localStorage))
  const [begin] = useState(() => whereToBegin(book.place, store.read()))
  const [news, setNews] = useState<PlaceNews | null>(() =>
    begin.left && begin.elsewhere ? { ...begin.elsewhere, place: begin.left, hasGone: true } : null,
  )
  const keeper = useMemo(
    () =>
      placeKeeper<OwnPlace>(async (place, how) => {
        const { at } = place
        await sendPlace(book.id, place.fileId, place, how)
        const kept = store.read()
        if (kept?.at === at) store.keep({ ...kept, isUnsent: false })
      }),
    [book.id, store],
  )

  useEffect(() => {
    const unsent = store.read()
    if (unsent?.isUnsent && unsent.at === begin.from?.at) keeper.keep(unsent)
    const leave = () => void keeper.flush(true)
    const comeBack = () => void keeper.flush()
    const change = () => {
      if (document.visibilityState === 'hidden') leave()
      else void lookElsewhere()
    }
    const lookElsewhere = async () => {
      const own = store.read()
      const known = await call(readProgress, { params: { bookId: book.id } }).catch(() => null)
      if (!known || !own || own.isUnsent || known.at <= own.at || !isElsewhere(known, own)) return
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
  }, [keeper, store, begin, book.id])

  const keep = (place: Place) => {
    const own = { ...place, fileId, at: new Date().toISOString(), isUnsent: true }
    store.keep(own)
    keeper.keep(own)
  }
  return { from: begin.from, keep, news, dismissNews: () => setNews(null) }
}
