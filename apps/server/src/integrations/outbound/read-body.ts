import { type Readable, type Transform, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress, createGunzip } from 'node:zlib'
import { DomainError, unavailable } from '#kernel/errors.ts'

/** Codings that are asked for; both are undone while reading. */
export const ACCEPTED_CODINGS = 'gzip, br'

/** Nobody stacks them; a long list is an attack on whoever undoes it. */
const MOST_CODINGS = 2

/**
 * Reads an answer whole, unpacked, and stops where it grows beyond the limit: what counts is the size after unpacking.
 * @throws too-large beyond the limit; unavailable for a coding that nobody asked for
 */
export async function readBody(body: Readable, coding: string, maxBytes: number): Promise<Uint8Array> {
  const parts: Buffer[] = []
  let size = 0
  const collect = new Writable({
    write(part: Buffer, _encoding, done) {
      size += part.length
      if (size > maxBytes) return done(tooLarge(maxBytes))
      parts.push(part)
      done()
    },
  })
  try {
    await pipeline([body, ...decoders(coding), collect])
  } finally {
    discardBody(body)
  }
  return Buffer.concat(parts)
}

/** Ends an answer that nobody reads on; what it has to say about that is nobody's error. */
export function discardBody(body: Readable): void {
  body.on('error', () => undefined)
  body.destroy()
}

function decoders(coding: string): Transform[] {
  const names = coding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity')
  if (names.length > MOST_CODINGS) throw unknownCoding()
  return names.reverse().map((name) => {
    if (name === 'gzip' || name === 'x-gzip') return createGunzip()
    if (name === 'br') return createBrotliDecompress()
    throw unknownCoding()
  })
}

const unknownCoding = () => unavailable('outbound.coding', 'the answer is packed in a way that nobody asked for')

function tooLarge(maxBytes: number) {
  const size = maxBytes >= 1 << 20 ? `${Math.floor(maxBytes / (1 << 20))} MB` : `${maxBytes} bytes`
  return new DomainError('too-large', 'outbound.size', `the answer is larger than ${size}`)
}
