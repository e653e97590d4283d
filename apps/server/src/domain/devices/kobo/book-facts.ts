import { createHash } from 'node:crypto'
import { KEPUB_VERSION } from '@colophon/formats/kepub/convert.ts'
import { sql } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Trx } from '#database/open.ts'
import type { KepubVariants, StoredKoboSettings } from '#database/schema.ts'
import { isSendable } from './eligible.ts'

/** As what a book is offered. */
export type KoboFormat = 'KEPUB' | 'EPUB3' | 'EPUB3FL' | 'PDF' | 'CBZ'

export interface OfferedFile {
  fileId: number
  format: KoboFormat
  /** What will be served, or near it while nothing was converted yet. */
  sizeBytes: number
  /** Of the bytes that are stored, and the form in which they are offered. */
  fingerprint: string
  /** Why an EPUB is offered as it is, in words. */
  note: string | null
}

/** What a Kobo is told of a book. */
export interface BookFacts {
  id: number
  publicId: string
  title: string
  description: string | null
  language: string | null
  isbn: string | null
  published: string | null
  publisher: string | null
  authors: string[]
  series: { publicId: string; name: string; position: string | null } | null
  createdAt: string
  updatedAt: string
  /** Another number with every other cover. */
  coverNumber: number
  /** Of everything but cover and file. */
  fingerprint: string
  file: OfferedFile
}

/** What a Kobo is told of books, in the order of the keys; books without a file that it takes are left out. */
export async function readBookFacts(
  db: Db | Trx,
  dialect: Dialect,
  settings: StoredKoboSettings,
  ids: readonly number[],
): Promise<BookFacts[]> {
  if (ids.length === 0) return []
  const books = await db
    .selectFrom('books as b')
    .select(['b.id', 'b.public_id', 'b.title', 'b.description', 'b.language', 'b.isbn13', 'b.isbn10'])
    .select(['b.publication_date', 'b.publisher', 'b.card_json', 'b.cover', 'b.created_at', 'b.updated_at'])
    .select(
      sql<string | null>`(select s.public_id from book_series as bs join series as s on s.id = bs.series_id
        where bs.book_id = b.id order by bs.is_primary desc, bs.series_id limit 1)`.as('seriesId'),
    )
    .where(dialect.isAmong('b.id', ids))
    .execute()
  const files = await readOffers(db, dialect, settings, ids)
  const byId = new Map(books.map((book) => [book.id, book]))
  return ids.flatMap((id): BookFacts[] => {
    const book = byId.get(id)
    const file = files.get(id)
    if (!book || !file) return []
    const { authors = [], series } = book.card_json
    const told = {
      title: book.title,
      description: book.description,
      language: book.language,
      isbn: book.isbn13 ?? book.isbn10,
      published: book.publication_date,
      publisher: book.publisher,
      authors,
      series: series && book.seriesId ? { publicId: book.seriesId, ...series } : null,
    }
    return [
      {
        id,
        publicId: book.public_id,
        ...told,
        createdAt: book.created_at,
        updatedAt: book.updated_at,
        coverNumber: numberOf(book.cover ?? book.title),
        fingerprint: digestOf(JSON.stringify(told)),
        file,
      },
    ]
  })
}

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32)

/** Readers keep pictures by their ids, so another picture needs another one; they take nothing but digits behind the id of the book. */
const numberOf = (text: string) => Number.parseInt(digestOf(text).slice(0, 8), 16)

interface FileRow {
  id: number
  book_id: number
  file_type: string
  size_bytes: number
  partial_md5: string | null
  is_fixed_layout: boolean | null
  source_bytes: number | null
  converter: number | null
  outcome: KepubVariants['outcome'] | null
  message: string | null
  converted_bytes: number | null
}

/** A file that is made for Kobo readers first, then what can become one. */
const RANK = ['kepub', 'epub', 'pdf', 'cbz']

async function readOffers(
  db: Db | Trx,
  dialect: Dialect,
  settings: StoredKoboSettings,
  ids: readonly number[],
): Promise<Map<number, OfferedFile>> {
  const rows: FileRow[] = await db
    .selectFrom('book_files as f')
    .leftJoin('kepub_variants as v', 'v.file_id', 'f.id')
    .select(['f.id', 'f.book_id', 'f.file_type', 'f.size_bytes', 'f.partial_md5', 'f.is_fixed_layout'])
    .select(['v.source_bytes', 'v.converter', 'v.outcome', 'v.message', 'v.size_bytes as converted_bytes'])
    .where(dialect.isAmong('f.book_id', ids))
    .where(isSendable('f', settings))
    .orderBy('f.id')
    .execute()
  const best = new Map<number, FileRow>()
  for (const row of rows) {
    const before = best.get(row.book_id)
    if (!before || RANK.indexOf(row.file_type) < RANK.indexOf(before.file_type)) best.set(row.book_id, row)
  }
  return new Map([...best].map(([bookId, row]) => [bookId, offerOf(row, settings)]))
}

/** In the place of the digest of a file that nobody has read yet. */
const UNREAD = 'unread'

/** Whether two fingerprints are of different bytes or forms. A file that was read in between is not another one for that. */
export function isOtherFile(before: string | null, now: string): boolean {
  if (before === null || before === now) return false
  const [size, digest, ...form] = before.split('-')
  const [sizeNow, digestNow, ...formNow] = now.split('-')
  const isSame = size === sizeNow && form.join() === formNow.join() && [digest, digestNow].includes(UNREAD)
  return !isSame
}

/** Nobody sees such a difference. */
const NEAR_BYTES = 16_384

function offerOf(file: FileRow, { convert }: StoredKoboSettings): OfferedFile {
  // What is known of another state of the file says nothing about this one.
  const isKnown =
    file.outcome !== null && file.converter === KEPUB_VERSION && Number(file.source_bytes) === Number(file.size_bytes)
  const outcome = isKnown ? file.outcome : null
  const format = formatOf(file, outcome, convert)
  const isConverted = format === 'KEPUB' && outcome === 'converted' && file.file_type === 'epub'
  const size = sizeTold(Number(file.size_bytes), isConverted ? file.converted_bytes : null)
  const content = `${file.size_bytes}-${file.partial_md5 ?? UNREAD}`
  return {
    fileId: file.id,
    format,
    sizeBytes: size,
    fingerprint: `${content}-${format}`,
    note: format === 'EPUB3' && outcome !== null && outcome !== 'converted' ? file.message : null,
  }
}

/**
 * The size of the source stands for that of the book made from it while it is near enough for a progress bar: what a
 * reader is told must not change because a book was made in the background.
 */
function sizeTold(source: number, converted: number | null): number {
  const isNear = converted === null || Math.abs(converted - source) <= Math.max(0.25 * converted, NEAR_BYTES)
  return Math.max(1, isNear ? source : converted)
}

function formatOf(file: FileRow, outcome: KepubVariants['outcome'] | null, convert: boolean): KoboFormat {
  if (file.file_type === 'pdf') return 'PDF'
  if (file.file_type === 'cbz') return 'CBZ'
  if (file.is_fixed_layout || outcome === 'fixed-layout') return 'EPUB3FL'
  if (file.file_type === 'kepub' || outcome === 'kepub') return 'KEPUB'
  return convert && (outcome === null || outcome === 'converted') ? 'KEPUB' : 'EPUB3'
}
