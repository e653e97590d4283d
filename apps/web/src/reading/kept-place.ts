import { type Place, placeKeeper } from './place-keeper.ts'
import { type OwnPlace, placeStore } from './place-store.ts'
import { sendPlace } from './send-place.ts'

/** Keeps the place in a book: at once on this device, where closing the page does not lose it, and soon on the server. */
export function keptPlace(bookId: string, fileId: string) {
  const store = placeStore(bookId, localStorage)
  const keeper = placeKeeper<OwnPlace>(async (place, how) => {
    await sendPlace(bookId, place.fileId, place, how)
    store.settle(place.at)
  })
  return {
    ...keeper,
    keep(place: Place): OwnPlace {
      const own = { ...place, fileId, at: new Date().toISOString(), isUnsent: true }
      store.keep(own)
      keeper.keep(own)
      return own
    },
    /** Sends once more what an earlier visit could not. */
    resend: keeper.keep,
  }
}
