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

/** A RAR 4 archive with stored files, for tests: nothing free packs RAR. */
export function buildRar(files: Files): Buffer {
  const archive = Buffer.alloc(13)
  archive.writeUInt8(0x73, 2)
  archive.writeUInt16LE(13, 5)
  const blocks = Object.entries(files).flatMap(([name, content]) => [rarHeader(name, content), content])
  return Buffer.concat([
    Buffer.from('Rar!\x1a\x07\x00', 'latin1'),
    checked(archive),
    ...blocks,
    Buffer.from([0xc4, 0x3d, 0x7b, 0, 0x40, 7, 0]),
  ])
}

function rarHeader(name: string, content: Uint8Array): Buffer {
  const header = Buffer.alloc(32 + name.length)
  header.writeUInt8(0x74, 2)
  header.writeUInt16LE(0x8000, 3)
  header.writeUInt16LE(header.length, 5)
  header.writeUInt32LE(content.length, 7)
  header.writeUInt32LE(content.length, 11)
  header.writeUInt8(3, 15)
  header.writeUInt32LE(crc32(content), 16)
  header.writeUInt8(20, 24)
  header.writeUInt8(0x30, 25)
  header.writeUInt16LE(name.length, 26)
  header.writeUInt32LE(0o100644, 28)
  header.write(name, 32, 'latin1')
  return checked(header)
}

function checked(header: Buffer): Buffer {
  header.writeUInt16LE(crc32(header.subarray(2)) & 0xffff, 0)
  return header
}

/** A 7-Zip archive, packed by the engine itself, for tests. Names must have no folders. */
export async function build7z(files: Files, password?: string): Promise<Buffer> {
  const { FS, callMain } = await (SevenZip as unknown as SevenZipModuleFactory)({ print: () => {}, quit: () => {} })
  for (const [name, content] of Object.entries(files)) FS.writeFile(`/${name}`, content)
  const lock = password ? [`-p${password}`, '-mhe=on'] : []
  callMain(['a', ...lock, '/made.7z', ...Object.keys(files).map((name) => `/${name}`)])
  return Buffer.from(FS.readFile('/made.7z'))
}
