import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { Zip, ZipPassThrough } from 'fflate'

export interface ZippedFile {
  /** Where it really is, links followed and checked by the caller. */
  path: string
  name: string
  modifiedMs: number | null
}

const PIECE = 256 * 1024
/** A ZIP file knows no earlier day. */
const FIRST_DAY = Date.UTC(1980, 0, 2)

/**
 * Files as one ZIP file that is made while it is sent: nothing is compressed again, nothing is read before the client
 * has taken what came before, and a client that goes away ends it. A file that cannot be read breaks the download off,
 * because half an archive must not look whole.
 */
export function storedZip(files: readonly ZippedFile[]): Readable {
  return Readable.from(chunksOf(files), { objectMode: false })
}

async function* chunksOf(files: readonly ZippedFile[]): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    ready.push(chunk)
  })
  for (const { path, name, modifiedMs } of files) {
    const entry = new ZipPassThrough(name)
    entry.mtime = new Date(Math.max(FIRST_DAY, modifiedMs ?? Date.now()))
    // Otherwise some unpackers make files that nobody may read.
    entry.os = 3
    entry.attrs = 0o100644 << 16
    zip.add(entry)
    // The path is a real one, so a link at its end was put there after the check.
    const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    try {
      if (!(await handle.stat()).isFile()) throw new Error(`${name} is no file`)
      const pieces: AsyncIterable<Buffer> = handle.createReadStream({ highWaterMark: PIECE, autoClose: false })
      for await (const piece of pieces) {
        entry.push(piece)
        yield* ready.splice(0)
      }
    } finally {
      await handle.close()
    }
    entry.push(new Uint8Array(0), true)
    yield* ready.splice(0)
  }
  zip.end()
  yield* ready.splice(0)
}
