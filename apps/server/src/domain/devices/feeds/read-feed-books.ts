import { sql } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import type { BookRole } from '#database/schema.ts'
import { plainId } from '#domain/catalog/any-id.ts'
import { wholeSeconds } from '#kernel/clock.ts'
import { isComic, rankOfFormat } from './formats.ts'

export interface FeedFile {
  /** The 32 digits. */
  id: string
  key: number
  format: string
  media: 'ebook' | 'audiobook'
  name: string
  sizeBytes: number
  /** Of a comic, where they are known: its pages can be had one by one. */
  pages: number | null
}

export interface FeedBook {
  key: number
  /** The 32 digits. */
  id: string
  title: string
  /** Where its series is what is listed. */
  position: string | null
  /** Of the book or of its newest file; whole seconds. */
  updated: string
  authors: { id: string; name: string }[]
  others: { name: string; role: BookRole }[]
  isbn: string | null
  identifiers: { scheme: string; value: string }[]
  publisher: string | null
  language: string | null
  languageCode: string | null
  published: string | null
  description: string | null
  tags: string[]
  series: { id: string; name: string; position: string | null }[]
  /** A picture that is kept here. */
  cover: { hash: string; mime: string; width: number | null; height: number | null } | null
  /** Best first, and at least one. */
  files: FeedFile[]
  /** Where the reader is in it. */
  place: { fraction: number; locator: string | null; at: string } | null
}

interface Row {
  id: number
  public_id: string
  title: string
  updated_at: string
  description: string | null
  isbn10: string | null
  isbn13: string | null
  publisher: string | null
  language: string | null
  language_code: string | null
  publication_date: string | null
  cover: string | null
  mime: string | null
  width: number | null
  height: number | null
  fraction: number | null
  locator: string | null
  read_at: string | null
  creators_json: { public_id: string; name: string; role: BookRole }[]
  series_json: { public_id: string; name: string; position: string | null }[]
  tags_json: { name: string }[]
  identifiers_json: { scheme: string; value: string }[]
  files_json: FileRow[]
}

interface FileRow {
  id: number
  public_id: string
  file_type: string
  media: 'ebook' | 'audiobook'
  file_name: string
  size_bytes: number
  page_count: number | null
  updated_at: string
}

const STORED = 'cover:'
const fileColumns = ['id', 'public_id', 'file_type', 'media', 'file_name', 'size_bytes', 'page_count', 'updated_at']

/** Books as feeds show them, in the order of the keys: one statement, whatever their number. */
export async function readFeedBooks(
  { db, dialect }: { db: Db; dialect: Dialect },
  ids: readonly number[],
  userId: number,
): Promise<FeedBook[]> {
  if (ids.length === 0) return []
  const { nested } = dialect
  const creators = sql`(select a.public_id, a.name, c.role from book_creators as c join authors as a on a.id = c.author_id
    where c.book_id = b.id order by c.position, c.author_id)`
  const series = sql`(select s.public_id, s.name, e.position from book_series as e join series as s on s.id = e.series_id
    where e.book_id = b.id order by e.is_primary desc, e.series_id)`
  const tags = sql`(select t.name from book_tags as g join tags as t on t.id = g.tag_id
    where g.book_id = b.id order by t.name_key)`
  const identifiers = sql`(select i.scheme, i.value from book_identifiers as i
    where i.book_id = b.id order by i.scheme, i.value)`
  const files = sql`(select f.id, f.public_id, f.file_type, f.media, f.file_name, f.size_bytes, f.page_count, f.updated_at
    from book_files as f where f.book_id = b.id order by f.id)`
  const { rows } = await sql<Row>`
    select b.id, b.public_id, b.title, b.updated_at, b.description, b.isbn10, b.isbn13, b.publisher, b.language,
      b.language_code, b.publication_date, b.cover, v.mime, v.width, v.height,
      p.fraction, p.locator, p.updated_at as read_at,
      ${nested(['public_id', 'name', 'role'], creators)} as creators_json,
      ${nested(['public_id', 'name', 'position'], series)} as series_json,
      ${nested(['name'], tags)} as tags_json,
      ${nested(['scheme', 'value'], identifiers)} as identifiers_json,
      ${nested(fileColumns, files)} as files_json
    from books as b left join reading_places as p on p.user_id = ${userId} and p.book_id = b.id
      left join covers as v on v.hash = substr(b.cover, ${STORED.length + 1}) and v.error is null
    where ${dialect.isAmong('b.id', ids)}`.execute(db)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    return row && row.files_json.length > 0 ? [feedBook(row)] : []
  })
}

function feedBook(row: Row): FeedBook {
  const times = [row.updated_at, ...row.files_json.map(({ updated_at }) => updated_at)]
  const files = row.files_json.map(feedFile).sort((a, b) => rankOfFormat(a.format) - rankOfFormat(b.format))
  const { fraction, locator, read_at, mime, width, height } = row
  const hash = row.cover?.startsWith(STORED) ? row.cover.slice(STORED.length) : undefined
  return {
    key: row.id,
    id: plainId(row.public_id),
    title: oneLine(row.title) || oneLine(files[0]?.name ?? '') || 'Untitled',
    position: null,
    updated: wholeSeconds(times.reduce((latest, time) => (time > latest ? time : latest))),
    authors: row.creators_json.filter(({ role }) => role === 'author').map(named),
    others: row.creators_json.filter(({ role }) => role !== 'author'),
    isbn: row.isbn13 ?? row.isbn10,
    identifiers: row.identifiers_json,
    publisher: row.publisher,
    language: row.language,
    languageCode: row.language_code,
    published: row.publication_date,
    description: row.description,
    tags: row.tags_json.map(({ name }) => name),
    series: row.series_json.map((one) => ({ ...named(one), position: one.position })),
    cover: hash !== undefined && mime !== null ? { hash, mime, width, height } : null,
    files,
    place: fraction !== null && read_at !== null ? { fraction, locator, at: wholeSeconds(read_at) } : null,
  }
}

const named = ({ public_id, name }: { public_id: string; name: string }) => ({ id: plainId(public_id), name })

function feedFile({ id, public_id, file_type, media, file_name, size_bytes, page_count }: FileRow): FeedFile {
  const format = file_type.toLowerCase()
  return {
    id: plainId(public_id),
    key: id,
    format,
    media,
    name: file_name,
    sizeBytes: size_bytes,
    pages: isComic(format) && page_count !== null && page_count > 0 ? page_count : null,
  }
}

/** Latin letters and single blanks between them, as in most names: nothing is to be done. */
const TIDY = /^(?:[!-~\u00a1-\u024f]+ )*[!-~\u00a1-\u024f]*$/

/** Readers show titles as they come: on one line, without what is no letter. */
export const oneLine = (text: string): string =>
  TIDY.test(text) && !text.endsWith(' ')
    ? text
    : text
        .toWellFormed()
        .replace(/[\p{Cc}\p{Zl}\p{Zp}\ufffe\uffff]+/gu, ' ')
        .replace(/\s+/gu, ' ')
        .trim()
