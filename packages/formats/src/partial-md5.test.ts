import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { partialMd5 } from './partial-md5.ts'

const folder = mkdtempSync(join(tmpdir(), 'md5-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** From the protocol's own table of test vectors. */
it.each([
  [0, 'd41d8cd98f00b204e9800998ecf8427e'],
  [1, '8666683506aacd900bbd5a74ac4edf68'],
  [1000, '0ad3bdf0fcb88b7156e5b1bf193832d9'],
  [1024, 'a2315472fcff343a5ab600a70cdff1aa'],
  [1025, 'f54b95d310924c08b46f8c78a96291dc'],
  [2048, '611c3c60e92008cb1fd2ad25e13b4f7d'],
  [4096, '611c3c60e92008cb1fd2ad25e13b4f7d'],
  [4097, 'da9ad4bd470c6bfe112c50f18e6ac454'],
  [5000, '652a23a58344e5c894b3a8ae48f0fe90'],
  [16384, '561942ecfe67e2cf43f508d6c0b9d4fd'],
  [70000, '754faf59968137be7e734e40b83364d6'],
  [300000, '30b8e459785b7a6b04c9f948cb028316'],
  [1048577, '12c784f669b647d176cf560d7b464abb'],
  [5000000, '4a316d6398cfae3cd2eb5cfb457d55cb'],
])('computes the digest of KOReader over %i bytes', (size, digest) => {
  const path = join(folder, String(size))
  writeFileSync(
    path,
    Uint8Array.from({ length: size }, (_, k) => (k * 7 + (k >> 8) * 13 + 3) & 255),
  )
  expect(partialMd5(path)).toBe(digest)
})
