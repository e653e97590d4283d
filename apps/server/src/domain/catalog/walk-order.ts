import type { BookSet } from './book-set.ts'
import { type OrderedBooks, PIECE } from './ordered-books.ts'

/** Keys at these positions of a whole order. */
export async function pageOf(ordered: OrderedBooks, offset: number, limit: number): Promise<number[]> {
  const page: number[] = []
  for (let at = Math.floor(offset / PIECE), skip = offset % PIECE; page.length < limit; at++, skip = 0) {
    const ids = await ordered.piece(at)
    page.push(...ids.subarray(skip, skip + limit - page.length))
    if (ids.length < PIECE) break
  }
  return page
}

/** Pages of the books of a set, in an order: passes its pieces and remembers how many members stand before each. */
export class MemberWalk {
  readonly #ordered: OrderedBooks
  readonly #members: BookSet
  readonly #before = [0]

  constructor(ordered: OrderedBooks, members: BookSet) {
    this.#ordered = ordered
    this.#members = members
  }

  /** Keys of the members at these positions. */
  async page(offset: number, limit: number): Promise<number[]> {
    const page: number[] = []
    for (let at = this.#pieceOf(offset); ; at++) {
      const ids = await this.#ordered.piece(at)
      let position = this.#before[at] ?? 0
      for (const id of ids) {
        if (!this.#members.has(id)) continue
        if (position >= offset && page.push(id) === limit) return page
        position++
      }
      if (ids.length < PIECE) return page
      this.#before[at + 1] = position
    }
  }

  /** The last piece known to begin at or before a position. */
  #pieceOf(position: number): number {
    let [low, high] = [0, this.#before.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#before[middle] ?? Infinity) <= position) low = middle
      else high = middle - 1
    }
    return low
  }
}
