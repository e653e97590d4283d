import { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import * as zlib from 'node:zlib'
import type { ByteSource } from '../bytes/byte-source.ts'
import { UnreadableBook } from '../facts.ts'
import type { ZipEntry } from '../zip/entries.ts'
import { ZipArchive } from '../zip/zip-archive.ts'
import { shown } from './entry-path.ts'
import type { PackedFiles } from './packed-files.ts'
import type { UnpackedFile, UnpackFolder } from './unpack-folder.ts'

const CHUNK_BYTES = 256 * 1024
const STORED = 0
const DEFLATED = 8

/** @throws {UnreadableBook} when the table of contents is missing, damaged or dangerous, or names what is no plain file */
export function openPackedZip(source: ByteSource): Omit<PackedFiles, 'close'> {
  const zip = new ZipArchive(source)
  const [ignored] = zip.ignored
  if (ignored !== undefined) {
    const message = `The archive holds a link, or a name that leads out of its folder: “${shown(ignored)}”.`
    throw new UnreadableBook('dangerous', message)
  }
  return {
    entries: zip.entries.map(({ name, size, compressedSize, isEncrypted }) => ({
      ...{ name, size, isEncrypted, isLink: false },
      packedSize: compressedSize,
    })),
    packedBytes: source.size,
    async unpack(into: UnpackFolder) {
      for (const entry of zip.entries) {
        const file = into.create(entry.name)
        try {
          await unpackEntry(source, { ...zip.locate(entry), entry }, file)
        } finally {
          file.close()
        }
      }
    },
  }
}

interface Located {
  entry: ZipEntry
  offset: number
  length: number
}

/** Piece by piece: an audiobook does not fit into memory. */
async function unpackEntry(source: ByteSource, { entry, offset, length }: Located, file: UnpackedFile): Promise<void> {
  const { method, name } = entry
  if (method !== STORED && method !== DEFLATED) {
    const message = `The archive uses compression method ${method}, which is not supported. Unpack it by hand.`
    throw new UnreadableBook('unsupported', message)
  }
  const seen = { bytes: 0, crc: 0 }
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      try {
        seen.bytes += chunk.length
        if (seen.bytes > entry.size)
          throw new UnreadableBook('dangerous', `“${shown(name)}” unpacks to more than the archive declares.`)
        seen.crc = zlib.crc32(chunk, seen.crc)
        file.write(chunk)
        done()
      } catch (error) {
        done(error as Error)
      }
    },
  })
  const packed = Readable.from(piecesOf(source, offset, length), { objectMode: false })
  try {
    if (method === STORED) await pipeline(packed, sink)
    else await pipeline(packed, zlib.createInflateRaw({ chunkSize: CHUNK_BYTES }), sink)
  } catch (cause) {
    if (!String((cause as NodeJS.ErrnoException).code).startsWith('Z_')) throw cause
    throw damaged(name, { cause })
  }
  if (seen.bytes !== entry.size || seen.crc !== entry.crc) throw damaged(name)
}

const damaged = (name: string, options?: ErrorOptions) =>
  new UnreadableBook('damaged', `The archive is damaged: “${shown(name)}” cannot be unpacked.`, options)

function* piecesOf(source: ByteSource, offset: number, length: number): Generator<Buffer> {
  for (let done = 0; done < length; ) {
    const piece = source.read(offset + done, Math.min(CHUNK_BYTES, length - done))
    if (piece.length === 0) return
    done += piece.length
    yield piece
  }
}
