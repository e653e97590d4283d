import { createHash } from 'node:crypto'
import * as fs from 'node:fs'

const SAMPLE = 1024
/** 1024·4^i for i = −1…10, as KOReader computes it: with 32-bit shifts the first one wraps round to 0. */
const OFFSETS = [0, ...Array.from({ length: 11 }, (_, i) => SAMPLE * 4 ** i)]

/** The digest by which KOReader knows a document: an MD5 over up to twelve samples of 1,024 bytes. Needs one open file. */
export function partialMd5(path: string): string {
  const fd = fs.openSync(path, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK)
  try {
    return partialMd5OfFile(fd)
  } finally {
    fs.closeSync(fd)
  }
}

/** The same for a file that is already open. */
export function partialMd5OfFile(fd: number): string {
  const digest = createHash('md5')
  const sample = Buffer.allocUnsafe(SAMPLE)
  for (const offset of OFFSETS) {
    const got = fs.readSync(fd, sample, 0, SAMPLE, offset)
    if (got === 0) break
    digest.update(got === SAMPLE ? sample : sample.subarray(0, got))
  }
  return digest.digest('hex')
}
