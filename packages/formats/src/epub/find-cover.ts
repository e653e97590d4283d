import { pictureSize } from '../cover/picture-size.ts'
import { MAX_COVER_BYTES, toCover } from '../cover/to-cover.ts'
import { type CoverPicture, UnreadableBook } from '../facts.ts'
import { decodeXml } from '../text/decode.ts'
import { walkXml } from '../xml/walk-xml.ts'
import type { ZipArchive } from '../zip/zip-archive.ts'
import type { ManifestItem, PackageDocument } from './package-document.ts'
import { folderOf, resolveHref } from './paths.ts'

const MAX_PAGE_BYTES = 4 * 1024 * 1024

export interface FoundCover {
  cover: CoverPicture | null
  warnings: string[]
}

/** The first candidate that is there and is a picture. What is wrong with the ones before it becomes a warning. */
export function findCover(zip: ZipArchive, document: PackageDocument, packageName: string): FoundCover {
  const warnings: string[] = []
  const tried = new Set<string>()
  for (const candidate of candidates(document)) {
    const name = resolveHref(folderOf(packageName), candidate.href)
    if (!name || tried.has(name)) continue
    tried.add(name)
    const outcome = candidate.isPage ? pictureOfPage(zip, name) : picture(zip, name)
    if (outcome.cover && !(candidate.isGuess && isOrnament(outcome.cover))) return { cover: outcome.cover, warnings }
    if (!outcome.cover && outcome.reason && !candidate.isGuess) warnings.push(outcome.reason)
  }
  return { cover: null, warnings: warnings.slice(0, 3) }
}

/** A banner or a rule, which nobody would take for a cover unless told so. */
function isOrnament({ bytes, mime }: CoverPicture): boolean {
  const size = pictureSize(bytes, mime)
  return size !== undefined && size !== null && size.width > size.height * 2
}

interface Candidate {
  href: string
  /** An XHTML page whose first picture is meant. */
  isPage: boolean
  /** Nobody said that this is the cover. */
  isGuess: boolean
}

/** In the order of the contract; then what the guide calls the cover, then the first page. */
function* candidates(document: PackageDocument): Generator<Candidate> {
  const { items, itemsById } = document
  const of = (item: ManifestItem | undefined, isGuess = false): Candidate[] =>
    item ? [{ href: item.href, isPage: isPage(item), isGuess }] : []

  yield* of(items.find((item) => item.id === 'cover' && isPicture(item)))
  const named = document.metadata
    .find(({ attributes }) => attributes.name?.toLowerCase() === 'cover')
    ?.attributes.content?.trim()
  // Many files put the address where the id belongs.
  if (named) yield* of(itemsById.get(named) ?? items.find((item) => item.href === named))
  yield* of(items.find((item) => /(^|\s)cover-image(\s|$)/.test(item.properties)))
  yield* of(items.find((item) => isPicture(item) && /cover/i.test(`${item.id} ${item.href}`)))
  const pictures = items.filter(isPicture)
  if (pictures.length === 1) yield* of(pictures[0], true)

  const guide = document.guide.find(({ type }) => type.toLowerCase() === 'cover')
  if (guide) yield { href: guide.href, isPage: !/\.(jpe?g|png|gif|webp|svg)([?#]|$)/i.test(guide.href), isGuess: false }
  yield* of(itemsById.get(document.spine[0] ?? ''), true)
}

function isPicture({ mediaType, href }: ManifestItem): boolean {
  return mediaType ? mediaType.startsWith('image/') : /\.(jpe?g|png|gif|webp|svg|avif)$/i.test(href)
}

function isPage({ mediaType, href }: ManifestItem): boolean {
  return /html/.test(mediaType) || (!mediaType.startsWith('image/') && /\.x?html?$/i.test(href))
}

type Outcome = { cover: CoverPicture } | { cover: null; reason: string | null }

function picture(zip: ZipArchive, name: string): Outcome {
  const entry = zip.findLoosely(name)
  if (!entry) return { cover: null, reason: 'The cover that the EPUB names is not in it.' }
  try {
    const outcome = toCover(zip.read(entry, MAX_COVER_BYTES))
    return (outcome.cover && unwrapped(zip, outcome.cover, entry.name)) ?? outcome
  } catch (error) {
    if (!(error instanceof UnreadableBook)) throw error
    return { cover: null, reason: `The cover cannot be read: ${error.message}` }
  }
}

/** A drawing that is only a frame round a picture beside it: shown alone it would be empty. */
function unwrapped(zip: ZipArchive, { mime, bytes }: CoverPicture, name: string): Outcome | undefined {
  if (mime !== 'image/svg+xml') return undefined
  const svg = decodeXml(bytes)
  if (/<(?:\w+:)?(?:text|path|polygon)\b/i.test(svg)) return undefined
  const href = firstPicture(svg)
  const inner = href && zip.findLoosely(resolveHref(folderOf(name), href) ?? '')
  if (!inner || /\.svg$/i.test(inner.name)) return undefined
  const outcome = toCover(zip.read(inner, MAX_COVER_BYTES))
  return outcome.cover ? outcome : undefined
}

/** The first picture on a page, be it an HTML `img` or an SVG `image`. */
function pictureOfPage(zip: ZipArchive, pageName: string): Outcome {
  const entry = zip.findLoosely(pageName)
  if (!entry) return { cover: null, reason: null }
  try {
    const href = firstPicture(decodeXml(zip.read(entry, MAX_PAGE_BYTES)))
    const name = href && resolveHref(folderOf(entry.name), href)
    return name ? picture(zip, name) : { cover: null, reason: null }
  } catch (error) {
    if (!(error instanceof UnreadableBook)) throw error
    return { cover: null, reason: null }
  }
}

function firstPicture(xhtml: string): string | undefined {
  let href: string | undefined
  walkXml(xhtml, {
    open(name, attributes) {
      if (name === 'img') href = attributes.src
      else if (name === 'image') href = attributes.href
      return href ? false : undefined
    },
  })
  return href
}
