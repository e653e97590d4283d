import { readProgress } from '@colophon/contract/library/progress.ts'
import { call } from '#api/call.ts'
import { isRefusal } from '#api/call-error.ts'
import { placeStore, unsentPlaces } from './place-store.ts'
import { sendPlace } from './send-place.ts'

/**
 * Sends the places that were reached while the server could not be, whatever book they are of.
 * @returns whether the server has learnt any
 */
export async function sendUnsent(): Promise<boolean> {
  let hasSent = false
  for (const [bookId, place] of unsentPlaces(localStorage)) {
    try {
      // The last report of a page that was closed arrives without anybody there to note it.
      const known = await call(readProgress, { params: { bookId } })
      if (!known || known.at < place.at) {
        await sendPlace(bookId, place.fileId, place, { isLast: false })
        hasSent = true
      }
    } catch (error) {
      // A book that is gone, say: asking again would not help. Anything else waits for the next time.
      if (!isRefusal(error)) continue
    }
    placeStore(bookId, localStorage).settle(place.at)
  }
  return hasSent
}
