import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openBookFile } from '../bytes/book-file.ts'
import { oggDuration } from './ogg-duration.ts'

/** The head of a stream, a lot of sound, and a last page with this position. */
function ogg(head: Buffer, position: bigint): Buffer {
  const page = Buffer.alloc(27)
  page.write('OggS')
  page.writeBigInt64LE(position, 6)
  return Buffer.concat([Buffer.alloc(28), head, Buffer.alloc(200_000), page])
}

function opusHead(skip: number): Buffer {
  const head = Buffer.from('OpusHead\x01\x02\0\0', 'latin1')
  head.writeUInt16LE(skip, 10)
  return head
}

function vorbisHead(rate: number): Buffer {
  const head = Buffer.from('\x01vorbis\0\0\0\0\x02\0\0\0\0', 'latin1')
  head.writeUInt32LE(rate, 12)
  return head
}

function durationOf(bytes: Buffer): number | null {
  const folder = mkdtempSync(join(tmpdir(), 'ogg-'))
  writeFileSync(join(folder, 'a.ogg'), bytes)
  const file = openBookFile(join(folder, 'a.ogg'))
  try {
    return oggDuration(file)
  } finally {
    file.close()
    rmSync(folder, { recursive: true })
  }
}

describe('the length of an Ogg file', () => {
  it.each([
    ['Opus', ogg(opusHead(312), 48_312n), 1],
    ['Vorbis', ogg(vorbisHead(22_050), 220_500n), 10],
    ['Vorbis without a rate', ogg(vorbisHead(0), 1n), null],
    ['a position before the start', ogg(opusHead(312), -1n), null],
    ['something else', ogg(Buffer.from('fishead'), 10n), null],
  ])('%s', (_what, bytes, seconds) => {
    expect(durationOf(bytes)).toBe(seconds)
  })
})
