import { openBookFile } from '../bytes/book-file.ts'
import { findPackage } from '../epub/find-package.ts'
import { parsePackage } from '../epub/package-document.ts'
import { folderOf, resolveHref } from '../epub/paths.ts'
import { parseContentDocument, textNodesOf } from '../kepub/content-document.ts'
import { transformDocument } from '../kepub/convert-document.ts'
import { decodeXml } from '../text/decode.ts'
import type { ZipEntry } from '../zip/entries.ts'
import { ZipArchive } from '../zip/zip-archive.ts'
import { type Anchor, originalTree, type PageTree } from './anchor.ts'
import { anchorOfCfi, cfiOfAnchor, parseCfi } from './cfi.ts'
import { anchorOfSpan, findDocument, spanOfAnchor } from './kobo-place.ts'
import { anchorOfXPointer, parseXPointer, xpointerOfAnchor } from './xpointer.ts'

const MAX_DOCUMENT_BYTES = 32 * 1024 * 1024

/** A place in a book in the words of one reader. */
export type NativePlace =
  /** Path of a document and the id of a span in it. */
  | { kind: 'kobo'; source: string; span: string | null }
  | { kind: 'cfi'; cfi: string }
  /** `isKepub`: it was read in the converted file, whose pages are other trees. */
  | { kind: 'xpointer'; xpointer: string; isKepub: boolean }

export interface PlaceToTranslate {
  /** The original EPUB on disk. */
  path: string
  place: NativePlace
  /** 0-based position in the spine at which the converted file has a page that the original has not. */
  insertedAt: number | null
}

/** The same place in the words of all readers; null where the page has no such place. */
export interface TranslatedPlace {
  /** Path of the document in the archive. */
  document: string
  span: string | null
  /** How far into the document it is, 0 to 1. */
  share: number
  cfi: string | null
  xpointer: string | null
  kepubXpointer: string | null
}

/**
 * Says a place in the words of all readers, by way of the text of the original page (device contract B.16). Gives null where not even the
 * document is known.
 * @throws {UnreadableBook} when the book cannot be read
 */
export function translatePlace({ path, place, insertedAt }: PlaceToTranslate): TranslatedPlace | null {
  const file = openBookFile(path)
  try {
    const zip = new ZipArchive(file)
    const spine = readSpine(zip)
    let nearest: TranslatedPlace | null = null
    for (const index of candidates(spine, place, insertedAt)) {
      const { entry } = spine[index] as SpineDocument
      if (!entry) continue
      const text = decodeXml(zip.read(entry, MAX_DOCUMENT_BYTES))
      const { isExact, ...translated } = describe({ text, index, document: entry.name, place, insertedAt })
      if (isExact) return translated
      nearest ??= translated
    }
    return nearest
  } finally {
    file.close()
  }
}

interface SpineDocument {
  /** Undefined where the archive has no such file; it counts all the same. */
  entry: ZipEntry | undefined
  isXhtml: boolean
}

/** Every itemref whose item is known: what all readers count. */
function readSpine(zip: ZipArchive): SpineDocument[] {
  const { entry: packageEntry } = findPackage(zip)
  const document = parsePackage(decodeXml(zip.read(packageEntry, MAX_DOCUMENT_BYTES)))
  return document.spine.flatMap((id) => {
    const item = document.itemsById.get(id)
    if (!item) return []
    const path = resolveHref(folderOf(packageEntry.name), item.href)
    return [{ entry: path === undefined ? undefined : zip.findLoosely(path), isXhtml: /xhtml/i.test(item.mediaType) }]
  })
}

/** Positions in the spine that may be meant, the likeliest first. */
function candidates(spine: SpineDocument[], place: NativePlace, insertedAt: number | null): number[] {
  const found: (number | undefined)[] = []
  if (place.kind === 'kobo') {
    const paths = spine.map(({ entry }, index) => ({ path: entry?.name ?? '', index }))
    found.push(findDocument(paths, place.source)?.index)
  } else if (place.kind === 'cfi') {
    found.push(parseCfi(place.cfi)?.spineIndex)
  } else {
    const number = parseXPointer(place.xpointer)?.fragment
    if (number !== undefined) {
      const shift = place.isKepub && insertedAt !== null && number - 1 > insertedAt ? 1 : 0
      const xhtml = [...spine.keys()].filter((index) => spine[index]?.isXhtml)
      // Older engines counted only pages of XHTML.
      found.push(number - 1 - shift, xhtml[number - 1 - shift])
    }
  }
  return [...new Set(found)].filter((index): index is number => index !== undefined && spine[index] !== undefined)
}

interface Page {
  text: string
  index: number
  document: string
  place: NativePlace
  insertedAt: number | null
}

function describe({ text, index, document, place, insertedAt }: Page): TranslatedPlace & { isExact: boolean } {
  const original = originalTree(parseContentDocument(text))
  const page = parseContentDocument(text)
  const converted = transformDocument(page)
  const kepub: PageTree = { ...page, texts: textNodesOf(page.body), origins: converted.origins }
  const { anchor, isExact } = findAnchor(place, original, kepub, converted)
  const kepubIndex = insertedAt !== null && index >= insertedAt ? index + 1 : index
  return {
    document,
    span: spanOfAnchor(converted, anchor) ?? null,
    share: shareOf(original, anchor, converted.textLength),
    cfi: cfiOfAnchor(original, index, anchor) ?? null,
    xpointer: xpointerOfAnchor(original, index + 1, anchor) ?? null,
    kepubXpointer: xpointerOfAnchor(kepub, kepubIndex + 1, anchor) ?? null,
    isExact,
  }
}

const START: Anchor = { node: 0, offset: 0 }

function findAnchor(
  place: NativePlace,
  original: PageTree,
  kepub: PageTree,
  converted: Parameters<typeof anchorOfSpan>[0],
): { anchor: Anchor; isExact: boolean } {
  if (place.kind === 'kobo') {
    const anchor = place.span === null ? undefined : anchorOfSpan(converted, place.span)
    return { anchor: anchor ?? START, isExact: anchor !== undefined }
  }
  if (place.kind === 'cfi') {
    const cfi = parseCfi(place.cfi)
    return { anchor: cfi ? anchorOfCfi(original, cfi) : START, isExact: true }
  }
  const pointer = parseXPointer(place.xpointer)
  return pointer ? anchorOfXPointer(place.isKepub ? kepub : original, pointer) : { anchor: START, isExact: false }
}

function shareOf({ texts }: PageTree, anchor: Anchor, length: number): number {
  if (length === 0) return 0
  const before = texts.slice(0, anchor.node).reduce((sum, { data }) => sum + data.length, 0)
  return Math.min(1, (before + anchor.offset) / length)
}
