import type { Trx } from '#database/open.ts'
import { foldWords, nameKey } from '#kernel/text.ts'
import { languageCode } from './language-code.ts'
import { contradicts, isAlike, type MatchFacts, type MatchKey, matchKeys } from './match-keys.ts'
import type { NewFile, NewWork } from './new-file.ts'

/** The book that a file belongs to: one of the catalogue, or the one that an earlier file of the batch makes. */
export type Match = { book: number; reason: string } | { sameAs: number; reason: string } | null

/**
 * Says for each file which book it belongs to, with a constant number of queries for the whole batch.
 * @returns one match a file, in order; `sameAs` is the index of the earlier file
 */
export async function findWorks(trx: Trx, files: NewFile[]): Promise<Match[]> {
  const keys = files.map((file) => matchKeys(file, file.work))
  const known = await booksByKey(trx, [...new Set(keys.flat().map(({ key }) => key))])
  const facts = await factsOfBooks(trx, [...new Set([...known.values()].flat())])

  const inBatch = new Map<string, number>()
  return files.map((file, index) => {
    const mine = factsOfWork(file.work)
    const fits = (key: MatchKey, there: MatchFacts) =>
      !contradicts(mine, there) && (!key.needsLikeness || isAlike(mine, there))
    const match = firstMatch(keys[index] ?? [], (key) => {
      const book = known.get(key.key)?.find((id) => fits(key, facts.get(id) ?? NOTHING))
      if (book !== undefined) return { book }
      const earlier = inBatch.get(key.key)
      const there = earlier === undefined ? undefined : files[earlier]
      return earlier !== undefined && there && fits(key, factsOfWork(there.work)) ? { sameAs: earlier } : null
    })
    const owner = match && 'sameAs' in match ? match.sameAs : index
    if (!match || 'sameAs' in match)
      for (const { key } of keys[index] ?? []) if (!inBatch.has(key)) inBatch.set(key, owner)
    return match
  })
}

const NOTHING: MatchFacts = { title: '', author: '', languageCode: null, positions: new Map() }

function firstMatch(keys: MatchKey[], look: (key: MatchKey) => { book: number } | { sameAs: number } | null): Match {
  for (const key of keys) {
    const found = look(key)
    if (found) return { ...found, reason: key.reason }
  }
  return null
}

const factsOfWork = (work: NewWork): MatchFacts => ({
  title: foldWords(work.title),
  author: foldWords(work.creators.find((creator) => creator.role === 'author')?.name ?? ''),
  languageCode: languageCode(work.language),
  positions: new Map(work.series.map(({ name, position }) => [nameKey(name), position])),
})

async function booksByKey(trx: Trx, keys: string[]): Promise<Map<string, number[]>> {
  const found = new Map<string, number[]>()
  if (keys.length === 0) return found
  const rows = await trx
    .selectFrom('match_keys')
    .select(['key', 'book_id'])
    .where('key', 'in', keys)
    .orderBy('book_id')
    .execute()
  for (const { key, book_id } of rows) found.set(key, [...(found.get(key) ?? []), book_id])
  return found
}

async function factsOfBooks(trx: Trx, ids: number[]): Promise<Map<number, MatchFacts>> {
  if (ids.length === 0) return new Map()
  const books = await trx
    .selectFrom('books')
    .leftJoin('authors', 'authors.id', 'books.author_id')
    .select(['books.id', 'books.title', 'authors.name as author', 'language_code'])
    .where('books.id', 'in', ids)
    .execute()
  const places = await trx
    .selectFrom('book_series')
    .innerJoin('series', 'series.id', 'book_series.series_id')
    .select(['book_series.book_id', 'series.name_key', 'book_series.position'])
    .where('book_series.book_id', 'in', ids)
    .execute()
  return new Map(
    books.map(({ id, title, author, language_code }) => [
      id,
      {
        title: foldWords(title),
        author: foldWords(author ?? ''),
        languageCode: language_code,
        positions: new Map(places.filter((p) => p.book_id === id).map((p) => [p.name_key, p.position])),
      },
    ]),
  )
}
