import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { digest } from './sha1.ts'

it.each([0, 1, 55, 56, 63, 64, 65, 119, 120, 1_000])('agrees with OpenSSL on %d bytes', (length) => {
  const bytes = Uint8Array.from({ length }, (_, index) => (index * 31 + 7) % 256)

  expect(Buffer.from(digest(bytes)).toString('hex')).toBe(createHash('sha1').update(bytes).digest('hex'))
})
