/**
 * Compares what the readers find in a corpus of books with the values of its manifest, and prints every miss.
 *
 *   node scripts/check-corpus.ts [DIR]      (default ../shared/corpus; exit 1 under 98 %)
 */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pictureSize } from '../packages/formats/src/cover/picture-size.ts'
import type { ReadBook } from '../packages/formats/src/facts.ts'
import { UnreadableBook } from '../packages/formats/src/facts.ts'
import { normaliseIsbn } from '../packages/formats/src/isbn.ts'
import { readBook } from '../packages/formats/src/read-book.ts'

const ENOUGH = 0.98
/** Formats that the product does not promise to read. */
const NOT_READ = new Set(['docx', 'htmlz', 'lit', 'lrf', 'pdb', 'rtf', 'tcr', 'txtz', 'djvu', 'wav'])

/** Misses that are meant: the manifest says what a tool found, and a reader of books should be shown something else. */
const MEANT: Record<string, string> = {
  'epub2-authors-in-one-string.epub authors':
    'four people stand in one element; calibre splits at “&” and “, and” but not at “;”',
  'epub2-identifier-bad-isbn.epub identifiers': '“978-XXXXXXXXXX” has not the form of an ISBN and is not kept as one',
  'comicbookinfo-zip-comment.cbz title':
    'the manifest looks only at ComicInfo.xml; the comment of the archive has the title',
  'comicbookinfo-zip-comment.cbz series': 'likewise, the series stands in the comment of the archive',
  'comicbookinfo-zip-comment.cbz language': 'likewise, the language stands in the comment of the archive',
  'metroninfo.cbz language': 'the manifest looks only at ComicInfo.xml; MetronInfo.xml has the language',
  'haruko-jpeg.epub cover': 'nothing is declared, but the first page of the spine is a picture of the whole page',
  'kusamakura-japanese-vertical-writing.epub cover': 'contract 32.1: the only picture in the manifest is the cover',
  'kusamakura-preview.epub cover': 'likewise',
  'pub-cmt-webp.epub cover': 'likewise',
  'vietnamese-kieu.epub cover': 'contract 32.1: a picture whose address contains “cover” is the cover',
  'junk-metadata.pdf title': 'the name of a Word document is no title',
  'junk-metadata.pdf authors': '“user” is nobody',
  'komga.pdf title': 'the manifest has a NUL at the end',
  'komga.pdf authors': 'the address of the program that made the file is no author',
}

type Json = Record<string, unknown>
interface Entry {
  path: string
  format: string
  expected: Json
}
interface Comparison {
  field: string
  expected: unknown
  found: unknown
  isMatch: boolean
}

const corpus = resolve(process.argv[2] ?? join(import.meta.dirname, '../../shared/corpus'))
if (!existsSync(join(corpus, 'manifest.json'))) {
  console.log(`corpus check: skipped, there is no manifest.json in ${corpus}`)
  process.exit(0)
}
await check()

async function check(): Promise<void> {
  const { files } = JSON.parse(readFileSync(join(corpus, 'manifest.json'), 'utf8')) as { files: Entry[] }
  const notRead = new Map<string, number>()
  let matched = 0
  let total = 0
  for (const entry of files) {
    if (NOT_READ.has(entry.format)) {
      notRead.set(entry.format, (notRead.get(entry.format) ?? 0) + 1)
      continue
    }
    const comparisons = await compareFile(entry)
    total += comparisons.length
    for (const { field, expected, found, isMatch } of comparisons) {
      if (isMatch) matched++
      else printMiss(entry.path, field, expected, found)
    }
  }
  const share = matched / total
  console.log(`\nnot read: ${[...notRead].map(([format, count]) => `${format} ${count}`).join(', ')}`)
  console.log(`corpus check: ${matched} / ${total} fields (${(share * 100).toFixed(1)} %)`)
  process.exitCode = share >= ENOUGH ? 0 : 1
}

function printMiss(path: string, field: string, expected: unknown, found: unknown): void {
  const reason = MEANT[`${path.split('/').at(-1)} ${field}`]
  console.log(
    `${reason ? 'meant' : 'miss '}  ${path}  ${field}: expected ${brief(expected)}, found ${brief(found)}${reason ? ` (${reason})` : ''}`,
  )
}

function brief(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 160 ? `${text.slice(0, 159)}…` : text
}

async function compareFile({ path, format, expected }: Entry): Promise<Comparison[]> {
  let book: ReadBook | string
  try {
    book = await readBook(join(corpus, path))
  } catch (error) {
    book = error instanceof UnreadableBook ? `${error.code}: ${error.message}` : String(error)
  }
  const isLocked = expected.passwordNeeded === true
  if (isLocked && (typeof book === 'string' || book.facts.drm)) return [match('locked', true, true, true)]
  const compare = comparerOf(format)
  if (typeof book !== 'string') return compare(expected, book)
  // A file that cannot be read has missed every field that it would have been asked for.
  const unread = book
  return compare(expected, emptyBook()).map((comparison) => ({ ...comparison, found: unread, isMatch: false }))
}

function emptyBook(): ReadBook {
  return {
    facts: JSON.parse('{"creators":[],"languages":[],"identifiers":[],"series":[],"chapters":[],"subjects":[]}'),
    cover: null,
  } as ReadBook
}

function comparerOf(format: string): (expected: Json, book: ReadBook) => Comparison[] {
  if (format === 'epub' || format === 'kepub') return compareEpub
  if (/^(mobi|azw3?|prc)$/.test(format)) return compareMobi
  if (/^(cbz|cbr|cb7|cbt)$/.test(format)) return compareComic
  if (/^(fb2|fbz|fb2\.zip)$/.test(format)) return compareFb2
  if (format === 'pdf') return comparePdf
  return format === 'txt' ? compareTxt : compareAudio
}

function match(field: string, expected: unknown, found: unknown, isMatch = same(expected, found)): Comparison {
  return { field, expected, found, isMatch }
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
}

/** White space collapsed and direction marks left out, as in every list that shows the text. */
function line(text: unknown): string | null {
  const tidy = String(text ?? '')
    .replace(/\s+/g, ' ')
    .trim()
  return tidy === '' ? null : tidy
}

function authorsOf(book: ReadBook): string[] {
  return book.facts.creators.filter(({ role }) => role === 'author').map(({ name }) => name)
}

function compareEpub(expected: Json, book: ReadBook): Comparison[] {
  const { facts } = book
  const identifiers = (expected.identifiers as { value: string }[])
    .map(({ value }) => value)
    .filter((value) => value.trim())
  const missing = identifiers.filter((value) => !hasIdentifier(book, value))
  return [
    match('title', line(expected.title), facts.title),
    match('authors', (expected.authors as string[]).map(line), authorsOf(book)),
    match('language', (expected.languages as string[]).map(line), facts.languages),
    match('identifiers', identifiers, facts.identifiers, missing.length === 0),
    compareSeries(expected.series, book),
    match('publisher', line(expected.publisher), facts.publisher),
    compareDate(publicationDate(expected.dates as { value: string; event?: string }[]), book),
    compareDescription(expected.description as Json, book),
    ...(expected.subtitle === undefined ? [] : [match('subtitle', line(expected.subtitle), facts.subtitle)]),
    ...(expected.titleSort === undefined ? [] : [match('titleSort', line(expected.titleSort), facts.sortTitle)]),
    ...(expected.direction === undefined ? [] : [match('direction', expected.direction, facts.direction)]),
    ...compareCover(expected.cover as Json, book),
  ]
}

/** Schemes are written in a dozen ways; what counts is that the value is there. */
function hasIdentifier(book: ReadBook, raw: string): boolean {
  const isbn = normaliseIsbn(raw)
  const value = line(raw) ?? ''
  return book.facts.identifiers.some(
    (found) => found.value === value || (isbn && found.value === isbn) || value.endsWith(found.value),
  )
}

/** The convention of the product: published, then without an event, then first published; touching a file is no publication. */
function publicationDate(dates: { value: string; event?: string }[]): string | null {
  const of = (event: string | undefined) => dates.find((date) => date.event === event)?.value
  return of('publication') ?? of(undefined) ?? of('original-publication') ?? null
}

/** As precise as what was found; calibre's “undefined” is no date. */
function compareDate(expected: string | null, { facts }: ReadBook): Comparison {
  const wanted = expected?.startsWith('0101-01-01') ? null : line(expected)
  const isIso = /^\d{4}(-\d\d)?(-\d\d)?(T|$)/.test(wanted ?? '')
  return match(
    'date',
    wanted,
    facts.published,
    isIso ? wanted?.split('T')[0] === facts.published : wanted === facts.published,
  )
}

function compareSeries(expected: unknown, { facts }: ReadBook): Comparison {
  const wanted = expected as { name: string; position?: string | null } | null
  const found = facts.series[0] ?? null
  const isSamePosition =
    Number(wanted?.position) === Number(found?.position) || (wanted?.position ?? null) === found?.position
  return match('series', wanted, found, wanted ? line(wanted.name) === found?.name && isSamePosition : found === null)
}

function compareDescription(expected: Json | undefined, { facts }: ReadBook): Comparison {
  const found = facts.description
  if (!expected?.present) return match('description', null, found)
  const start = line(expected.start)?.slice(0, 100)
  const length = Number(expected.length)
  // Tools count markup and line breaks differently; half as much again would be another text.
  const isLong = found !== null && found.length >= length * 0.6 && found.length <= length * 1.6 + 40
  return match(
    'description',
    { length, start },
    found,
    isLong && (start === undefined || line(found)?.startsWith(start) === true),
  )
}

function compareCover(expected: Json | undefined, { cover }: ReadBook): Comparison[] {
  const found = cover && { mime: cover.mime, bytes: cover.bytes.length, ...pictureSize(cover.bytes, cover.mime) }
  if (!expected?.present) return [match('cover', null, found)]
  const results = [match('cover', true, found !== null)]
  const mime = expected.mime ?? (expected.codec === 'mjpeg' ? 'image/jpeg' : undefined)
  if (mime !== undefined) results.push(match('cover mime', mime, found?.mime))
  if (expected.bytes !== undefined) results.push(match('cover bytes', expected.bytes, found?.bytes))
  if (expected.width !== undefined && mime !== 'image/svg+xml') {
    results.push(match('cover pixels', [expected.width, expected.height], [found?.width, found?.height]))
  }
  return results
}

function compareMobi(expected: Json, book: ReadBook): Comparison[] {
  const identifiers = expected.identifiers as Record<string, string>
  const names = (expected.authors as { name: string }[]).map(({ name }) => name)
  const published = expected.published as string | undefined
  return [
    match('title', line(expected.title), book.facts.title),
    match('authors', names, authorsOf(book)),
    compareLanguage(expected.languages as string[], book),
    match(
      'identifiers',
      identifiers,
      book.facts.identifiers,
      Object.values(identifiers).every((value) => hasIdentifier(book, value)),
    ),
    compareSeries(expected.series, book),
    match('publisher', line(expected.publisher), book.facts.publisher),
    // The moment of making stands where a book without a date was converted.
    ...(published && !published.startsWith('2026-') ? [comparePrefix(published, book)] : []),
    compareDescription(expected.description as Json, book),
    ...compareCover(expected.cover as Json, book),
  ]
}

/** The manifest has full instants from calibre, which fills in month and day where the file has none. */
function comparePrefix(expected: string, { facts }: ReadBook): Comparison {
  return match(
    'date',
    expected,
    facts.published,
    facts.published !== null && facts.published.length >= 4 && expected.startsWith(facts.published),
  )
}

/** `jpn` and `ja` are one language; the tools write three letters and no region. */
function compareLanguage(expected: string[], { facts }: ReadBook): Comparison {
  const main = (tag: string) => new Intl.Locale(tag.replaceAll('_', '-')).language
  return match('language', expected, facts.languages, same(expected.map(main), facts.languages.map(main)))
}

function compareComic(expected: Json, book: ReadBook): Comparison[] {
  const info = (expected.comicInfo ?? {}) as Record<string, string>
  const coverPage = expected.coverPage as number | undefined
  return [
    match('title', line(expected.title), book.facts.title),
    compareSeries(expected.series, book),
    match('language', expected.language ? [expected.language] : [], book.facts.languages),
    match('pages', expected.pages, book.facts.pages),
    ...(info.Writer ? [match('authors', info.Writer.split(', '), authorsOf(book))] : []),
    ...(info.Publisher ? [match('publisher', info.Publisher, book.facts.publisher)] : []),
    ...(info.Year ? [match('date', dateOfComic(info), book.facts.published)] : []),
    ...(info.Summary ? [match('description', info.Summary, book.facts.description)] : []),
    ...(info.GTIN ? [match('identifiers', info.GTIN, book.facts.identifiers, hasIdentifier(book, info.GTIN))] : []),
    ...(info.Manga === 'YesAndRightToLeft' ? [match('direction', 'rtl', book.facts.direction)] : []),
    ...compareCover({ present: true, ...(coverPage ? {} : (expected.firstPage as Json)) }, book),
  ]
}

function dateOfComic({ Year, Month, Day }: Record<string, string>): string {
  return [Year, Month, Day]
    .filter(Boolean)
    .map((part) => String(part).padStart(2, '0'))
    .join('-')
}

function compareFb2(expected: Json, book: ReadBook): Comparison[] {
  const names = (expected.authors as Record<string, string>[])
    .map(
      (one) =>
        ['first-name', 'middle-name', 'last-name']
          .map((part) => one[part])
          .filter(Boolean)
          .join(' ') || one.nickname,
    )
    .filter(Boolean)
  const year = (expected.year ?? (expected.date as Json | undefined)?.value ?? null) as string | null
  const translators = book.facts.creators.filter(({ role }) => role === 'translator').map(({ name }) => name)
  return [
    match('title', line(expected.title), book.facts.title),
    match('authors', names, authorsOf(book)),
    match('translators', expected.translators, translators),
    match('language', [expected.language], book.facts.languages),
    compareSeries(firstSequence(expected.sequences as { name: string; number: string }[]), book),
    match('publisher', line(expected.publisher), book.facts.publisher),
    compareDate(year, book),
    ...(expected.isbn
      ? [match('identifiers', expected.isbn, book.facts.identifiers, hasIdentifier(book, String(expected.isbn)))]
      : []),
    compareDescription(expected.description as Json, book),
    ...compareCover(expected.cover as Json, book),
  ]
}

function firstSequence([first]: { name: string; number: string }[]) {
  return first ? { name: first.name, position: first.number } : null
}

function comparePdf(expected: Json, book: ReadBook): Comparison[] {
  return [
    match('title', line(expected.title), book.facts.title),
    match(
      'authors',
      line(expected.author),
      authorsOf(book).join(', ') || null,
      sameNames(line(expected.author), authorsOf(book)),
    ),
    match('pages', expected.pages, book.facts.pages),
  ]
}

/** PDF and audio have one text for all names; they may be told apart. */
function sameNames(expected: string | null, found: string[]): boolean {
  const bare = (text: string) => text.replace(/[\s,;&/]|\band\b/g, '')
  return bare(expected ?? '') === bare(found.join(''))
}

function compareAudio(expected: Json, book: ReadBook): Comparison[] {
  const titles = [line(expected.title), line(expected.album)]
  const chapters = expected.chapters as { title: string; start: number }[]
  const found = book.facts.chapters
  const artist = line(expected.artist)
  const isAuthor =
    sameNames(artist, authorsOf(book)) || (artist !== null && authorsOf(book).some((name) => artist.startsWith(name)))
  return [
    // The book is the album where a file is one track of it.
    match('title', titles, book.facts.title, titles.includes(book.facts.title)),
    match('authors', artist, authorsOf(book), isAuthor),
    match(
      'duration',
      expected.durationSeconds,
      book.facts.durationSeconds,
      near(expected.durationSeconds, book.facts.durationSeconds),
    ),
    match(
      'chapters',
      chapters.map(({ title }) => title),
      found.map(({ title }) => title),
    ),
    match(
      'chapter starts',
      chapters.map(({ start }) => start),
      found.map(({ startSeconds }) => startSeconds),
      chapters.every(({ start }, i) => near(start, found[i]?.startSeconds, 0.1)),
    ),
    ...compareCover(expected.cover as Json, book),
  ]
}

function near(a: unknown, b: unknown, within = 1): boolean {
  return typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) <= within
}

/** A text file has no facts: its title comes from its name, outside of the readers. */
function compareTxt(_expected: Json, book: ReadBook): Comparison[] {
  return [match('title', null, book.facts.title)]
}
