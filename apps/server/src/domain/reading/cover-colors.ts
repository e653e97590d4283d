const PREFIX = 'cover:'
/** Marks a colour that is there, since black is 0. */
const KNOWN = 0x1000000

/**
 * Colours of the covers that books have, as far as somebody has asked. A colour follows from the content of a cover, so
 * it holds for as long as the book has that one, which the first digits of its hash tell. Eight bytes a book: looking
 * fifty hashes up costs a page of a list a fifth of its time, and a map of hashes would be many times as large.
 */
export class CoverColors {
  #prints = new Uint32Array(1_024)
  #colors = new Uint32Array(1_024)

  /** Null where it is not known. */
  of(bookId: number, cover: string): string | null {
    const color = this.#colors[bookId] ?? 0
    if (color === 0 || this.#prints[bookId] !== printOf(cover)) return null
    return `#${(color - KNOWN).toString(16).padStart(6, '0')}`
  }

  /** @param color `#rrggbb` */
  remember(bookId: number, cover: string, color: string): void {
    if (bookId >= this.#colors.length) {
      this.#prints = grown(this.#prints, bookId)
      this.#colors = grown(this.#colors, bookId)
    }
    this.#prints[bookId] = printOf(cover)
    this.#colors[bookId] = KNOWN + Number.parseInt(color.slice(1), 16)
  }
}

/** The hash of a cover of our own, `cover:<hash>`; undefined for an address elsewhere or none. */
export const coverHash = (cover: string | null): string | undefined =>
  cover?.startsWith(PREFIX) ? cover.slice(PREFIX.length) : undefined

const printOf = (cover: string) => Number.parseInt(cover.slice(PREFIX.length, PREFIX.length + 8), 16)

function grown(before: Uint32Array<ArrayBuffer>, index: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.max(before.length * 2, index + 1))
  larger.set(before)
  return larger
}
