import { sql } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import { titleSortKey } from '#kernel/text.ts'
import type { BookLists } from './book-lists.ts'
import { indexWords } from './derived.ts'

/** So many matches are ranked one by one; of more of them nobody reads beyond the first page. */
export const RANKED = 500

export interface SearchDeps {
  db: Db
  dialect: Dialect
  lists: BookLists
}

export interface FoundBooks {
  /** The first of them. */
  ids: number[]
  /** How many match in all; null where it was not found out. */
  total: number | null
}

/**
 * Books that match every word, best first: titles that are the words or begin with them, then words in titles, then
 * people and series, then the rest; shorter titles first. The same on every database, which is why none of them ranks.
 */
export async function searchBooks(
  { db, dialect, lists }: SearchDeps,
  text: string,
  limit: number,
): Promise<FoundBooks> {
  const words = indexWords(text)
  if (words.length === 0) return { ids: [], total: 0 }
  const begun = await beginning(db, typedKey(text), limit)
  // Who has typed two letters gets the titles that begin with them, and nobody has to find all that match.
  if (begun.length >= limit) return { ids: begun, total: null }
  const found = await lists.members({ words })
  const ids =
    found.count <= RANKED
      ? await rankFew({ db, dialect }, [...found.members()], text)
      : await firstOfMany(lists, begun, words, limit)
  return { ids: ids.slice(0, limit), total: found.count }
}

/** Books whose title begins with a key, by title: the title that is the key comes first. */
async function beginning(db: Db, key: string, limit: number): Promise<number[]> {
  const rows = await db
    .selectFrom('books')
    .select('id')
    .where('is_library_visible', '=', true)
    .where('sort_title', '>=', key)
    .where('sort_title', '<', `${key}\u{10ffff}`)
    .orderBy('sort_title')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

interface Candidate {
  id: number
  sort_title: string
  sort_author: string
  sort_series: string
}

/** Puts books that match a text in order, best first; all of them, so for no more than RANKED. */
export async function rankFew(
  { db, dialect }: { db: Db; dialect: Dialect },
  ids: number[],
  text: string,
): Promise<number[]> {
  const { rows } = await sql<Candidate>`select id, sort_title, sort_author, sort_series from books
    where ${dialect.isAmong('id', ids)}`.execute(db)
  const [key, words] = [typedKey(text), indexWords(text)]
  const ranked = rows.map((row) => ({ row, rank: rankOf(row, words, key) }))
  ranked.sort((a, b) => a.rank - b.rank || byTitle(a.row, b.row))
  return ranked.map(({ row }) => row.id)
}

function byTitle(a: Candidate, b: Candidate): number {
  if (a.sort_title.length !== b.sort_title.length) return a.sort_title.length - b.sort_title.length
  if (a.sort_title !== b.sort_title) return a.sort_title < b.sort_title ? -1 : 1
  return a.id - b.id
}

/** What somebody types, as a beginning of sort keys: the article stands behind the title there. */
function typedKey(text: string): string {
  const key = titleSortKey(text)
  return /^\s*the\s+\S/i.test(text) && key.endsWith(' the') ? key.slice(0, -4) : key
}

/** Smaller is better. */
function rankOf({ sort_title, sort_author, sort_series }: Candidate, words: string[], key: string): number {
  if (sort_title === key || sort_title === `${key} the`) return 0
  if (sort_title.startsWith(`${key} `)) return 1
  if (sort_title.startsWith(key)) return 2
  // Sort keys are folded words already; numbers in them are padded.
  const title = ` ${sort_title} `
  const padded = words.map((word) => (/^\d+$/.test(word) ? word.padStart(8, '0') : word))
  if (padded.every((word) => title.includes(` ${word} `))) return 3
  if (padded.every((word) => title.includes(` ${word}`))) return 4
  const names = ` ${sort_author} ${sort_series}`
  if (words.every((word, at) => names.includes(` ${word}`) || title.includes(` ${padded[at]}`))) return 5
  return 6
}

/** Of very many matches: titles that begin with the text, then titles with the words, then whatever matches, by title. */
async function firstOfMany(lists: BookLists, begun: number[], words: string[], limit: number): Promise<number[]> {
  const ids = new Set(begun)
  for (const filters of [{ titleWords: words }, { words }]) {
    if (ids.size >= limit) break
    const page = await lists.page({ filters, order: 'title', offset: 0, limit: limit * 2 })
    for (const id of page.ids) ids.add(id)
  }
  return [...ids]
}
