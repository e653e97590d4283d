import type { Archive } from 'foliate-js/epub.js'
import { BlobReader, BlobWriter, configure, type Entry, ZipReader } from 'foliate-js/vendor/zip.js'
import { type BookBytes, joinBytes } from '#api/book-bytes.ts'
import { sha1 } from './sha1.ts'
import { isTooDeep, withoutOwnEntities } from './tame-markup.ts'

/** No page of a book is larger; what claims to be would only fill the memory. */
const MAX_TEXT_BYTES = 32 << 20
/** A whole book in one file, with its pictures. */
const MAX_FILE_BYTES = 256 << 20

/** The files inside an EPUB, as foliate asks for them. */
export async function openArchive(file: BookBytes): Promise<Archive> {
  configure({ useWebWorkers: false })
  const entries = new Map<string, Entry>()
  for (const entry of await new ZipReader(new BlobReader(file)).getEntries()) entries.set(entry.filename, entry)
  const find = finder(entries)
  return {
    loadText: (name) => {
      const entry = find(name)
      return entry ? readText(entry) : null
    },
    loadBlob: (name, type) => find(name)?.getData(new BlobWriter(type)) ?? null,
    getSize: (name) => find(name)?.uncompressedSize ?? 0,
    sha1,
  }
}

/** The one file with this ending in an archive, or whatever comes first in it. */
export async function readOnlyFile(file: BookBytes, ending: string): Promise<Blob> {
  configure({ useWebWorkers: false })
  const entries = await new ZipReader(new BlobReader(file)).getEntries()
  const entry = entries.find(({ filename }) => filename.toLowerCase().endsWith(ending)) ?? entries[0]
  if (!entry) throw new Error('The archive is empty')
  if (entry.uncompressedSize > MAX_FILE_BYTES) throw new Error(`${entry.filename} is too large`)
  return entry.getData(new BlobWriter())
}

/** Finds what a book means: names are encoded more than once, and written in another case, by careless programs. */
function finder(entries: ReadonlyMap<string, Entry>): (name: string) => Entry | undefined {
  const folded = new Map([...entries].map(([name, entry]) => [fold(name), entry]))
  return (name) => entries.get(name) ?? folded.get(fold(name))
}

function fold(name: string): string {
  const lower = name.normalize('NFC').toLowerCase()
  try {
    return decodeURIComponent(lower)
  } catch {
    return lower
  }
}

async function readText(entry: Entry): Promise<string> {
  if (entry.uncompressedSize > MAX_TEXT_BYTES) throw new Error(`${entry.filename} is too large`)
  const parts: Uint8Array[] = []
  let size = 0
  const write = (part: Uint8Array) => {
    size += part.length
    // What it says of its own size need not be so.
    if (size > MAX_TEXT_BYTES) throw new Error(`${entry.filename} is too large`)
    parts.push(part)
  }
  await entry.getData(new WritableStream({ write }))
  const bytes = joinBytes(parts)
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes)
  if (!/\.(xhtml|html?|xml|opf|ncx|svg)$/i.test(entry.filename)) return text
  if (isTooDeep(text)) throw new Error(`${entry.filename} is nested too deeply`)
  return withoutNamedEntities(withoutOwnEntities(text))
}

/** UTF-8, unless a byte order mark or the XML declaration says otherwise. */
export function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (bytes[0] === 0x3c && bytes[1] === 0) return 'utf-16le'
  if (bytes[0] === 0 && bytes[1] === 0x3c) return 'utf-16be'
  const start = String.fromCharCode(...bytes.subarray(0, 200))
  const declared = /^(?:ï»¿)?\s*<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)["']/i.exec(start)?.[1]
  try {
    return new TextDecoder(declared ?? 'utf-8').encoding
  } catch {
    return 'utf-8'
  }
}

const xmlKnows = new Set(['amp', 'lt', 'gt', 'quot', 'apos'])

/** XML knows five named entities; `&nbsp;` and its kin, which HTML authors write, would make a page unreadable. */
export function withoutNamedEntities(text: string): string {
  return text.replace(/&([a-z][a-z0-9]*);/gi, (whole, name: string) => {
    if (xmlKnows.has(name)) return whole
    const letter = new DOMParser().parseFromString(whole, 'text/html').body.textContent
    return letter && letter !== whole && letter !== '<' && letter !== '&' ? letter : whole
  })
}
