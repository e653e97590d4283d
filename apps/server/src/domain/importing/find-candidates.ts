import { toIsbn13 } from '@colophon/formats/isbn.ts'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import type { MediaType } from '#database/schema.ts'
import { comparePeople, nameVariants } from '#domain/metadata/author-identity.ts'
import { jaroWinkler } from '#domain/metadata/likeness.ts'
import { dedupKey, mainKey } from '#domain/metadata/title-key.ts'
import { significantWords } from '#domain/releases/words.ts'
import { fold, nameKey, nameSortKey, sortName, titleSortKey } from '#kernel/text.ts'

/** What is known of a book that is looked for. */
export interface Evidence {
  title: string | null
  author: string | null
  isbns: readonly string[]
  asin: string | null
}

export interface Candidate {
  id: number
  title: string
  status: string
  mediaType: MediaType
  isLocal: boolean
  isExcluded: boolean
  authorId: number
}

export type NoCandidate = 'no_title_parsed' | 'author_not_in_library' | 'no_candidate_books' | 'no_title_match'

export type Match =
  | { kind: 'confident'; book: Candidate }
  | { kind: 'ambiguous'; books: Candidate[] }
  | { kind: 'none'; reason: NoCandidate }

const MOST_AUTHORS = 200
const MOST_BOOKS = 5_000
const SHOWN = 20
const ALIKE = 0.85
const ALIKE_NAMES = 0.8

interface FinderDeps {
  db: Db
  dialect: Dialect
}

/** Remembers who was asked for: files of one author come in flocks. */
export interface Finder {
  find(evidence: Evidence, isWanted?: (book: Candidate) => boolean): Promise<Match>
}

/** Finds books by what files and their names say, without ever walking the whole catalogue. */
export function createFinder(deps: FinderDeps): Finder {
  const shelves = new Map<string, Promise<Candidate[] | null>>()
  const shelfOf = (author: string) => {
    const key = nameKey(author)
    const known = shelves.get(key) ?? booksBy(deps, author)
    shelves.set(key, known)
    return known
  }
  return {
    async find(evidence, isWanted = () => true) {
      const byNumber = (await booksByNumber(deps, evidence)).filter(isWanted)
      if (byNumber.length > 0) return choose(byNumber)
      const { title, author } = evidence
      if (!title?.trim()) return { kind: 'none', reason: 'no_title_parsed' }
      if (!author?.trim()) return matchTitle((await booksTitled(deps, title)).filter(isWanted), title, false)
      const shelf = await shelfOf(author)
      if (shelf === null) return { kind: 'none', reason: 'author_not_in_library' }
      const wanted = shelf.filter(isWanted)
      if (wanted.length === 0) return { kind: 'none', reason: 'no_candidate_books' }
      return matchTitle(wanted, title, true)
    },
  }
}

/** Equal titles win over like ones; the books of providers over those that a scan made of the same file. */
export function matchTitle(books: readonly Candidate[], title: string, isAuthorKnown: boolean): Match {
  const keys = [dedupKey(title), mainKey(title)]
  const exact = books.filter((book) => dedupKey(book.title) === keys[0])
  if (exact.length > 0) return choose(exact)
  const main = books.filter((book) => keys.includes(mainKey(book.title)) || keys.includes(dedupKey(book.title)))
  if (main.length > 0) return choose(main)
  if (!isAuthorKnown) return { kind: 'none', reason: 'no_title_match' }
  const like = books.filter((book) => isLike(book.title, title))
  return like.length > 0 ? choose(like) : { kind: 'none', reason: 'no_title_match' }
}

function isLike(one: string, other: string): boolean {
  const [a, b] = [dedupKey(one), dedupKey(other)]
  const lengths = Math.min(a.length, b.length) / Math.max(a.length, b.length, 1)
  if (lengths >= 0.25 && jaroWinkler(a, b) >= ALIKE && sharedWords(one, other) > 0) return true
  return sharedWords(one, other) >= 2
}

function sharedWords(one: string, other: string): number {
  const words = new Set(significantWords(one))
  return new Set(significantWords(other).filter((word) => words.has(word))).size
}

function choose(books: readonly Candidate[]): Match {
  const upstream = books.filter(({ isLocal }) => !isLocal)
  const [only, ...more] = upstream.length > 0 ? upstream : books
  if (!only) return { kind: 'none', reason: 'no_title_match' }
  return more.length === 0
    ? { kind: 'confident', book: only }
    : { kind: 'ambiguous', books: [only, ...more].slice(0, SHOWN) }
}

const COLUMNS = ['books.id', 'title', 'status', 'media_type', 'metadata_provider', 'is_excluded', 'author_id'] as const

const candidates = (db: Db) =>
  db.selectFrom('books').select(COLUMNS).where('author_id', 'is not', null).where('deleted_at', 'is', null)

type Row = Awaited<ReturnType<ReturnType<typeof candidates>['execute']>>[number]

const asCandidate = (row: Row): Candidate => ({
  id: row.id,
  title: row.title,
  status: row.status,
  mediaType: row.media_type,
  isLocal: row.metadata_provider === 'local',
  isExcluded: row.is_excluded,
  authorId: row.author_id ?? 0,
})

/** By ISBN of an edition, or by the numbers that files of the book are known by. */
async function booksByNumber({ db, dialect }: FinderDeps, { isbns, asin }: Evidence): Promise<Candidate[]> {
  const thirteen = [...new Set(isbns.flatMap((isbn) => [isbn, toIsbn13(isbn) ?? isbn]))]
  const keys = [...thirteen.map((isbn) => `isbn:${isbn}`), ...(asin ? [`asin:${asin}`] : [])]
  if (keys.length === 0) return []
  const byKey = await db.selectFrom('match_keys').select('book_id').where('key', 'in', keys).limit(SHOWN).execute()
  const byEdition =
    thirteen.length === 0
      ? []
      : await db.selectFrom('editions').select('book_id').where('isbn13', 'in', thirteen).limit(SHOWN).execute()
  const ids = [...new Set([...byKey, ...byEdition].map(({ book_id }) => book_id))]
  if (ids.length === 0) return []
  const rows = await candidates(db).where(dialect.isAmong('books.id', ids)).execute()
  return rows.map(asCandidate)
}

/** All books of the people that a name may mean; null where nobody is called that. */
async function booksBy({ db, dialect }: FinderDeps, author: string): Promise<Candidate[] | null> {
  const ids = await authorsCalled(db, author)
  if (ids.length === 0) return null
  const rows = await candidates(db)
    .where(dialect.isAmong('author_id', ids))
    .where('is_excluded', '=', false)
    .orderBy('books.id')
    .limit(MOST_BOOKS)
    .execute()
  return rows.map(asCandidate)
}

async function authorsCalled(db: Db, author: string): Promise<number[]> {
  const keys = [...new Set([nameKey(author), ...nameVariants(author)])]
  const exact = await db.selectFrom('authors').select('id').where('name_key', 'in', keys).execute()
  const alias = await db.selectFrom('author_aliases').select('author_id as id').where('name_key', 'in', keys).execute()
  // The sorted name begins with the surname, so that those who share it stand together in an index.
  const surname = nameSortKey(sortName(author)).split(',')[0] ?? ''
  const near =
    surname.length < 2
      ? []
      : await db
          .selectFrom('authors')
          .select(['id', 'author_name'])
          .where('sort_key', '>=', surname)
          .where('sort_key', '<', `${surname}\u{10FFFF}`)
          .orderBy('sort_key')
          .limit(MOST_AUTHORS)
          .execute()
  const people = near.filter(({ author_name }) => isSamePerson(author_name, author))
  return [...new Set([...exact, ...alias, ...people].map(({ id }) => id))]
}

function isSamePerson(one: string, other: string): boolean {
  if (comparePeople({ name: one }, { name: other }) === 'same') return true
  return jaroWinkler(fold(one), fold(other)) >= ALIKE_NAMES && initialOf(one) === initialOf(other)
}

const initialOf = (name: string) => fold(sortName(name)).split(/,\s*/)[1]?.[0]

async function booksTitled({ db }: FinderDeps, title: string): Promise<Candidate[]> {
  const keys = [...new Set([titleSortKey(title), titleSortKey(title, 'en')])]
  const rows = await candidates(db)
    .where('is_library_visible', 'in', [true, false])
    .where('sort_title', 'in', keys)
    .where('is_excluded', '=', false)
    .limit(SHOWN)
    .execute()
  return rows.map(asCandidate)
}
