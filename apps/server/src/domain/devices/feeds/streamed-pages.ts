/** At most so often a page that was fetched counts as read. */
const EVERY_MS = 5_000
/** Pages this near to the one before are turned to; others are looked at among many. */
const NEAR = 2
const CALM_MS = 2_000
const REMEMBERED = 5_000

interface Stream {
  page: number
  at: number
  recordedAt: number
}

/**
 * Tells which of the pages that an app fetches were read (device contract A.15): apps also fetch pages in advance and
 * small ones of a whole book.
 */
export class StreamedPages {
  readonly #streams = new Map<string, Stream>()

  /** @returns whether the page is to be kept as the place of the reader */
  isRead(userId: number, fileKey: number, page: number, now: number): boolean {
    const key = `${userId} ${fileKey}`
    const before = this.#streams.get(key)
    const isTurned = !before || Math.abs(page - before.page) <= NEAR || now - before.at > CALM_MS
    const isRead = isTurned && (!before || now - before.recordedAt >= EVERY_MS)
    this.#streams.delete(key)
    if (this.#streams.size >= REMEMBERED) this.#streams.delete(this.#streams.keys().next().value ?? '')
    this.#streams.set(key, { page, at: now, recordedAt: isRead ? now : (before?.recordedAt ?? now) })
    return isRead
  }
}
