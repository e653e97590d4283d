import { sql } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import type { BookFilters, FilterQuery } from '#domain/catalog/book-filters.ts'
import type { BookKeys } from '#domain/catalog/book-lists.ts'
import { indexWords } from '#domain/catalog/derived.ts'
import type { OwnerScope } from '#domain/catalog/owner-scope.ts'
import { RANKED, rankFew } from '#domain/catalog/search-books.ts'
import { isShown } from '#domain/catalog/shown.ts'
import { fold, nameKey, normaliseName } from '#kernel/text.ts'
import type { SearchTerms } from './feed.ts'
import type { ReadableBooks } from './readable-books.ts'

/** Behind every name that begins like this. */
const END = '\u{10ffff}'

/**
 * Books that match: words of title, people, series, description and identifiers, or a tag that begins like the whole text;
 * an author and a title narrow further. The best come first as long as they can be told apart, else by title.
 */
export async function searchFeed(
  { db, dialect, books }: { db: Db; dialect: Dialect; books: ReadableBooks },
  scope: OwnerScope,
  { text, author = '', title = '' }: SearchTerms,
  { offset, limit }: { offset: number; limit: number },
): Promise<BookKeys> {
  const words = indexWords(text)
  const titleWords = indexWords(title)
  const also: FilterQuery[] = []
  if (words.length > 0) also.push(wordsOrTag(dialect, words, text))
  if (normaliseName(author) !== '') also.push(byPerson(author))
  if (also.length === 0 && titleWords.length === 0) return { ids: [], total: 0 }
  const filters: BookFilters = { also, ...(titleWords.length > 0 ? { titleWords } : {}) }
  const found = await books.members(scope, filters)
  if (words.length === 0 || found.count > RANKED) return books.page(scope, { filters, order: 'title', offset, limit })
  const ranked = await rankFew({ db, dialect }, [...found.members()], text)
  return { ids: ranked.slice(offset, offset + limit), total: found.count }
}

function wordsOrTag(dialect: Dialect, words: string[], text: string): FilterQuery {
  const tag = nameKey(text)
  return {
    key: JSON.stringify(['words or tag', words, tag]),
    query: sql`(select w.book_id from ${dialect.search.matching(words)} as w
      union select g.book_id from book_tags as g join tags as t on t.id = g.tag_id
        where t.name_key >= ${tag} and t.name_key < ${tag + END})`,
  }
}

/** Somebody whose family name, or whole name, begins like this. */
function byPerson(text: string): FilterQuery {
  const typed = normaliseName(text)
  const [family, whole] = [fold(typed), typed.normalize('NFC').toLowerCase()]
  return {
    key: JSON.stringify(['person', family, whole]),
    query: sql`(select distinct c.book_id from book_creators as c join books as b on b.id = c.book_id
      where ${isShown('b')} and c.author_id in (
        select id from authors where sort_key >= ${family} and sort_key < ${family + END}
        union select id from authors where name_key >= ${whole} and name_key < ${whole + END}))`,
  }
}
