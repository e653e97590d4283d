import { sql } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import { titleSortKey } from '#kernel/text.ts'
import type { BookLists } from './book-lists.ts'
import type { BookSet } from './book-set.ts'
import { indexWords } from './derived.ts'

/** So many matches are ranked one by one; of more of them nobody reads beyond the first page. */
const RANKED = 2_000

export interface SearchDeps {
  db: Db
  dialect: Dialect
  lists: BookLists
}

/**
 * Books that match every word, best first: titles that are the words or begin with them, then words in titles, then
 * people and series, then the rest; shorter titles first. The same on every database, which is why none of them ranks.
 */
export async function searchBooks(
  { db, dialect, lists }: SearchDeps,
  text: string,
  limit: number,
): Promise<{ ids: number[]; total: number }> {
  const words = indexWords(text)
  if (words.length === 0) return { ids: [], total: 0 }
  const found = await lists.members({ words })
  const ids = found.few
    ? await rankFew(db, dialect, [...found.few], words, text)
    : await firstOfMany({ db, lists }, found, words, text, limit)
  return { ids: ids.slice(0, limit), total: found.count }
}

interface Candidate {
  id: number
  title: string
  sort_title: string
  sort_author: string
  sort_series: string
}

async function rankFew(db: Db, dialect: Dialect, ids: number[], words: string[], text: string): Promise<number[]> {
  const rows = await sql<Candidate>`select id, title, sort_title, sort_author, sort_series from books
    where ${dialect.isAmong('id', ids)}`.execute(db)
  const key = typedKey(text)
  const ranked = rows.rows.map((row) => ({ row, rank: rankOf(row, words, key) }))
  ranked.sort(
    (a, b) =>
      a.rank - b.rank ||
      a.row.sort_title.length - b.row.sort_title.length ||
      (a.row.sort_title < b.row.sort_title ? -1 : a.row.sort_title > b.row.sort_title ? 1 : a.row.id - b.row.id),
  )
  return ranked.map(({ row }) => row.id)
}

/** What somebody types, as a beginning of sort keys: the article stands behind the title there. */
function typedKey(text: string): string {
  const key = titleSortKey(text)
  return /^\s*the\s+\S/i.test(text) && key.endsWith(' the') ? key.slice(0, -4) : key
}

/** Smaller is better. */
function rankOf(book: Candidate, words: string[], key: string): number {
  if (book.sort_title === key || book.sort_title === `${key} the`) return 0
  if (book.sort_title.startsWith(`${key} `)) return 1
  if (book.sort_title.startsWith(key)) return 2
  const title = indexWords(book.title)
  const whole = (word: string) => title.includes(word)
  const begun = (word: string) => title.some((other) => other.startsWith(word))
  if (words.every(whole)) return 3
  if (words.every(begun)) return 4
  const names = indexWords(`${book.title} ${book.sort_author} ${book.sort_series}`)
  if (words.every((word) => names.some((other) => other.startsWith(word)))) return 5
  return 6
}

/** Of very many matches: titles that begin with the text, then titles with the words, then whatever matches, by title. */
async function firstOfMany(
  { db, lists }: { db: Db; lists: BookLists },
  found: BookSet,
  words: string[],
  text: string,
  limit: number,
): Promise<number[]> {
  const key = typedKey(text)
  const begins = await db
    .selectFrom('books')
    .select('id')
    .where('is_library_visible', '=', true)
    .where('sort_title', '>=', key)
    .where('sort_title', '<', `${key}\u{10ffff}`)
    .orderBy('sort_title')
    .orderBy('id')
    .limit(limit * 4)
    .execute()
  const ids = new Set(begins.map(({ id }) => id).filter((id) => found.has(id)))
  for (const filters of [{ titleWords: words }, { words }]) {
    if (ids.size >= limit) break
    const page = await lists.page({ filters, order: 'title', offset: 0, limit: Math.min(RANKED, limit * 2) })
    for (const id of page.ids) ids.add(id)
  }
  return [...ids]
}
