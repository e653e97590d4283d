import * as fs from 'node:fs'
import { openBookFile } from '../bytes/book-file.ts'
import { factsOfPackage } from '../epub/facts-of-package.ts'
import { findLock } from '../epub/find-lock.ts'
import { isKepub } from '../epub/is-kepub.ts'
import { type ManifestItem, type PackageDocument, parsePackage } from '../epub/package-document.ts'
import { folderOf, resolveHref } from '../epub/paths.ts'
import { partialMd5OfFile } from '../partial-md5.ts'
import { decodeXml } from '../text/decode.ts'
import type { ZipEntry } from '../zip/entries.ts'
import { ZipArchive } from '../zip/zip-archive.ts'
import { ZipWriter } from '../zip/zip-writer.ts'
import { parseContentDocument } from './content-document.ts'
import { convertDocument, type DocumentPlaces } from './convert-document.ts'
import { editPackage, type InsertedPage } from './edit-package.ts'
import { findPackageEntry } from './find-package-entry.ts'
import { TITLE_PAGE, wantsTitlePage } from './title-page.ts'

/** Goes up when the same book would give other bytes. Span ids must not change between versions. */
export const KEPUB_VERSION = 1

const MAX_FILE_BYTES = 200 * 1024 * 1024
const MAX_ENTRIES = 20_000
const MAX_DOCUMENT_BYTES = 32 * 1024 * 1024
const MIMETYPE = 'mimetype'
const JUNK =
  /(^|\/)(\.DS_Store|Thumbs\.db|iTunesMetadata\.plist|iTunesArtwork\.plist)$|^META-INF\/calibre_bookmarks\.txt$|^__MACOSX\//i

/** Where the spans of the documents come from, so that a place in the converted book can be found in the original. */
export interface MappedDocument extends DocumentPlaces {
  /** In the archive. */
  path: string
  /** 1-based, among all itemrefs of the original. */
  index: number
}

export type KepubConversion =
  | {
      isConverted: true
      sizeBytes: number
      partialMd5: string
      documents: MappedDocument[]
      /** 0-based position in the spine at which a page was put in; null where none was. */
      insertedAt: number | null
    }
  /** The book goes to a Kobo as it is; `message` is a sentence for its owner. */
  | { isConverted: false; reason: 'fixed-layout' | 'kepub' | 'locked' | 'too-large'; message: string }

/**
 * Converts an EPUB for Kobo readers (device contract, part D): the text in numbered spans, the package otherwise as it was. Equal input
 * gives equal bytes. One document at a time is in memory.
 * @param target is written anew; the caller moves it into place and removes it after an error
 * @throws {UnreadableBook} when the book is damaged
 */
export function convertToKepub({ source, target }: { source: string; target: string }): KepubConversion {
  const file = openBookFile(source)
  try {
    if (file.size > MAX_FILE_BYTES) return tooLarge()
    const zip = new ZipArchive(file)
    if (zip.entries.length > MAX_ENTRIES) return tooLarge()
    return convertArchive(zip, source, target)
  } finally {
    file.close()
  }
}

function convertArchive(zip: ZipArchive, source: string, target: string): KepubConversion {
  const packageEntry = findPackageEntry(zip)
  const packageXml = decodeXml(zip.read(packageEntry, MAX_DOCUMENT_BYTES))
  const document = parsePackage(packageXml)
  const kept = reasonToKeep(zip, document, source)
  if (kept) return kept

  const pages = contentPages(zip, document, packageEntry)
  const inserted = insertedPage(zip, document, packageEntry, pages)
  const fd = fs.openSync(target, 'w+', 0o600)
  try {
    const writer = new ZipWriter(fd)
    writer.add(MIMETYPE, Buffer.from('application/epub+zip'), { isStored: true })
    const changed = new Set([MIMETYPE, packageEntry.name, ...pages.keys()])
    for (const entry of unchanged(zip, changed)) {
      writer.addPacked({ ...entry, packed: zip.readPacked(entry) })
    }
    writer.add(packageEntry.name, Buffer.from(editPackage(packageXml, inserted?.page)))
    if (inserted) writer.add(inserted.path, Buffer.from(convertDocument(parseContentDocument(TITLE_PAGE)).xhtml))
    const places = new Map<string, DocumentPlaces>()
    for (const entry of pages.values()) {
      const { xhtml, ...place } = convertDocument(parseContentDocument(decodeXml(zip.read(entry, MAX_DOCUMENT_BYTES))))
      places.set(entry.name, place)
      writer.add(entry.name, Buffer.from(xhtml))
    }
    const sizeBytes = writer.finish()
    fs.fsyncSync(fd)
    const documents = mapSpine(zip, document, packageEntry, places)
    return {
      isConverted: true,
      sizeBytes,
      partialMd5: partialMd5OfFile(fd),
      documents,
      insertedAt: inserted?.at ?? null,
    }
  } finally {
    fs.closeSync(fd)
  }
}

function reasonToKeep(zip: ZipArchive, document: PackageDocument, source: string): KepubConversion | undefined {
  const lock = findLock(zip)
  if (lock) return { isConverted: false, reason: 'locked', message: `The book is locked (${lock}).` }
  if (factsOfPackage(document).isFixedLayout) {
    return { isConverted: false, reason: 'fixed-layout', message: 'The pages of this book have a fixed layout.' }
  }
  if (isKepub(zip, source.toLowerCase())) {
    return { isConverted: false, reason: 'kepub', message: 'The book is made for Kobo readers already.' }
  }
  return undefined
}

const tooLarge = (): KepubConversion => ({
  isConverted: false,
  reason: 'too-large',
  message: 'The book is larger than what is converted (200 MB, 20,000 files).',
})

function entryOf(zip: ZipArchive, packageEntry: ZipEntry, { href }: ManifestItem): ZipEntry | undefined {
  const path = resolveHref(folderOf(packageEntry.name), href)
  return path === undefined ? undefined : zip.findLoosely(path)
}

const isContentPage = ({ mediaType, href }: ManifestItem) =>
  /^(application\/xhtml\+xml|text\/html)\b/i.test(mediaType) || /\.(xhtml|html|htm)$/i.test(href.replace(/[#?].*$/, ''))

/** Every page of the manifest that is there, once, in its order. */
function contentPages(zip: ZipArchive, document: PackageDocument, packageEntry: ZipEntry): Map<string, ZipEntry> {
  const pages = new Map<string, ZipEntry>()
  for (const item of document.items) {
    const entry = isContentPage(item) ? entryOf(zip, packageEntry, item) : undefined
    if (entry && entry !== packageEntry) pages.set(entry.name, entry)
  }
  return pages
}

/** In the order of the source, without what only other programs need; of two with one name the later one. */
function* unchanged(zip: ZipArchive, changed: ReadonlySet<string>): Generator<ZipEntry> {
  for (const entry of zip.entries) {
    if (!changed.has(entry.name) && !JUNK.test(entry.name) && zip.find(entry.name) === entry) yield entry
  }
}

function insertedPage(
  zip: ZipArchive,
  document: PackageDocument,
  packageEntry: ZipEntry,
  pages: ReadonlyMap<string, ZipEntry>,
): { page: InsertedPage; path: string; at: number } | undefined {
  const at = document.spine.findIndex((id) => !document.asides.has(id))
  const firstId = document.spine[at]
  const first = firstId === undefined ? undefined : document.itemsById.get(firstId)
  const entry = first && entryOf(zip, packageEntry, first)
  if (!first || !entry || !pages.has(entry.name)) return undefined
  const text = decodeXml(zip.read(entry, MAX_DOCUMENT_BYTES))
  if (!wantsTitlePage(entry.name, parseContentDocument(text))) return undefined
  // Beside the package, where its name needs no encoding and means the same in the manifest.
  const folder = folderOf(packageEntry.name)
  const inFolder = (name: string) => (folder ? `${folder}/${name}` : name)
  let name = 'kobo-titlepage-dummy.xhtml'
  for (let number = 2; zip.findLoosely(inFolder(name)); number++) name = `kobo${number}-titlepage-dummy.xhtml`
  return { page: { id: freeId(document), href: name, beforeId: first.id }, path: inFolder(name), at }
}

function freeId({ itemsById }: PackageDocument): string {
  let id = 'kobo-titlepage-dummy'
  for (let number = 2; itemsById.has(id); number++) id = `kobo${number}-titlepage-dummy`
  return id
}

function mapSpine(
  zip: ZipArchive,
  document: PackageDocument,
  packageEntry: ZipEntry,
  places: ReadonlyMap<string, DocumentPlaces>,
): MappedDocument[] {
  return document.spine.flatMap((id, index) => {
    const item = document.itemsById.get(id)
    const entry = item && entryOf(zip, packageEntry, item)
    const place = entry && places.get(entry.name)
    return entry && place ? [{ path: entry.name, index: index + 1, ...place }] : []
  })
}
