import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import { type AnyId, plainId, readAnyId } from '#domain/catalog/any-id.ts'
import type { BookKeys, BookLists } from '#domain/catalog/book-lists.ts'
import type { FacetCounts } from '#domain/catalog/facets.ts'
import { listsOfReader } from '#domain/lists/list-store.ts'
import { wholeSeconds } from '#kernel/clock.ts'
import { notFound } from '#kernel/errors.ts'
import {
  type BooksFeed,
  type Feed,
  type FeedPlace,
  feedId,
  type NavigationEntry,
  type NavigationFeed,
  type Paging,
} from './feed.ts'
import { FeedNames } from './feed-names.ts'
import {
  type FeedReader,
  findLibrary,
  findList,
  findReadableBook,
  pageOfList,
  pageOfReading,
  pageOfSeries,
} from './feed-places.ts'
import { facetsOf, filtersOf, orderOf } from './narrow-books.ts'
import { type FeedBook, oneLine, readFeedBooks } from './read-feed-books.ts'
import { ReadableBooks } from './readable-books.ts'
import { searchFeed } from './search-feed.ts'

export interface FeedDeps {
  db: Db
  dialect: Dialect
  lists: BookLists
  facets: FacetCounts
}

export interface FeedRequest {
  /** As it was asked for: ids in any form. */
  place: FeedPlace
  paging: Paging
  reader: FeedReader
  /** Since when the reader's catalogue is as it is. */
  changedAt: string
  /** Whether navigation brings some books along. */
  withShelves: boolean
}

const NAME = 'Colophon'
const ROOT = { at: 'root' } as const
/** Books that a shelf of the root shows. */
const ON_SHELF = 10

/** The catalogue for reading apps as data, whatever it is written in; one instance for a process. */
export interface Feeds {
  /** @throws not-found for what does not exist or holds nothing that this reader can read */
  read(request: FeedRequest): Promise<Feed>
  /** One book with its files. @throws not-found */
  book(id: string, reader: FeedReader): Promise<FeedBook>
}

export function createFeeds(deps: FeedDeps): Feeds {
  const { db, dialect } = deps
  const books = new ReadableBooks(deps)
  const names = new FeedNames(deps)
  const idOf = (thing: string, text: string): AnyId => {
    const id = readAnyId(dialect, text)
    if (!id) throw notFound(thing, text)
    return id
  }

  async function read(request: FeedRequest): Promise<Feed> {
    const { place, reader } = request
    const { scope } = reader
    const stretch = stretchOf(request.paging)
    switch (place.at) {
      case 'root':
        return readRoot(request)
      case 'all': {
        const { order = 'title', direction = 'asc' } = orderOf(place.narrowed)
        const filters = await filtersOf(deps, place.narrowed)
        const page = await books.page(scope, { filters, order, direction, ...stretch })
        const feed = await booksFeed(request, 'All books', page)
        const facets = await facetsOf({ facets: deps.facets, books }, scope, place.narrowed, feed.books)
        return { ...feed, facets }
      }
      case 'recent': {
        const page = await books.page(scope, { order: 'added', direction: 'desc', ...stretch })
        return booksFeed(request, 'Recently added', page)
      }
      case 'reading':
        return booksFeed(request, 'Continue reading', keysOf(await pageOfReading(db, reader, stretch)))
      case 'search': {
        const page = await searchFeed({ db, dialect, books }, scope, place.terms, stretch)
        return booksFeed(request, `Search: ${place.terms.text}`, page)
      }
      case 'authors':
        return namesFeed(request, 'authors')
      case 'series-list':
        return namesFeed(request, 'series')
      case 'author': {
        const author = (await names.find('authors', idOf('author', place.id))) ?? missing('author', place.id)
        const page = await books.page(scope, { filters: { author: author.id }, order: 'title', ...stretch })
        if (page.total === 0) throw notFound('author', place.id)
        return booksFeed({ ...request, place: { at: 'author', id: plainId(author.public_id) } }, author.name, page)
      }
      case 'series':
        return readSeries(request, place.id)
      case 'lists':
        return navigation(request, 'Reading lists', await listEntries(reader))
      case 'list': {
        const list =
          (await findList(db, reader.userId, idOf('reading list', place.id))) ?? missing('reading list', place.id)
        const page = keysOf(await pageOfList(db, reader, list.id, stretch))
        return booksFeed({ ...request, place: { at: 'list', id: plainId(list.public_id) } }, list.name, page)
      }
      case 'libraries':
        return navigation(request, 'Libraries', await libraryEntries())
      case 'library': {
        const library = (await findLibrary(db, idOf('library', place.id))) ?? missing('library', place.id)
        const page = await books.page(scope, { filters: { library: library.id }, order: 'title', ...stretch })
        return booksFeed({ ...request, place: { at: 'library', id: plainId(library.public_id) } }, library.name, page)
      }
      case 'book': {
        const book = await readBook(place.id, reader)
        const feed = feedOf(request, book.title, null, { at: 'book', id: book.id })
        const times = [book.updated, ...(book.files.some(({ pages }) => pages) && book.place ? [book.place.at] : [])]
        return { ...feed, kind: 'acquisition', updated: times.sort().at(-1) ?? book.updated, books: [book], facets: [] }
      }
    }
  }

  async function readBook(id: string, reader: FeedReader): Promise<FeedBook> {
    const found = await findReadableBook(db, reader, idOf('book', id))
    const [book] = found ? await readFeedBooks(deps, [found.id], reader.userId) : []
    return book ?? missing('book', id)
  }

  async function booksFeed(request: FeedRequest, title: string, { ids, total }: BookKeys): Promise<BooksFeed> {
    return {
      ...feedOf(request, title, total),
      kind: 'acquisition',
      books: await readFeedBooks(deps, ids, request.reader.userId),
      facets: [],
    }
  }

  async function readSeries(request: FeedRequest, text: string): Promise<BooksFeed> {
    const series = (await names.find('series', idOf('series', text))) ?? missing('series', text)
    const page = await pageOfSeries(db, request.reader, series.id, stretchOf(request.paging))
    if (page.total === 0) throw notFound('series', text)
    const place = { at: 'series', id: plainId(series.public_id) } as const
    const feed = await booksFeed({ ...request, place }, series.name, keysOf(page))
    const positions = new Map(page.rows.map(({ id, position }) => [id, position]))
    return { ...feed, books: feed.books.map((book) => ({ ...book, position: positions.get(book.key) ?? null })) }
  }

  async function namesFeed(request: FeedRequest, table: 'authors' | 'series'): Promise<NavigationFeed> {
    const page = await names.page(table, request.reader.scope, stretchOf(request.paging))
    const [title, at] = table === 'authors' ? (['Authors', 'author'] as const) : (['Series', 'series'] as const)
    const entries = page.names.map(({ id, name, bookCount, updated }) =>
      entryOf({ at, id }, name, bookCount === 1 ? '1 book' : `${bookCount} books`, updated),
    )
    return { ...feedOf(request, title, page.total), kind: 'navigation', entries, shelves: [] }
  }

  function navigation(request: FeedRequest, title: string, all: NavigationEntry[]): NavigationFeed {
    const { offset, limit } = stretchOf(request.paging)
    const entries = all.slice(offset, offset + limit)
    return { ...feedOf(request, title, all.length), kind: 'navigation', entries, shelves: [] }
  }

  async function readRoot(request: FeedRequest): Promise<NavigationFeed> {
    const { reader, changedAt, withShelves } = request
    const { userId, scope } = reader
    const few = { offset: 0, limit: withShelves ? ON_SHELF : 1 }
    const newest = await books.page(scope, { order: 'added', direction: 'desc', ...few })
    const reading = keysOf(await pageOfReading(db, reader, few))
    const [lists, libraries] = [await listEntries(reader), await libraryEntries()]
    const entry = (
      at: 'recent' | 'reading' | 'authors' | 'series-list' | 'lists' | 'libraries',
      title: string,
      about: string,
    ) => entryOf({ at }, title, about, changedAt)
    const recent = entry('recent', 'Recently added', 'Newest first')
    const goOn = entry('reading', 'Continue reading', 'What you are in, last read first')
    const entries: NavigationEntry[] = [
      {
        ...entryOf({ at: 'all', narrowed: {} }, 'All books', 'Every book you can read, by title', changedAt),
        count: newest.total,
      },
      recent,
      { ...entry('authors', 'Authors', 'Browse by author'), count: await names.count('authors', scope) },
      { ...entry('series-list', 'Series', 'Browse by series'), count: await names.count('series', scope) },
      ...(reading.total > 0 ? [goOn] : []),
      ...(lists.length > 0 ? [entry('lists', 'Reading lists', 'Your own selections')] : []),
      ...(libraries.length > 1 ? [entry('libraries', 'Libraries', 'Browse by library')] : []),
    ]
    const shelf = async (shown: NavigationEntry, { ids }: BookKeys) => ({
      entry: shown,
      books: await readFeedBooks(deps, ids, userId),
    })
    const shelves = withShelves ? [await shelf(goOn, reading), await shelf(recent, newest)] : []
    return {
      ...feedOf(request, NAME, null),
      kind: 'navigation',
      up: null,
      entries,
      shelves: shelves.filter((one) => one.books.length > 0),
    }
  }

  async function listEntries({ userId }: FeedReader): Promise<NavigationEntry[]> {
    return (await listsOfReader(db, userId)).map(({ public_id, name, description, updated_at }) =>
      entryOf({ at: 'list', id: plainId(public_id) }, name, description ?? 'Reading list', wholeSeconds(updated_at)),
    )
  }

  async function libraryEntries(): Promise<NavigationEntry[]> {
    const rows = await db.selectFrom('libraries').select(['public_id', 'name', 'updated_at']).orderBy('name').execute()
    return rows.map(({ public_id, name, updated_at }) =>
      entryOf({ at: 'library', id: plainId(public_id) }, name, 'Library', wholeSeconds(updated_at)),
    )
  }

  return { read, book: readBook }
}

const stretchOf = ({ page, size }: Paging) => ({ offset: (page - 1) * size, limit: size })
const keysOf = ({ rows, total }: { rows: { id: number }[]; total: number }): BookKeys => ({
  ids: rows.map(({ id }) => id),
  total,
})

const entryOf = (place: FeedPlace, title: string, about: string, updated: string): NavigationEntry => ({
  place,
  id: feedId(place),
  title: oneLine(title) || 'Untitled',
  about: oneLine(about),
  updated,
})

const UP: Partial<Record<FeedPlace['at'], FeedPlace>> = {
  author: { at: 'authors' },
  series: { at: 'series-list' },
  list: { at: 'lists' },
  library: { at: 'libraries' },
}

function feedOf({ place: asked, paging, changedAt }: FeedRequest, title: string, total: number | null, place = asked) {
  return {
    place,
    id: feedId(place),
    title: oneLine(title) || 'Untitled',
    updated: changedAt,
    up: UP[place.at] ?? ROOT,
    paging: total === null ? null : { ...paging, total },
  }
}

function missing(thing: string, id: string): never {
  throw notFound(thing, id)
}
