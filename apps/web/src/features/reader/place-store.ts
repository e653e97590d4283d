import type { Place } from '#reading/place-keeper.ts'

export interface OwnPlace extends Place {
  fileId: string
  at: string
  /** The server does not know it yet. */
  isUnsent: boolean
}

const KEY = 'colophon.reader.places'
const KEPT_BOOKS = 200

/** Where somebody was in their books on this device: for those who were offline, and to tell own places from others'. */
export function placeStore(bookId: string, storage: Pick<Storage, 'getItem' | 'setItem'>) {
  const all = (): Record<string, OwnPlace> => {
    try {
      const kept: unknown = JSON.parse(storage.getItem(KEY) ?? '{}')
      return typeof kept === 'object' && kept !== null ? (kept as Record<string, OwnPlace>) : {}
    } catch {
      return {}
    }
  }
  return {
    read(): OwnPlace | undefined {
      const place = all()[bookId]
      return place && typeof place.fraction === 'number' && typeof place.at === 'string' ? place : undefined
    },
    keep(place: OwnPlace): void {
      const { [bookId]: _, ...others } = all()
      const entries = [...Object.entries(others).slice(-KEPT_BOOKS + 1), [bookId, place] as const]
      storage.setItem(KEY, JSON.stringify(Object.fromEntries(entries)))
    },
  }
}

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
