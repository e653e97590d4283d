export interface Place {
  fraction: number
  locator: string
}

/** Turning pages quickly makes one report, not ten; stopping makes one at once. */
const QUIET_MS = 700
const RETRY_MS = 5_000

/**
 * Reports where somebody is: shortly after each page, at once when the page is left, and again when the network is back.
 * Only the newest place matters, so an older one that could not be sent is forgotten.
 */
export function placeKeeper<Kept extends Place>(send: (place: Kept, how: { isLast: boolean }) => Promise<unknown>) {
  let waiting: Kept | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let isSending = false

  const schedule = (delay: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), delay)
  }

  async function flush(isLast = false): Promise<void> {
    clearTimeout(timer)
    if (!waiting || (isSending && !isLast)) return
    const place = waiting
    waiting = undefined
    isSending = true
    let pause = QUIET_MS
    try {
      await send(place, { isLast })
    } catch {
      waiting ??= place
      pause = RETRY_MS
    }
    isSending = false
    if (waiting) schedule(pause)
  }

  return {
    /** Remembers a place and sends it soon. */
    keep(place: Kept): void {
      waiting = place
      schedule(QUIET_MS)
    },
    /** Sends what is still unsent, now. `isLast` where the page is going away. */
    flush,
    stop(): void {
      clearTimeout(timer)
    },
  }
}
