import { createHash } from 'node:crypto'

export interface TorrentHashes {
  /** Of version 1: SHA-1 over the bytes of `info` as they stand in the file. */
  infoHash: string | undefined
  /** Of version 2: SHA-256 over the same bytes. */
  infoHashV2: string | undefined
}

const DEEPEST = 64
const [DICTIONARY, LIST, INTEGER, END, COLON, MINUS, ZERO, NINE] = [...'dlie:-09'].map((letter) => letter.charCodeAt(0))

/** Reads a torrent as far as its hash needs it; undefined where it is not bencoded as it has to be, or has no `info`. */
export function hashesOfTorrent(bytes: Uint8Array): TorrentHashes | undefined {
  try {
    return new Bencode(bytes).hashes()
  } catch (error) {
    if (error instanceof BadBencode) return undefined
    throw error
  }
}

class BadBencode extends Error {}

/** Walks bencoded bytes without building anything: what matters is where `info` begins and ends. */
class Bencode {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  hashes(): TorrentHashes | undefined {
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
        this.#value(3)
      })
      info = { from, to: this.#at, keys }
    })
    if (this.#at !== this.#bytes.length || !info) return undefined
    const bytes = this.#bytes.subarray(info.from, info.to)
    const digest = (algorithm: string) => createHash(algorithm).update(bytes).digest('hex')
    return {
      infoHash: info.keys.has('pieces') ? digest('sha1') : undefined,
      infoHashV2: info.keys.has('meta version') ? digest('sha256') : undefined,
    }
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
    else if (byte === LIST) this.#list(depth)
    else this.#string()
  }

  #list(depth: number): void {
    this.#at++
    while (this.#bytes[this.#at] !== END) this.#value(depth + 1)
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
    // Keys that matter are short; long strings are pieces and need no text.
    const text = Number(digits) > 64 ? '' : Buffer.from(this.#bytes.subarray(this.#at, end)).toString('latin1')
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

const isDigit = (byte: number) => byte >= (ZERO ?? 0) && byte <= (NINE ?? 0)
