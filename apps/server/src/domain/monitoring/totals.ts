import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'

const MOST = 100

interface Known {
  version: number
  totals: Map<string, Promise<number>>
}

/** Numbers of rows that are counted once for as long as nothing is written: whoever turns pages asks for them each time. */
export class Totals {
  readonly #known = new WeakMap<Db, Known>()

  /** @param key the same for the same count */
  async get(db: Db, dialect: Dialect, key: string, count: () => Promise<number>): Promise<number> {
    const version = await dialect.writes(db)
    if (version === undefined) return count()
    let known = this.#known.get(db)
    if (known?.version !== version || known.totals.size >= MOST) {
      known = { version, totals: new Map() }
      this.#known.set(db, known)
    }
    const { totals } = known
    const total = totals.get(key) ?? count()
    totals.set(key, total)
    total.catch(() => totals.delete(key))
    return total
  }
}
