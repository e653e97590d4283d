import { type BookBytes, bookBytes } from './book-bytes.ts'
import { CallError } from './call-error.ts'

/** One call fetches this much; the directory of an archive and the pages of a chapter mostly lie within one or two. */
const BLOCK_BYTES = 256 << 10
/** What was read lately stays: 16 MB. */
const KEPT_BLOCKS = 64
/** Whoever wants more at once wants all of it, and once: it comes in one call and is not kept. */
const IN_BLOCKS_BYTES = KEPT_BLOCKS * BLOCK_BYTES

/** A file of the server of which only those parts are fetched that somebody reads. */
export function remoteFile(address: string, size: number, fetchFrom: typeof fetch = fetch): BookBytes {
  const blocks = new Map<number, Promise<Uint8Array>>()

  function block(index: number): Promise<Uint8Array> {
    const known = blocks.get(index)
    const bytes = known ?? fetchBlock(index)
    blocks.delete(index)
    blocks.set(index, bytes)
    for (const oldest of blocks.keys()) {
      if (blocks.size <= KEPT_BLOCKS) break
      blocks.delete(oldest)
    }
    return bytes
  }

  async function fetchBlock(index: number): Promise<Uint8Array> {
    const start = index * BLOCK_BYTES
    try {
      return new Uint8Array(await fetchRange(start, Math.min(size, start + BLOCK_BYTES)))
    } catch (error) {
      // The next reader of this part tries again.
      blocks.delete(index)
      throw error
    }
  }

  async function fetchRange(start: number, end: number): Promise<ArrayBuffer> {
    try {
      const response = await fetchFrom(address, {
        credentials: 'same-origin',
        headers: { Range: `bytes=${start}-${end - 1}` },
      })
      if (response.status !== 206) throw new CallError(response.status, '')
      return await response.arrayBuffer()
    } catch (error) {
      throw error instanceof CallError ? error : new CallError(0, '')
    }
  }

  async function read(start: number, end: number): Promise<ArrayBuffer> {
    if (end - start > IN_BLOCKS_BYTES) return fetchRange(start, end)
    const bytes = new Uint8Array(end - start)
    const first = Math.floor(start / BLOCK_BYTES)
    const last = Math.floor((end - 1) / BLOCK_BYTES)
    const parts = await Promise.all(Array.from({ length: last - first + 1 }, (_, index) => block(first + index)))
    for (const [index, part] of parts.entries()) {
      const at = (first + index) * BLOCK_BYTES - start
      bytes.set(part.subarray(Math.max(0, -at), Math.max(0, end - start - at)), Math.max(0, at))
    }
    return bytes.buffer
  }

  return bookBytes(size, read)
}
