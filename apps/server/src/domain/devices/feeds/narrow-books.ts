import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import type { BookFilters } from '#domain/catalog/book-filters.ts'
import type { BookOrder } from '#domain/catalog/book-orders.ts'
import type { FacetCounts, Facets } from '#domain/catalog/facets.ts'
import { languageCode, languageTag } from '#domain/catalog/language-code.ts'
import type { Direction } from '#domain/catalog/ordered-books.ts'
import type { OwnerScope } from '#domain/catalog/owner-scope.ts'
import { nameKey } from '#kernel/text.ts'
import type { BooksFeed, Narrowing } from './feed.ts'
import type { FeedBook } from './read-feed-books.ts'
import type { ReadableBooks } from './readable-books.ts'

const ORDERS: Record<string, { title: string; order: BookOrder; direction: Direction }> = {
  title: { title: 'Title', order: 'title', direction: 'asc' },
  new: { title: 'Newest', order: 'added', direction: 'desc' },
  author: { title: 'Author', order: 'author', direction: 'asc' },
}
const DEFAULT_SORT = 'title'
/** More choices than this help nobody on the screen of a reader. */
const MOST = 12

/** The list order that an address asks for; by title unless it asks for another one that there is. */
export const orderOf = ({ sort }: Narrowing) => ORDERS[sort ?? DEFAULT_SORT] ?? { ...ORDERS[DEFAULT_SORT], title: '' }

/** Filters of an address. What names nothing leaves no book: it is not passed over. */
export async function filtersOf({ db }: { db: Db; dialect: Dialect }, narrowed: Narrowing): Promise<BookFilters> {
  const { lang, format, tag } = narrowed
  return {
    ...(lang ? { language: languageCode(lang) ?? lang } : {}),
    ...(format ? { format: format.toLowerCase() } : {}),
    ...(tag ? { tag: await findTagKey(db, tag) } : {}),
  }
}

/** Ids count up from 1, so that nothing has this one. */
const NO_TAG = 0

async function findTagKey(db: Db, name: string): Promise<number> {
  const tag = await db.selectFrom('tags').select('id').where('name_key', '=', nameKey(name)).executeTakeFirst()
  return tag?.id ?? NO_TAG
}

let names: Intl.DisplayNames | undefined

/** Not before the first catalogue for reading apps: the tables for it take 5 MB. */
function languageName(tag: string): string {
  names ??= new Intl.DisplayNames('en', { type: 'language' })
  return names.of(tag) ?? tag
}

/** Those languages and formats in which an account has something to read. */
async function choicesOf(
  books: ReadableBooks,
  scope: OwnerScope,
  { languages, formats }: Pick<Facets, 'languages' | 'formats'>,
): Promise<Pick<Facets, 'languages' | 'formats'>> {
  const hasAny = async (filters: BookFilters) => (await books.members(scope, filters)).count > 0
  const seen: Pick<Facets, 'languages' | 'formats'> = { languages: [], formats: [] }
  for (const one of languages) if (await hasAny({ language: one.language })) seen.languages.push(one)
  for (const one of formats) if (await hasAny({ format: one.format })) seen.formats.push(one)
  return seen
}

/** By what the list of all books can be narrowed further; tags are those of the books that are shown. */
export async function facetsOf(
  { facets, books }: { facets: FacetCounts; books: ReadableBooks },
  scope: OwnerScope,
  narrowed: Narrowing,
  shown: readonly FeedBook[],
): Promise<BooksFeed['facets']> {
  const all = await facets.read()
  const { languages, formats } = scope === null ? all : await choicesOf(books, scope, all)
  const option = (name: keyof Narrowing, value: string, title: string) => ({
    title,
    place: { at: 'all' as const, narrowed: { ...narrowed, [name]: value } },
    isActive: (narrowed[name] ?? (name === 'sort' ? DEFAULT_SORT : undefined)) === value,
  })
  const tagsShown = new Set(shown.flatMap(({ tags }) => tags))
  const groups = [
    { title: 'Sort', options: Object.entries(ORDERS).map(([sort, { title }]) => option('sort', sort, title)) },
    {
      title: 'Language',
      options: languages.slice(0, MOST).map(({ language }) => {
        const tag = languageTag(null, language) ?? language
        return option('lang', tag, languageName(tag))
      }),
    },
    {
      title: 'Format',
      options: formats.slice(0, MOST).map(({ format }) => option('format', format, format.toUpperCase())),
    },
    { title: 'Tag', options: [...tagsShown].slice(0, MOST).map((tag) => option('tag', tag, tag)) },
  ]
  return groups.filter(({ options }) => options.length > 0)
}
