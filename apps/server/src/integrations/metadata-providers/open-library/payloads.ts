import type { FoundAuthor, FoundEdition, FoundSeriesPlace, FoundWork } from '#domain/metadata/provider.ts'
import { workOf } from '../blank-work.ts'
import {
  amount,
  asin,
  count,
  date,
  type Fields,
  fields,
  isbn10,
  isbn13,
  isbns,
  items,
  line,
  lines,
  objects,
  prose,
} from '../reading.ts'
import { seriesOfWork } from './series.ts'

/** Where Open Library keeps its pictures. */
export type Covers = (kind: 'a' | 'b', id: number) => string

/** `/works/OL1W` and `OL1W` name one thing; null for anything that is no key of the kind. */
export function keyOf(value: unknown, kind: 'A' | 'W' | 'M'): string | null {
  const key = line(value)?.split('/').at(-1)
  return key && new RegExp(`^OL\\d+${kind}$`).test(key) ? key : null
}

/** The first picture that is one: -1 stands for one that was taken away. */
export function firstPicture(values: unknown, kind: 'a' | 'b', covers: Covers): string | null {
  const id = items(values)
    .map(count)
    .find((number) => number !== null)
  return id ? covers(kind, id) : null
}

/** A description without what its writers put below: where else the work is contained, and links in Markdown. */
export function description(value: unknown): string {
  return prose(value)
    .replace(/\n-{5,}[\s\S]*$/, '')
    .replace(/^\s*\[\d+\]:\s*\S.*$/gm, '')
    .replace(/\s*\(\[[^\]\n]{1,200}\]\[\d+\]\.?\)/g, '')
    .replace(/\[([^\]\n]{1,200})\](?:\([^)\n]{1,500}\)|\[\d+\])/g, '$1')
    .trim()
}

/** Subjects that people wrote: lists of best sellers and other notes of machines have a colon or a sign. */
export const subjectsOf = (value: unknown): string[] =>
  [...new Set(lines(value))].filter((subject) => !/^[\w-]+:|=/.test(subject)).slice(0, 100)

const MOST_GENRES = 10

export function authorOfSearch(doc: Fields): FoundAuthor | undefined {
  const foreignId = keyOf(doc.key, 'A')
  const name = line(doc.name)
  if (!foreignId || !name) return undefined
  const born = date(doc.birth_date)?.slice(0, 4)
  return {
    provider: 'openlibrary',
    foreignId,
    name,
    alternateNames: lines(doc.alternate_names, 50),
    description: '',
    disambiguation: [born && `born ${born}`, line(doc.top_work)].filter(Boolean).join(', '),
    imageUrl: null,
    ratingsCount: count(doc.ratings_count) ?? 0,
    averageRating: amount(doc.ratings_average) ?? 0,
    workCount: count(doc.work_count),
  }
}

export function authorOfPage(page: Fields, covers: Covers): FoundAuthor | undefined {
  const found = authorOfSearch(page)
  return found && { ...found, description: description(page.bio), imageUrl: firstPicture(page.photos, 'a', covers) }
}

export function workOfSearch(doc: Fields, covers: Covers): FoundWork | undefined {
  const foreignId = keyOf(doc.key, 'W')
  const title = line(doc.title)
  if (!foreignId || !title) return undefined
  const keys = items(doc.author_key)
  const subjects = subjectsOf(doc.subject)
  return workOf({ provider: 'openlibrary', foreignId }, title, {
    subtitle: line(doc.subtitle),
    authors: lines(doc.author_name, 20).map((name, index) => ({ name, foreignId: keyOf(keys[index], 'A') })),
    releaseDate: date(doc.first_publish_year),
    imageUrl: firstPicture(doc.cover_i, 'b', covers),
    genres: subjects.slice(0, MOST_GENRES),
    subjects,
    averageRating: amount(doc.ratings_average) ?? 0,
    ratingsCount: count(doc.ratings_count) ?? 0,
    editionLanguages: lines(doc.language),
    editionCount: count(doc.edition_count),
    isbns: isbns(doc.isbn).slice(0, 100),
    pages: count(doc.number_of_pages_median),
    series: seriesOfSearch(doc),
  })
}

/** Names and positions are lists side by side. */
function seriesOfSearch(doc: Fields): FoundSeriesPlace[] {
  const positions = items(doc.series_position)
  return seriesOfWork(
    lines(doc.series_name, 10).map((name, index) => {
      const position = line(positions[index])
      return position ? `${name} #${position}` : name
    }),
  )
}

export function workOfPage(page: Fields, covers: Covers): FoundWork | undefined {
  const foreignId = keyOf(page.key, 'W')
  const title = line(page.title)
  if (!foreignId || !title) return undefined
  const subjects = subjectsOf(page.subjects)
  return workOf({ provider: 'openlibrary', foreignId }, title, {
    subtitle: line(page.subtitle),
    description: description(page.description),
    releaseDate: date(page.first_publish_date),
    imageUrl: firstPicture(page.covers, 'b', covers),
    genres: subjects.slice(0, MOST_GENRES),
    subjects,
    series: seriesOfWork(page.series),
  })
}

/** Keys of whom a work is by, in order. */
export const authorKeys = (page: Fields): string[] =>
  objects(page.authors).flatMap((role) => keyOf(fields(role.author).key ?? role.author ?? role.key, 'A') ?? [])

export function editionOfPage(page: Fields, covers: Covers): FoundEdition | undefined {
  const foreignId = keyOf(page.key, 'M')
  const title = line(page.title)
  if (!foreignId || !title) return undefined
  const format = line(page.physical_format)
  const short = lines(page.isbn_10).flatMap((text) => isbn10(text) ?? [])[0] ?? null
  return {
    foreignId,
    title,
    isbn13: isbns(page.isbn_13)[0] ?? (short && isbn13(short)),
    isbn10: short,
    asin: asin(items(fields(page.identifiers).amazon)[0]),
    publisher: lines(page.publishers)[0] ?? null,
    releaseDate: date(page.publish_date),
    format,
    language: languagesOf(page)[0] ?? null,
    pages: count(page.number_of_pages),
    durationSeconds: null,
    imageUrl: firstPicture(page.covers, 'b', covers),
    mediaType: /audio|\bcd\b|mp3|cassette/i.test(format ?? '') ? 'audiobook' : 'ebook',
  }
}

const languagesOf = (page: Fields): string[] =>
  items(page.languages).flatMap(
    (language) =>
      line(fields(language).key ?? language)
        ?.split('/')
        .at(-1) ?? [],
  )
