/** The part of a `Blob` by which the formats read a file, wherever its bytes are. */
export interface BookBytes {
  readonly size: number
  slice(start?: number, end?: number): BookBytes
  arrayBuffer(): Promise<ArrayBuffer>
}

/** @param read gives the bytes of a file from one place to before another, the first of which comes before the second */
export function bookBytes(size: number, read: (from: number, to: number) => Promise<ArrayBuffer>): BookBytes {
  const part = (from: number, to: number): BookBytes => ({
    size: to - from,
    slice: (start = 0, end = to - from) => {
      const begin = Math.min(to, from + Math.max(0, start))
      return part(begin, Math.max(begin, Math.min(to, from + end)))
    },
    arrayBuffer: () => (to > from ? read(from, to) : Promise.resolve(new ArrayBuffer(0))),
  })
  return part(0, size)
}

/** A file that is here. Every look into a `Blob` is a question to another process, and archives are looked into a lot. */
export const bytesAtHand = (bytes: ArrayBuffer): BookBytes =>
  bookBytes(bytes.byteLength, async (from, to) => bytes.slice(from, to))

/** What came in parts. Going through a `Blob` or a `Response` would hand the bytes to another process and back. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
