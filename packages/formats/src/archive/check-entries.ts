import { UnreadableBook } from '../facts.ts'
import { entryPath, shown } from './entry-path.ts'
import { UNPACK_LIMITS } from './limits.ts'
import type { PackedFile, PackedFiles } from './packed-files.ts'

/**
 * Refuses what must not be unpacked, before a byte of it is.
 * @throws {UnreadableBook} `locked`, `dangerous`, `too-large`, `empty`, or `damaged` where names get in each other's way
 */
export function checkEntries({ entries, packedBytes }: Pick<PackedFiles, 'entries' | 'packedBytes'>): void {
  if (entries.length === 0) throw new UnreadableBook('empty', 'The archive holds no files.')
  if (entries.length > UNPACK_LIMITS.entries) {
    throw new UnreadableBook('too-large', `The archive holds more than ${UNPACK_LIMITS.entries} files.`)
  }
  const locked = entries.find(({ isEncrypted }) => isEncrypted)
  if (locked) throw new UnreadableBook('locked', 'The archive is protected by a password.')
  const link = entries.find(({ isLink }) => isLink)
  if (link) throw holdsLink(link.name)
  checkNames(entries)
  checkSizes(entries, packedBytes)
}

export const holdsLink = (name: string) =>
  new UnreadableBook('dangerous', `The archive holds a link (“${shown(name)}”), which may lead anywhere.`)

/** Each name once, also on disks that do not tell capitals, and none that is a file here and a folder there. */
function checkNames(entries: readonly PackedFile[]): void {
  const files = new Set<string>()
  const folders = new Set<string>()
  for (const { name } of entries) {
    const path = entryPath(name).toLowerCase()
    if (files.has(path)) throw new UnreadableBook('damaged', `The archive holds “${shown(name)}” twice.`)
    files.add(path)
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) folders.add(path.slice(0, end))
  }
  for (const path of files) {
    if (folders.has(path))
      throw new UnreadableBook('damaged', `“${shown(path)}” is a file and a folder in the archive.`)
  }
}

function checkSizes(entries: readonly PackedFile[], packedBytes: number): void {
  const total = entries.reduce((sum, { size }) => sum + size, 0)
  const isBomb = (size: number, packed: number) => size > UNPACK_LIMITS.ratioFrom && size > packed * UNPACK_LIMITS.ratio
  if (
    isBomb(total, packedBytes) ||
    entries.some(({ size, packedSize }) => packedSize !== null && isBomb(size, packedSize))
  )
    throw new UnreadableBook('dangerous', 'The archive unpacks to far more than it is: it looks like an archive bomb.')
  if (total > UNPACK_LIMITS.bytes) {
    throw new UnreadableBook('too-large', 'The archive unpacks to more than 2 GiB. Unpack it by hand.')
  }
}
