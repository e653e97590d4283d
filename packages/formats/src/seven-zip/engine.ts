import SevenZip, { type FileSystem, type SevenZipModule, type SevenZipModuleFactory } from '7z-wasm'
import type { ByteSource } from '../bytes/byte-source.ts'
import { UnreadableBook } from '../facts.ts'

/** The package describes itself as an ES module and is none: its default export is the function. */
const startSevenZip = SevenZip as unknown as SevenZipModuleFactory

const ARCHIVE = '/archive.7z'
const OUTPUT = '/out'
/** Only this format, names as they are, no question for a password, and no dictionary of gigabytes. */
const SWITCHES = ['-t7z', '-spd', '-p', '-smemx256m', '-bd']
const NOT_PERMITTED = 63

/** What the table of contents says of an entry, by its own words: `Path`, `Size`, `Attributes`, … */
export type Listed = ReadonlyMap<string, string>

interface DeviceStream {
  position: number
}

/** The part of the adapter to our disk that its types leave out. */
interface DiskAdapter {
  node_ops: { symlink: () => never }
  stream_ops: { write: (...given: [unknown, Uint8Array, number, number, number]) => number }
}

/** One instance of 7-Zip with one archive in front of it, which it sees through reads by position. */
export class SevenZipEngine {
  readonly #module: SevenZipModule
  readonly #source: ByteSource
  readonly #output: { lines: string[]; errors: string[] }

  private constructor(module: SevenZipModule, source: ByteSource, output: { lines: string[]; errors: string[] }) {
    this.#module = module
    this.#source = source
    this.#output = output
  }

  static async start(source: ByteSource): Promise<SevenZipEngine> {
    const output = { lines: [] as string[], errors: [] as string[] }
    const module = await startSevenZip({
      print: (line) => output.lines.push(...line.split(/[\b\r]+/)),
      printErr: (line) => output.errors.push(line),
      stdin: () => null as unknown as number,
      // Without this the engine sets the exit code of our own process.
      quit: () => {},
    })
    offer(module, source)
    return new SevenZipEngine(module, source, output)
  }

  /** @throws {UnreadableBook} when the archive is damaged or its table of contents is encrypted */
  list(): Listed[] {
    const listed = parseListing(this.#run(['l', ...SWITCHES, '-slt', '-ba', ARCHIVE]).lines)
    if (listed.length > 0) return listed
    if (isContentsLocked(this.#source)) throw new UnreadableBook('locked', 'The archive is protected by a password.')
    throw new UnreadableBook('damaged', 'The 7-Zip archive cannot be read: it is damaged or empty.')
  }

  /** Unpacks these entries into its own memory, or all of them. @returns whether all went well */
  unpack(names: readonly string[] = []): boolean {
    const chosen = names.map((name) => `-i!${name}`)
    return this.#run(['x', ...SWITCHES, '-y', '-bso0', `-o${OUTPUT}`, ARCHIVE, ...chosen]).errors.length === 0
  }

  /** Takes an unpacked file out of the memory of the engine. */
  take(name: string): Buffer | undefined {
    const { FS } = this.#module
    try {
      const bytes = Buffer.from(FS.readFile(`${OUTPUT}/${name}`))
      FS.unlink(`${OUTPUT}/${name}`)
      return bytes
    } catch {
      return undefined
    }
  }

  /**
   * From now on it unpacks into a folder of ours, and makes nothing there but files and folders.
   * @param onWrite hears of each write before it happens, and stops everything by throwing
   */
  writeInto(folder: string, onWrite: (bytes: number) => void): void {
    const { FS, NODEFS } = this.#module
    const disk = NODEFS as unknown as DiskAdapter
    // A link would lead what is unpacked after it out of the folder.
    disk.node_ops.symlink = () => {
      throw new (FS as unknown as { ErrnoError: new (code: number) => Error }).ErrnoError(NOT_PERMITTED)
    }
    const { write } = disk.stream_ops
    disk.stream_ops.write = (stream, bytes, offset, length, position) => {
      onWrite(length)
      return write(stream, bytes, offset, length, position)
    }
    FS.mkdir(OUTPUT)
    FS.mount(NODEFS as FileSystem, { root: folder }, OUTPUT)
  }

  #run(parameters: string[]): { lines: string[]; errors: string[] } {
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
}

const ENCODED_HEADER = 0x17
const AES = Buffer.from([0x06, 0xf1, 0x07, 0x01])
const MOST_HEADER_BYTES = 64 * 1024

/** Whether the table of contents itself is encrypted: what the engine makes of that depends on chance. */
function isContentsLocked(source: ByteSource): boolean {
  const start = source.read(0, 32)
  if (start.length < 32) return false
  const [offset, length] = [Number(start.readBigUInt64LE(12)), Number(start.readBigUInt64LE(20))]
  const header = source.read(32 + offset, Math.min(length, MOST_HEADER_BYTES))
  return header[0] === ENCODED_HEADER && header.includes(AES)
}

/** The technical listing: one block of `Key = value` lines per entry. */
function parseListing(lines: string[]): Listed[] {
  const listed: Map<string, string>[] = []
  for (const line of lines) {
    const [, key, value] = /^([A-Z][A-Za-z ]*) = (.*)$/.exec(line) ?? []
    if (key === undefined || value === undefined) continue
    if (key === 'Path') listed.push(new Map())
    listed.at(-1)?.set(key, value)
  }
  return listed
}

/** Puts a file into the file system of the engine whose bytes are read from ours when asked for. */
function offer({ FS }: SevenZipModule, source: ByteSource): void {
  FS.createDataFile('/', ARCHIVE.slice(1), new Uint8Array(0), true, false, true)
  const node = FS.lookupPath(ARCHIVE).node as unknown as { usedBytes: number; stream_ops: object }
  node.usedBytes = source.size
  node.stream_ops = {
    ...node.stream_ops,
    read(_stream: DeviceStream, target: Uint8Array, offset: number, length: number, position: number): number {
      const wanted = Math.max(0, Math.min(length, source.size - position))
      return wanted === 0 ? 0 : source.readInto(target.subarray(offset, offset + wanted), position, wanted)
    },
    llseek(stream: DeviceStream, offset: number, whence: number): number {
      return whence === 1 ? stream.position + offset : whence === 2 ? source.size + offset : offset
    },
  }
}
