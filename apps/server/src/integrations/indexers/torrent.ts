import { createHash } from 'node:crypto'

export interface TorrentFacts {
  /** Of version 1: SHA-1 over the bytes of `info` as they stand in the file. */
  infoHash: string | undefined
  /** Of version 2: SHA-256 over the same bytes. */
  infoHashV2: string | undefined
  /** A name in it that leads out of the folder of the download, as no honest torrent has one. */
  wayOut: string | undefined
}

const DEEPEST = 64
/** Names of files are shorter; longer strings are pieces. */
const LONGEST_NAME = 4_096
const NAMES = new Set(['name', 'name.utf-8'])
const PATHS = new Set(['path', 'path.utf-8', 'symlink path'])
const [DICTIONARY, LIST, INTEGER, END, COLON, MINUS, ZERO, NINE] = [...'dlie:-09'].map((letter) => letter.charCodeAt(0))

/** Reads its hashes and the names of its files; undefined where it is not bencoded as it has to be, or has no `info`. */
export function readTorrent(bytes: Uint8Array): TorrentFacts | undefined {
  try {
    return new Bencode(bytes).torrent()
  } catch (error) {
    if (error instanceof BadBencode) return undefined
    throw error
  }
}

class BadBencode extends Error {}

/** Walks bencoded bytes without building anything: what matters is where `info` begins and ends, and how files are called. */
class Bencode {
  readonly #bytes: Uint8Array
  #at = 0
  #wayOut: string | undefined

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  torrent(): TorrentFacts | undefined {
    let info: { from: number; to: number; keys: Set<string> } | undefined
    this.#dictionary(1, (key) => {
      if (key !== 'info') {
        this.#value(2)
        return
      }
      const from = this.#at
      const keys = new Set<string>()
      this.#dictionary(2, (name) => {
        keys.add(name)
        if (NAMES.has(name)) this.#name()
        else if (name === 'files') this.#list(() => this.#file())
        else if (name === 'file tree') this.#tree(3)
        else this.#value(3)
      })
      info = { from, to: this.#at, keys }
    })
    if (this.#at !== this.#bytes.length || !info) return undefined
    const bytes = this.#bytes.subarray(info.from, info.to)
    const digest = (algorithm: string) => createHash(algorithm).update(bytes).digest('hex')
    return {
      infoHash: info.keys.has('pieces') ? digest('sha1') : undefined,
      infoHashV2: info.keys.has('meta version') ? digest('sha256') : undefined,
      wayOut: this.#wayOut,
    }
  }

  /** A file of version 1. */
  #file(): void {
    this.#dictionary(4, (key) => {
      if (PATHS.has(key)) this.#list(() => this.#name())
      else this.#value(5)
    })
  }

  /** Files of version 2: their names are the keys, and what they are stands below an empty one. */
  #tree(depth: number): void {
    this.#dictionary(depth, (name) => {
      if (name === '') {
        this.#value(depth + 1)
        return
      }
      this.#note(name)
      this.#tree(depth + 1)
    })
  }

  #name(): void {
    this.#note(this.#string())
  }

  #note(name: string): void {
    if (leadsOut(name)) this.#wayOut ??= name
  }

  #dictionary(depth: number, onKey: (key: string) => void): void {
    this.#expect(DICTIONARY)
    if (depth > DEEPEST) throw new BadBencode()
    while (this.#bytes[this.#at] !== END) onKey(this.#string())
    this.#at++
  }

  #value(depth: number): void {
    if (depth > DEEPEST) throw new BadBencode()
    const byte = this.#bytes[this.#at]
    if (byte === DICTIONARY) this.#dictionary(depth, () => this.#value(depth + 1))
    else if (byte === INTEGER) this.#integer()
    else if (byte === LIST) this.#list(() => this.#value(depth + 1))
    else this.#string()
  }

  #list(onItem: () => void): void {
    this.#expect(LIST)
    while (this.#bytes[this.#at] !== END) onItem()
    this.#at++
  }

  /** No zeros in front, and no negative zero. */
  #integer(): void {
    this.#at++
    const isNegative = this.#bytes[this.#at] === MINUS
    if (isNegative) this.#at++
    const digits = this.#digits()
    if ((digits.length > 1 && digits.startsWith('0')) || (isNegative && digits === '0')) throw new BadBencode()
    this.#expect(END)
  }

  #string(): string {
    const digits = this.#digits()
    if (digits.length > 9 || (digits.length > 1 && digits.startsWith('0'))) throw new BadBencode()
    this.#expect(COLON)
    const end = this.#at + Number(digits)
    if (end > this.#bytes.length) throw new BadBencode()
    // Pieces need no text.
    const text =
      Number(digits) > LONGEST_NAME ? '' : Buffer.from(this.#bytes.subarray(this.#at, end)).toString('latin1')
    this.#at = end
    return text
  }

  #digits(): string {
    const from = this.#at
    for (let byte = this.#bytes[this.#at]; byte !== undefined && isDigit(byte); byte = this.#bytes[this.#at]) this.#at++
    if (this.#at === from) throw new BadBencode()
    return Buffer.from(this.#bytes.subarray(from, this.#at)).toString('latin1')
  }

  #expect(byte: number | undefined): void {
    if (this.#bytes[this.#at] !== byte) throw new BadBencode()
    this.#at++
  }
}

/** Whatever a client makes of it, on whatever machine it runs. */
const leadsOut = (name: string) =>
  /^([/\\]|[a-z]:[/\\])/i.test(name) || name.includes('\0') || name.split(/[/\\]/).includes('..')

const isDigit = (byte: number) => byte >= (ZERO ?? 0) && byte <= (NINE ?? 0)
