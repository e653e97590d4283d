import { useEffect, useMemo } from 'react'
import { type Place, placeKeeper } from './place-keeper.ts'
import { sendPlace } from './send-place.ts'

/** Keeps the place in a book on the server, also when the page is closed or put aside. */
export function usePlaceKeeper(bookId: string, fileId: string): (place: Place) => void {
  const keeper = useMemo(() => placeKeeper((place, how) => sendPlace(bookId, fileId, place, how)), [bookId, fileId])
  useEffect(() => {
    const leave = () => void keeper.flush(true)
    const hide = () => {
      if (document.visibilityState === 'hidden') leave()
    }
    const comeBack = () => void keeper.flush()
    addEventListener('pagehide', leave)
    addEventListener('online', comeBack)
    document.addEventListener('visibilitychange', hide)
    return () => {
      leave()
      keeper.stop()
      removeEventListener('pagehide', leave)
      removeEventListener('online', comeBack)
      document.removeEventListener('visibilitychange', hide)
    }
  }, [keeper])
  return keeper.keep
}
