import { sniffPicture } from '@colophon/formats/pictures/sniff.ts'
import type { BookPool } from '@colophon/formats/workers/pool.ts'
import type { PageFetcher } from './capture-port.ts'

export const MOST_PICTURES = 40

const AT_A_TIME = 4
const MAX_BYTES = 10 << 20
const TIMEOUT_MS = 15_000
/** For all of them: a page is worth having without pictures that do not come. */
const ALL_TIMEOUT_MS = 90_000
/** Smaller ones are buttons and ornaments. */
const SMALLEST = 8

/**
 * Fetches the pictures of a page and draws them anew, so that nothing but their look gets into the book. What does not
 * come in time or is no picture is left out.
 * @param addresses by their number in the page
 * @returns JPEG by the same numbers
 */
export async function fetchPictures(
  { pages, pool }: { pages: PageFetcher; pool: BookPool },
  addresses: readonly string[],
  signal: AbortSignal,
): Promise<Map<number, Uint8Array>> {
  const drawn = new Map<number, Uint8Array>()
  const limit = AbortSignal.any([signal, AbortSignal.timeout(ALL_TIMEOUT_MS)])
  const left = [...addresses.slice(0, MOST_PICTURES).entries()]
  const work = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const [number, address] = next
      const picture = await fetchPicture(address, limit).catch(() => undefined)
      // The end of the job is no missing picture.
      signal.throwIfAborted()
      if (picture) drawn.set(number, picture)
    }
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, work))
  return new Map([...drawn].sort(([one], [other]) => one - other))

  async function fetchPicture(address: string, until: AbortSignal): Promise<Uint8Array | undefined> {
    until.throwIfAborted()
    const bytes = address.startsWith('data:') ? bytesOfDataUrl(address) : await fetchBytes(address, until)
    if (!bytes || !sniffPicture(bytes)) return undefined
    const { width, height, large } = await pool.render(bytes, {
      signal: until,
      sizes: ['large'],
      priority: 'background',
    })
    return width >= SMALLEST && height >= SMALLEST ? large?.bytes : undefined
  }

  async function fetchBytes(address: string, until: AbortSignal): Promise<Uint8Array | undefined> {
    const limits = { accept: 'image/*', timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES, signal: until }
    const { status, bytes } = await pages.fetch(address, limits)
    return status === 200 ? bytes : undefined
  }
}

function bytesOfDataUrl(address: string): Uint8Array | undefined {
  const data = /^data:image\/[\w.+-]+;base64,/i.exec(address)
  return data ? Buffer.from(address.slice(data[0].length), 'base64') : undefined
}
