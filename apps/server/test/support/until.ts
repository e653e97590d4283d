import { setTimeout as sleep } from 'node:timers/promises'

/** Waits until something is so. @throws after the time, with what was seen last */
export async function until<Seen>(
  look: () => Promise<Seen> | Seen,
  isSo: (seen: Seen) => boolean = Boolean,
  withinMs = 10_000,
): Promise<Seen> {
  const end = Date.now() + withinMs
  for (;;) {
    const seen = await look()
    if (isSo(seen)) return seen
    if (Date.now() > end) throw new Error(`not so within ${withinMs} ms; seen last: ${JSON.stringify(seen)}`)
    await sleep(15)
  }
}
