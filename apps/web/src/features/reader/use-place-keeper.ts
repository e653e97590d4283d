import { reportProgress } from '@colophon/contract/library/progress.ts'
import { useEffect, useMemo } from 'react'
import { call } from '#api/call.ts'
import { type Place, placeKeeper } from './place-keeper.ts'

/** Keeps the place in a book on the server, also when the page is closed or put aside. */
export function usePlaceKeeper(bookId: string, fileId: string): (place: Place) => void {
  const keeper = useMemo(
    () =>
      placeKeeper((place, { isLast }) =>
        call(
          reportProgress,
          { params: { bookId }, body: { ...place, source: 'web', file_id: fileId, at: new Date().toISOString() } },
          { keepalive: isLast },
        ),
      ),
    [bookId, fileId],
  )
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
