import { OPDS_TYPES } from '@colophon/contract/devices/opds.ts'
import { toPlainText } from '@colophon/formats/html/plain-text.ts'
import { dashed } from '#domain/catalog/any-id.ts'
import { languageTag } from '#domain/catalog/language-code.ts'
import { lastPageRead } from '#domain/devices/feeds/last-page.ts'
import { type FeedBook, type FeedFile, oneLine } from '#domain/devices/feeds/read-feed-books.ts'
import type { Addresses, FileAddresses } from './addresses.ts'
import { linkTitle } from './link-title.ts'
import { typeOfFormat, typeOfPicture } from './media-types.ts'
import { element, textElement } from './xml.ts'

const SUMMARY = 400

/** What stands in the entry of a book, in the order that feeds keep (device contract A.3, A.6). */
export function atomEntry(book: FeedBook, addresses: Addresses, files: FileAddresses): string {
  const description = book.description ? toPlainText(book.description) : ''
  const content = [
    textElement('title', book.position === null ? book.title : `${book.position}. ${book.title}`),
    textElement('id', `urn:uuid:${dashed(book.id)}`),
    textElement('updated', book.updated),
    ...book.authors.map(({ id, name }) =>
      element(
        'author',
        {},
        textElement('name', oneLine(name)) + textElement('uri', addresses.of({ at: 'author', id })),
      ),
    ),
    ...book.others.map(({ name }) => element('contributor', {}, textElement('name', oneLine(name)))),
    ...identifiers(book),
    textElement('dc:publisher', oneLine(book.publisher ?? '')),
    textElement('dc:language', languageTag(book.language, book.languageCode)),
    textElement('dc:issued', issued(book.published)),
    ...book.tags.map((tag) => element('category', { term: tag, label: tag, scheme: 'urn:colophon:tag' })),
    textElement('summary', cut(description), { type: 'text' }),
    textElement('content', [whereItStands(book), description].filter(Boolean).join(' '), { type: 'text' }),
    ...pictures(book, files),
    ...book.files.map((file) => acquisition(file, files)),
    ...book.files.flatMap((file) => stream(book, file, files)),
    element('link', {
      rel: 'alternate',
      type: OPDS_TYPES.entry,
      title: 'Full entry',
      href: `${addresses.of({ at: 'book', id: book.id })}?view=entry`,
    }),
    ...book.series.map(({ id, name }) => related(`Series: ${name}`, addresses.of({ at: 'series', id }))),
    ...book.authors.map(({ id, name }) => related(`Author: ${name}`, addresses.of({ at: 'author', id }))),
  ]
  return content.filter((part) => part !== '').join('\n')
}

function identifiers({ isbn, identifiers: others }: FeedBook): string[] {
  return [
    ...(isbn ? [textElement('dc:identifier', `urn:isbn:${isbn.replaceAll('-', '')}`)] : []),
    ...others
      .filter(({ scheme }) => scheme !== 'isbn')
      .map(({ scheme, value }) =>
        textElement('dc:identifier', value.startsWith('urn:') ? value : `${scheme}:${value}`),
      ),
  ]
}

/** A year, a month or a day; anything else is no date that a reader could show. */
export const issued = (published: string | null): string | null =>
  /^\d{4}(-\d{2}(-\d{2})?)?/.exec(published ?? '')?.[0] ?? null

/** Several authors and the series in words: KOReader shows the last author alone, and no series. */
export function whereItStands({ authors, series: [series] }: FeedBook): string {
  const names = authors.length > 1 ? `${authors.map(({ name }) => oneLine(name)).join(', ')}.` : ''
  const place = series?.position ? `, book ${series.position}` : ''
  return [names, series ? `${oneLine(series.name)}${place}.` : ''].filter(Boolean).join(' ')
}

/** At most so many characters, at the end of a word. */
function cut(text: string): string {
  // No character takes more than two units: what is behind is not even looked at.
  const line = text.slice(0, 2 * SUMMARY + 2).replace(/\s+/g, ' ')
  if (line.length <= SUMMARY) return line
  const characters = /[\ud800-\udfff]/.test(line) ? [...line] : line
  if (characters.length <= SUMMARY) return line
  const kept = characters.slice(0, SUMMARY - 1)
  const short = typeof kept === 'string' ? kept : kept.join('')
  const end = short.lastIndexOf(' ')
  return `${end > 0 ? short.slice(0, end) : short}…`
}

function pictures(book: FeedBook, files: FileAddresses): string[] {
  if (!book.cover) return []
  const link = (rel: string, type: string, href: string) => element('link', { rel, type, href })
  return [
    link('http://opds-spec.org/image', typeOfPicture(book.cover.mime), files.cover(book, 'whole')),
    link('http://opds-spec.org/image/thumbnail', 'image/jpeg', files.cover(book, 'thumb')),
  ]
}

const acquisition = (file: FeedFile, files: FileAddresses) =>
  element('link', {
    rel: 'http://opds-spec.org/acquisition',
    type: typeOfFormat(file.format),
    title: linkTitle(file.format.toUpperCase()),
    length: file.sizeBytes > 0 ? file.sizeBytes : undefined,
    href: files.download(file),
  })

function stream({ place }: FeedBook, file: FeedFile, files: FileAddresses): string[] {
  if (file.pages === null) return []
  const lastRead = lastPageRead(place, file.pages)
  return [
    element('link', {
      rel: 'http://vaemendis.net/opds-pse/stream',
      type: 'image/jpeg',
      title: 'Read pages',
      href: files.pages(file),
      'pse:count': file.pages,
      'pse:lastRead': lastRead,
      'pse:lastReadDate': lastRead === undefined ? undefined : place?.at,
    }),
  ]
}

const related = (title: string, href: string) =>
  element('link', { rel: 'related', type: OPDS_TYPES.acquisition, title: linkTitle(oneLine(title)), href })
