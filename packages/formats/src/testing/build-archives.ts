import { crc32 } from 'node:zlib'
import SevenZip, { type SevenZipModuleFactory } from '7z-wasm'

type Files = Record<string, Uint8Array>

/** A TAR archive (ustar), for tests. */
export function buildTar(files: Files): Buffer {
  const blocks = Object.entries(files).flatMap(([name, content]) => [tarHeader(name, content.length), padded(content)])
  return Buffer.concat([...blocks, Buffer.alloc(1024)])
}

function tarHeader(name: string, size: number): Buffer {
  const header = Buffer.alloc(512)
  header.write(name, 0, 100)
  header.write('0000644\0', 100)
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  header.write('00000000000\0', 136)
  header.write('        0', 148)
  header.write('ustar\x0000', 257)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return header
}

function padded(content: Uint8Array): Buffer {
  return Buffer.concat([content, Buffer.alloc((512 - (content.length % 512)) % 512)])
}

/** How an entry of a RAR archive is to be told: locked (flag 4), or a link. */
interface RarEntry {
  flags?: number
  attributes?: number
}

/** A RAR 4 archive with stored files, for tests: nothing free packs RAR. */
export function buildRar(files: Files, entry: RarEntry = {}): Buffer {
  const blocks = Object.entries(files).flatMap(([name, content]) => {
    const told = { name, sizeBytes: content.length, crc: crc32(content), packedBytes: content.length, ...entry }
    return [rarHeader(told), content]
  })
  return Buffer.concat([RAR, rarArchive(0), ...blocks, rarEnd(0)])
}

/**
 * The same with one file in several volumes.
 * @param isNew called `.part1.rar`, `.part2.rar`; else `.rar`, `.r00`
 */
export function buildRarVolumes(name: string, content: Uint8Array, partBytes: number, isNew: boolean): Buffer[] {
  const count = Math.ceil(content.length / partBytes)
  return Array.from({ length: count }, (_, index) => {
    const part = content.subarray(index * partBytes, (index + 1) * partBytes)
    const [isFirst, isLast] = [index === 0, index === count - 1]
    const header = rarHeader({
      name,
      sizeBytes: content.length,
      packedBytes: part.length,
      // Each part has a sum of its own; the last one tells that of the whole.
      crc: crc32(isLast ? content : part),
      flags: (isFirst ? 0 : 1) | (isLast ? 0 : 2),
    })
    const archive = rarArchive(0x1 | (isNew ? 0x10 : 0) | (isFirst ? 0x100 : 0))
    return Buffer.concat([RAR, archive, header, part, rarEnd(isLast ? 0 : 1)])
  })
}

const RAR = Buffer.from('Rar!\x1a\x07\x00', 'latin1')

function rarArchive(flags: number): Buffer {
  const archive = Buffer.alloc(13)
  archive.writeUInt8(0x73, 2)
  archive.writeUInt16LE(flags, 3)
  archive.writeUInt16LE(13, 5)
  return checked(archive)
}

function rarEnd(flags: number): Buffer {
  const end = Buffer.alloc(7)
  end.writeUInt8(0x7b, 2)
  end.writeUInt16LE(0x4000 | flags, 3)
  end.writeUInt16LE(7, 5)
  return checked(end)
}

function rarHeader(entry: RarEntry & { name: string; sizeBytes: number; packedBytes: number; crc: number }): Buffer {
  const { name } = entry
  const header = Buffer.alloc(32 + name.length)
  header.writeUInt8(0x74, 2)
  header.writeUInt16LE(0x8000 | (entry.flags ?? 0), 3)
  header.writeUInt16LE(header.length, 5)
  header.writeUInt32LE(entry.packedBytes, 7)
  header.writeUInt32LE(entry.sizeBytes, 11)
  header.writeUInt8(3, 15)
  header.writeUInt32LE(entry.crc, 16)
  header.writeUInt8(20, 24)
  header.writeUInt8(0x30, 25)
  header.writeUInt16LE(name.length, 26)
  header.writeUInt32LE(entry.attributes ?? 0o100644, 28)
  header.write(name, 32, 'latin1')
  return checked(header)
}

function checked(header: Buffer): Buffer {
  header.writeUInt16LE(crc32(header.subarray(2)) & 0xffff, 0)
  return header
}

/** A 7-Zip archive, packed by the engine itself, for tests. `links` are names with where they lead. */
export async function build7z(files: Files, password?: string, links: Record<string, string> = {}): Promise<Buffer> {
  const { FS, callMain } = await (SevenZip as unknown as SevenZipModuleFactory)({ print: () => {}, quit: () => {} })
  FS.mkdir('/in')
  FS.chdir('/in')
  for (const [name, content] of Object.entries(files)) {
    const [folder, file] = name.split('/')
    if (file !== undefined && !FS.readdir('/in').includes(folder ?? '')) FS.mkdir(`/in/${folder}`)
    FS.writeFile(`/in/${name}`, content)
  }
  for (const [name, target] of Object.entries(links)) FS.symlink(target, `/in/${name}`)
  const lock = password ? [`-p${password}`, '-mhe=on'] : []
  callMain(['a', '-snl', ...lock, '/made.7z', '.'])
  return Buffer.from(FS.readFile('/made.7z'))
}
