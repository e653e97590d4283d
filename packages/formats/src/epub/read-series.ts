import type { SeriesPlace } from '../facts.ts'
import { tidyLine } from '../text/tidy.ts'
import { type MetadataElement, type PackageDocument, refinement } from './package-document.ts'

const MOST = 20

/**
 * Series in the order of the file: collections of EPUB 3 whose type is `series`, and calibre's own statement. A set is no series, and a
 * collection without a type may be anything. A name that is stated twice counts once, as stated first.
 */
export function readSeries(document: PackageDocument): SeriesPlace[] {
  const places: SeriesPlace[] = []
  const seen = new Set<string>()
  for (const element of document.metadata) {
    const place = collectionPlace(document, element) ?? calibrePlace(document, element)
    if (!place || seen.has(place.name.toLowerCase())) continue
    seen.add(place.name.toLowerCase())
    places.push(place)
    if (places.length === MOST) break
  }
  return places
}

function collectionPlace(document: PackageDocument, element: MetadataElement): SeriesPlace | undefined {
  if (element.attributes.property !== 'belongs-to-collection') return undefined
  if (refinement(document, element, 'collection-type')?.text.trim().toLowerCase() !== 'series') return undefined
  return toPlace(element.text, refinement(document, element, 'group-position')?.text)
}

function calibrePlace(document: PackageDocument, element: MetadataElement): SeriesPlace | undefined {
  const key = element.attributes.name ?? element.attributes.property
  if (key !== 'calibre:series') return undefined
  const index = document.metadata.find(
    ({ attributes }) => (attributes.name ?? attributes.property) === 'calibre:series_index',
  )
  return toPlace(element.attributes.content ?? element.text, index?.attributes.content ?? index?.text)
}

/** A place in a series from two texts of a file; a position that no shelf could hold is dropped. */
export function toPlace(
  nameText: string | undefined,
  positionText: string | undefined | null,
): SeriesPlace | undefined {
  const name = tidyLine(nameText, 500)
  return name ? { name, position: normalisePosition(positionText) } : undefined
}

export function normalisePosition(text: string | undefined | null): string | null {
  const position = tidyLine(text, 32)
  if (!position || /^(nan|[+-]?inf(inity)?|null|none)$/i.test(position) || /^[+-]?[\d.]+e[+-]?\d+$/i.test(position))
    return null
  // Calibre writes every position as a fraction: “2.0” is the second book.
  return position.replace(/^(-?\d+)\.0+$/, '$1')
}
