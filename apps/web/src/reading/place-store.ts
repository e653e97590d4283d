import type { Place } from './place-keeper.ts'

export interface OwnPlace extends Place {
  fileId: string
  at: string
  /** The server does not know it yet. */
  isUnsent: boolean
}

const KEY = 'colophon.reader.places'
const ACCOUNT_KEY = 'colophon.reader.places.account'
const KEPT_BOOKS = 200

/** Where somebody was in their books on this device: for those who were offline, and to tell own places from others'. */
export function placeStore(bookId: string, storage: Pick<Storage, 'getItem' | 'setItem'>) {
  const store = {
    read(): OwnPlace | undefined {
      const place = allPlaces(storage)[bookId]
      return isPlace(place) ? place : undefined
    },
    keep(place: OwnPlace): void {
      const { [bookId]: _, ...others } = allPlaces(storage)
      const entries = [...Object.entries(others).slice(-KEPT_BOOKS + 1), [bookId, place] as const]
      storage.setItem(KEY, JSON.stringify(Object.fromEntries(entries)))
    },
    /** The server knows the place of that moment; a newer one still waits. */
    settle(at: string): void {
      const kept = store.read()
      if (kept?.at === at) store.keep({ ...kept, isUnsent: false })
    },
  }
  return store
}

/** The places of all books that the server does not know yet, each with its book. */
export function unsentPlaces(storage: Pick<Storage, 'getItem'>): [string, OwnPlace][] {
  return Object.entries(allPlaces(storage)).filter(([, place]) => isPlace(place) && place.isUnsent)
}

/** Forgets the places of whoever used this browser before: they are not to be sent for somebody else. */
export function keepPlacesFor(accountId: string, storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): void {
  const before = storage.getItem(ACCOUNT_KEY)
  if (before === accountId) return
  if (before !== null) storage.removeItem(KEY)
  storage.setItem(ACCOUNT_KEY, accountId)
}

function allPlaces(storage: Pick<Storage, 'getItem'>): Record<string, OwnPlace> {
  try {
    const kept: unknown = JSON.parse(storage.getItem(KEY) ?? '{}')
    return typeof kept === 'object' && kept !== null ? (kept as Record<string, OwnPlace>) : {}
  } catch {
    return {}
  }
}

const isPlace = (place: OwnPlace | undefined): place is OwnPlace =>
  typeof place?.fraction === 'number' && typeof place.at === 'string'

interface ServerPlace extends Omit<Place, 'locator'> {
  locator: string | null
  source: string
  device: string | null
  at: string
}

/**
 * Where to begin: the newest place wins, wherever it was reached. `left` is where this device was, when that is somewhere
 * else: a way back for whoever did not mean to go on from there.
 */
export function whereToBegin<Known extends ServerPlace>(
  known: Known | null,
  own: OwnPlace | undefined,
): { from: Known | OwnPlace | null; elsewhere: Known | null; left: OwnPlace | null } {
  if (own?.isUnsent && (!known || own.at > known.at)) return { from: own, elsewhere: null, left: null }
  const isOther = known !== null && own !== undefined && known.at > own.at && isElsewhere(known, own)
  return { from: known, elsewhere: isOther ? known : null, left: isOther ? own : null }
}

/** Far enough away to be worth a word: a page or two is no news. */
export function isElsewhere({ fraction }: { fraction: number }, own: { fraction: number }): boolean {
  return Math.abs(fraction - own.fraction) > 0.005
}
