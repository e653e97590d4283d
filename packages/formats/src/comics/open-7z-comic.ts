import * as fs from 'node:fs'
import SevenZip, { type SevenZipModule, type SevenZipModuleFactory } from '7z-wasm'
import type { BookFile } from '../bytes/book-file.ts'
import { UnreadableBook } from '../facts.ts'
import { isUnsafeName } from '../zip/names.ts'
import type { ComicArchive, ComicEntry } from './comic-archive.ts'

/** The package describes itself as an ES module and is none: its default export is the function. */
const startSevenZip = SevenZip as unknown as SevenZipModuleFactory

const ARCHIVE = '/archive.7z'
const OUTPUT = '/out'
/** Only this format, names as they are, no question for a password, and no dictionary of gigabytes. */
const SWITCHES = ['-t7z', '-spd', '-p', '-smemx256m', '-bd']
const MOST_ENTRIES = 100_000

/**
 * A CB7. The engine sees the file through reads by position and unpacks into its own memory, so nothing is written to disk.
 * @throws {UnreadableBook} when it is damaged or its table of contents is encrypted
 */
export async function open7zComic(file: BookFile): Promise<ComicArchive> {
  const engine = await SevenZipEngine.start(file)
  const entries = listEntries(engine)
  const warnings: string[] = []
  return {
    entries,
    warnings,
    async read(names, maxBytes) {
      const readable = entries.filter(
        ({ name, size, isEncrypted }) => names.includes(name) && size <= maxBytes && !isEncrypted,
      )
      const contents = new Map<string, Buffer>()
      if (readable.length === 0) return contents
      const { errors } = engine.run([
        'x',
        ...SWITCHES,
        '-y',
        '-bso0',
        `-o${OUTPUT}`,
        ARCHIVE,
        ...readable.map(({ name }) => `-i!${name}`),
      ])
      if (errors.length > 0) warnings.push('Part of the 7-Zip archive cannot be unpacked.')
      for (const { name } of readable) {
        const bytes = engine.take(`${OUTPUT}/${name}`)
        if (bytes) contents.set(name, bytes)
      }
      return contents
    },
    close() {},
  }
}

function listEntries(engine: SevenZipEngine): ComicEntry[] {
  const { lines, errors } = engine.run(['l', ...SWITCHES, '-slt', '-ba', ARCHIVE])
  const entries = parseListing(lines)
  if (entries.length > 0) return entries
  if (errors.some((line) => /password|encrypted/i.test(line)))
    throw new UnreadableBook('locked', 'The archive is protected by a password.')
  throw new UnreadableBook('damaged', 'The 7-Zip archive cannot be read: it is damaged or empty.')
}

/** The technical listing: one block of `Key = value` lines per entry. */
function parseListing(lines: string[]): ComicEntry[] {
  const entries: ComicEntry[] = []
  let fields = new Map<string, string>()
  const finish = () => {
    const name = fields.get('Path')
    if (name && !fields.get('Attributes')?.includes('D') && !isUnsafeName(name) && entries.length < MOST_ENTRIES) {
      entries.push({ name, size: Number(fields.get('Size')) || 0, isEncrypted: fields.get('Encrypted') === '+' })
    }
    fields = new Map()
  }
  for (const line of lines) {
    const [, key, value] = /^([A-Z][A-Za-z ]*) = (.*)$/.exec(line) ?? []
    if (key === 'Path') finish()
    if (key && value !== undefined) fields.set(key, value)
  }
  finish()
  return entries
}

interface DeviceStream {
  position: number
}

/** One instance of 7-Zip with one archive in front of it. */
class SevenZipEngine {
  readonly #module: SevenZipModule
  readonly #output: { lines: string[]; errors: string[] }

  private constructor(module: SevenZipModule, output: { lines: string[]; errors: string[] }) {
    this.#module = module
    this.#output = output
  }

  static async start(file: BookFile): Promise<SevenZipEngine> {
    const output = { lines: [] as string[], errors: [] as string[] }
    const module = await startSevenZip({
      print: (line) => output.lines.push(...line.split(/[\b\r]+/)),
      printErr: (line) => output.errors.push(line),
      stdin: () => null as unknown as number,
      // Without this the engine sets the exit code of our own process.
      quit: () => {},
    })
    offer(module, file)
    return new SevenZipEngine(module, output)
  }

  run(parameters: string[]): { lines: string[]; errors: string[] } {
    this.#output.lines.length = 0
    this.#output.errors.length = 0
    try {
      this.#module.callMain(parameters)
    } catch (error) {
      // The engine leaves by throwing; running out of memory and aborting look the same from here.
      this.#output.errors.push(String(error))
    }
    return { lines: [...this.#output.lines], errors: [...this.#output.errors] }
  }

  /** Takes an unpacked file out of the memory of the engine. */
  take(path: string): Buffer | undefined {
    const { FS } = this.#module
    try {
      const bytes = Buffer.from(FS.readFile(path))
      FS.unlink(path)
      return bytes
    } catch {
      return undefined
    }
  }
}

/** Puts a file into the file system of the engine whose bytes are read from ours when asked for. */
function offer({ FS }: SevenZipModule, file: BookFile): void {
  FS.createDataFile('/', ARCHIVE.slice(1), new Uint8Array(0), true, false, true)
  const node = FS.lookupPath(ARCHIVE).node as unknown as { usedBytes: number; stream_ops: object }
  node.usedBytes = file.size
  node.stream_ops = {
    ...node.stream_ops,
    read(_stream: DeviceStream, target: Uint8Array, offset: number, length: number, position: number): number {
      const wanted = Math.max(0, Math.min(length, file.size - position))
      return wanted === 0 ? 0 : fs.readSync(file.fd, target, offset, wanted, position)
    },
    llseek(stream: DeviceStream, offset: number, whence: number): number {
      return whence === 1 ? stream.position + offset : whence === 2 ? file.size + offset : offset
    },
  }
}
