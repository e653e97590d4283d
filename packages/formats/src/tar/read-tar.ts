import type { BookFile } from '../bytes/book-file.ts'
import { UnreadableBook } from '../facts.ts'

export interface TarEntry {
  name: string
  size: number
  /** Where the content begins in the file. */
  offset: number
}

const BLOCK = 512
const MOST_ENTRIES = 100_000
const LONGEST_NAME = 64 * 1024

/**
 * Lists the regular files of a TAR archive (ustar, GNU and pax names). Content is read by its place in the file.
 * @throws {UnreadableBook} when a header is damaged or a file reaches beyond the end
 */
export function listTar(file: BookFile): TarEntry[] {
  const entries: TarEntry[] = []
  let longName: string | undefined
  for (let at = 0; at + BLOCK <= file.size; ) {
    const header = file.read(at, BLOCK)
    if (header[0] === 0) break
    if (!hasRightChecksum(header)) throw new UnreadableBook('damaged', 'The TAR archive is damaged.')
    const size = readSize(header)
    const offset = at + BLOCK
    if (offset + size > file.size) throw new UnreadableBook('truncated', 'The TAR archive is cut off.')

    const type = String.fromCharCode(header[156] ?? 0)
    if (type === 'L') longName = text(file.read(offset, Math.min(size, LONGEST_NAME)))
    else if (type === 'x') longName = paxPath(file.read(offset, Math.min(size, LONGEST_NAME))) ?? longName
    else if (type !== 'g') {
      if (type === '0' || type === '\0' || type === '7')
        entries.push({ name: longName ?? shortName(header), size, offset })
      longName = undefined
    }
    if (entries.length > MOST_ENTRIES) throw new UnreadableBook('too-large', 'The TAR archive has too many entries.')
    at = offset + Math.ceil(size / BLOCK) * BLOCK
  }
  return entries
}

function shortName(header: Buffer): string {
  const name = text(header.subarray(0, 100))
  const prefix = header.toString('latin1', 257, 263) === 'ustar\0' ? text(header.subarray(345, 500)) : ''
  return prefix ? `${prefix}/${name}` : name
}

function text(bytes: Buffer): string {
  const end = bytes.indexOf(0)
  return bytes.toString('utf8', 0, end < 0 ? bytes.length : end)
}

/** Octal text, or binary with the first bit set where the size needs more than eleven digits. */
function readSize(header: Buffer): number {
  const size =
    (header[124] as number) & 0x80
      ? header.readUIntBE(130, 6)
      : Number.parseInt(text(header.subarray(124, 136)).trim() || '0', 8)
  if (!Number.isSafeInteger(size) || size < 0) throw new UnreadableBook('damaged', 'The TAR archive is damaged.')
  return size
}

function hasRightChecksum(header: Buffer): boolean {
  let sum = 8 * 0x20
  for (let i = 0; i < BLOCK; i++) if (i < 148 || i >= 156) sum += header[i] as number
  return sum === Number.parseInt(text(header.subarray(148, 156)).trim(), 8)
}

/** Records are `length key=value\n`. */
function paxPath(records: Buffer): string | undefined {
  return /(?:^|\n)\d+ path=([^\n]*)\n/.exec(records.toString('utf8'))?.[1]
}
