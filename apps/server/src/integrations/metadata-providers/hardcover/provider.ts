import { toIsbn10 } from '@colophon/formats/isbn.ts'
import type { FoundWork, MetadataProvider, ProviderCall, SeriesEntry } from '#domain/metadata/provider.ts'
import { unavailable } from '#kernel/errors.ts'
import type { Ask, Verdict } from '../caller.ts'
import { count, type Fields, fields, fieldsOf, line, objects } from '../reading.ts'
import {
  authorOf,
  documentsOf,
  EDITION_FIELDS,
  editionOf,
  languageOf,
  seriesOfDocument,
  WORK_FIELDS,
  workOfBook,
  workOfDocument,
} from './payloads.ts'

const PAGE = 100
const MOST_WORKS = 500
const MOST_EDITIONS = 1_000
const MOST_LISTED = 5_000
const MOST_MERGES = 2

const AUTHOR_ROLE =
  '_or: [{contribution: {_is_null: true}}, {contribution: {_eq: ""}}, {contribution: {_eq: "Author"}}]'
/** Shelves that everybody has, by the numbers under which they are offered. */
const SHELVES = [
  { foreignId: '-1', name: 'Want to read', status: 1 },
  { foreignId: '-2', name: 'Currently reading', status: 2 },
  { foreignId: '-3', name: 'Read', status: 3 },
  { foreignId: '-4', name: 'Did not finish', status: 5 },
]

const SEARCH = `query Search($query: String!, $queryType: String!) {
  search(query: $query, query_type: $queryType, per_page: 20, page: 1) { results } }`
const AUTHOR_FIELDS = 'id name slug bio born_year books_count image { url } alternate_names'

/** Hardcover (docs.hardcover.app): series, curated genres and lists. Every question needs somebody's token. */
export function hardcover(ask: Ask, token: string): MetadataProvider {
  async function query(text: string, variables: object, call?: ProviderCall, isPrivate = false): Promise<Fields> {
    const request = {
      method: 'POST',
      path: '/v1/graphql',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: text.replace(/\s+/g, ' '), variables }),
      isPrivate,
    } as const
    return (await ask(request, dataOf, call)) ?? {}
  }

  async function pages(
    text: string,
    variables: object,
    { table, most, isPrivate = false }: { table: string; most: number; isPrivate?: boolean },
    call?: ProviderCall,
  ): Promise<Fields[]> {
    const all: Fields[] = []
    for (let offset = 0; offset < most; offset += PAGE) {
      const limit = Math.min(PAGE, most - offset)
      const rows = objects((await query(text, { ...variables, limit, offset }, call, isPrivate))[table])
      all.push(...rows)
      if (rows.length < limit) break
    }
    return all
  }

  const search = async (text: string, queryType: string, call?: ProviderCall) =>
    documentsOf(await query(SEARCH, { query: text, queryType }, call))

  /** Names first: `1984` is one before it is a number. */
  async function find(kind: 'authors' | 'books', foreignId: string, what: string, call?: ProviderCall) {
    const id = /^hc:(.{1,200})$/.exec(foreignId)?.[1]
    if (!id) return undefined
    const bySlug = `query Find($slug: String!) { ${kind}(where: {slug: {_eq: $slug}}, limit: 1) { ${what} } }`
    const [named] = objects((await query(bySlug, { slug: id }, call))[kind])
    if (named || !/^\d{1,9}$/.test(id)) return named
    return byNumber(kind, Number(id), what, call)
  }

  async function byNumber(kind: 'authors' | 'books', id: number, what: string, call?: ProviderCall) {
    const text = `query FindById($id: Int!) { ${kind}(where: {id: {_eq: $id}}, limit: 1) { ${what} } }`
    return objects((await query(text, { id }, call))[kind])[0]
  }

  /** A book that was merged into another one is that other one. */
  async function canonical(book: Fields | undefined, call?: ProviderCall): Promise<FoundWork | undefined> {
    let at = book
    for (let hops = 0; at && hops < MOST_MERGES; hops++) {
      const into = count(at.canonical_id)
      if (into === null) break
      at = await byNumber('books', into, WORK_FIELDS, call)
    }
    return at && workOfBook(at)
  }

  return {
    id: 'hardcover',
    async searchAuthors(text, call) {
      return (await search(text, 'Author', call)).flatMap((document) => authorOf(document) ?? [])
    },
    async searchBooks(text, call) {
      return (await search(text, 'Book', call)).flatMap((document) => workOfDocument(document) ?? [])
    },
    async searchSeries(text, call) {
      return (await search(text, 'Series', call)).flatMap((document) => seriesOfDocument(document) ?? [])
    },
    async author(foreignId, call) {
      const found = await find('authors', foreignId, AUTHOR_FIELDS, call)
      return found && authorOf(found)
    },
    async worksOfAuthor({ name }, call) {
      const text = `query AuthorBooks($name: String!, $limit: Int!, $offset: Int!) {
        books(where: {canonical_id: {_is_null: true}, contributions: {author: {name: {_eq: $name}}, ${AUTHOR_ROLE}}},
          limit: $limit, offset: $offset, order_by: {users_count: desc}) { ${WORK_FIELDS} } }`
      const books = await pages(text, { name }, { table: 'books', most: MOST_WORKS }, call)
      return books.flatMap((book) => workOfBook(book) ?? [])
    },
    async work(foreignId, call) {
      return canonical(await find('books', foreignId, WORK_FIELDS, call), call)
    },
    async byIsbn(isbn13, call) {
      const text = `query ByIsbn($isbn13: String!, $isbn10: String!) {
        editions(where: {_or: [{isbn_13: {_eq: $isbn13}}, {isbn_10: {_eq: $isbn10}}]}, limit: 1) {
          language { language code3 } book { ${WORK_FIELDS} } } }`
      const found = await query(text, { isbn13, isbn10: toIsbn10(isbn13) ?? isbn13 }, call)
      const edition = objects(found.editions)[0]
      const work = edition && (await canonical(fields(edition.book), call))
      if (!edition || !work) return undefined
      return { ...work, language: languageOf(edition) ?? work.language, isbns: [...new Set([isbn13, ...work.isbns])] }
    },
    async editions(workId, limit, call) {
      const slug = /^hc:(.{1,200})$/.exec(workId)?.[1]
      if (!slug) return []
      const text = `query Editions($slug: String!, $limit: Int!, $offset: Int!) {
        editions(where: {book: {slug: {_eq: $slug}}}, limit: $limit, offset: $offset, order_by: {users_count: desc}) {
          ${EDITION_FIELDS} } }`
      const rows = await pages(text, { slug }, { table: 'editions', most: Math.min(limit, MOST_EDITIONS) }, call)
      return rows.flatMap((edition) => editionOf(edition) ?? [])
    },
    async seriesEntries(seriesId, call) {
      const id = /^(?:hc-series:)?(\d{1,9})$/.exec(seriesId)?.[1]
      if (!id) return undefined
      const text = `query Series($id: Int!) { series_by_pk(id: $id) { id name books_count
        book_series(distinct_on: position, order_by: [{position: asc}, {book: {users_count: desc}}],
          where: {book: {canonical_id: {_is_null: true}}, compilation: {_eq: false}}) {
          position details book { ${WORK_FIELDS} } } } }`
      const found = await query(text, { id: Number(id) }, call)
      if (line(fields(found.series_by_pk).id) === null) return undefined
      return objects(fields(found.series_by_pk).book_series, MOST_LISTED).flatMap((row): SeriesEntry[] => {
        const work = workOfBook(fields(row.book))
        return work ? [{ position: line(row.position) ?? line(row.details), work }] : []
      })
    },
    async lists(call) {
      const text = 'query Lists { me { id username lists(order_by: {name: asc}) { id name slug books_count } } }'
      const [me] = objects((await query(text, {}, call, true)).me)
      const own = objects(me?.lists).flatMap((list) => {
        const foreignId = line(list.id)
        const name = line(list.name)
        return foreignId && name ? [{ foreignId, name, bookCount: count(list.books_count) }] : []
      })
      return [...SHELVES.map(({ foreignId, name }) => ({ foreignId, name, bookCount: null })), ...own]
    },
    async worksOfList(listId, call) {
      const shelf = SHELVES.find(({ foreignId }) => foreignId === listId)
      const rows = shelf ? await ofShelf(shelf.status, call) : await ofList(listId, call)
      return rows.flatMap((row) => workOfBook(fields(row.book)) ?? [])
    },
  }

  async function ofList(listId: string, call?: ProviderCall): Promise<Fields[]> {
    if (!/^\d{1,9}$/.test(listId)) return []
    const text = `query ListBooks($list: Int!, $limit: Int!, $offset: Int!) {
      list_books(where: {list_id: {_eq: $list}}, order_by: {position: asc}, limit: $limit, offset: $offset) {
        position book { ${WORK_FIELDS} } } }`
    return pages(text, { list: Number(listId) }, { table: 'list_books', most: MOST_LISTED, isPrivate: true }, call)
  }

  async function ofShelf(status: number, call?: ProviderCall): Promise<Fields[]> {
    const text = `query Shelf($status: Int!, $limit: Int!, $offset: Int!) {
      me { user_books(where: {status_id: {_eq: $status}}, order_by: {id: asc}, limit: $limit, offset: $offset) {
        id book { ${WORK_FIELDS} } } } }`
    const all: Fields[] = []
    for (let offset = 0; offset < MOST_LISTED; offset += PAGE) {
      const found = await query(text, { status, limit: PAGE, offset }, call, true)
      const rows = objects(objects(found.me)[0]?.user_books)
      all.push(...rows)
      if (rows.length < PAGE) break
    }
    return all
  }
}

/** Errors come with a status of 200 too; an answer with one is no answer. */
function dataOf(body: string): Fields {
  const answer = fieldsOf(body)
  const message = line(objects(answer.errors)[0]?.message)
  if (message) throw unavailable('provider.answer', `Hardcover refused the question: ${message}`)
  return fields(answer.data)
}

/** Whether the token is what is wrong: that does not pass by waiting. */
export function judgeHardcover(status: number, body: string, onRejected: () => void): Verdict | undefined {
  if (status !== 200 && status !== 401 && status !== 403) return undefined
  const isRejected =
    status === 401 ||
    /"(?:invalid-headers|invalid-jwt|insufficient_scope)"|token[^"]{0,40}expired/i.test(body.slice(0, 2_000))
  if (!isRejected) return undefined
  if (status === 200 && !/^\s*\{\s*"errors?"/.test(body)) return undefined
  onRejected()
  const error = unavailable(
    'provider.credentials',
    'Hardcover does not accept its token any more; paste a new one in the settings',
  )
  return { kind: 'error', error }
}
