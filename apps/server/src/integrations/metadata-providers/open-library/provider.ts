import type { FoundWork, MetadataProvider, ProviderCall } from '#domain/metadata/provider.ts'
import { workOf } from '../blank-work.ts'
import type { Ask } from '../caller.ts'
import { type Fields, fields, fieldsOf, items, line, objects } from '../reading.ts'
import {
  authorKeys,
  authorOfPage,
  authorOfSearch,
  type Covers,
  editionOfPage,
  firstPicture,
  keyOf,
  workOfPage,
  workOfSearch,
} from './payloads.ts'

const SEARCH_FIELDS =
  'key,title,subtitle,author_name,author_key,first_publish_year,cover_i,isbn,subject,ratings_count,ratings_average,language,edition_count,number_of_pages_median,series_name,series_position'
const PAGE = 100
const MOST_WORKS = 2_000
const MOST_ENRICHED = 200
const MOST_REDIRECTS = 3

/**
 * Open Library (openlibrary.org/developers/api), the primary source.
 * @param coversBase its second host, which has the pictures
 */
export function openLibrary(ask: Ask, coversBase: string): MetadataProvider {
  const covers: Covers = (kind, id) => `${coversBase}/${kind}/id/${id}-L.jpg`

  /** A page by its key. Pages that were merged away name the one they went into; deleted ones are not there. */
  async function page(kind: 'authors' | 'works', key: string, call?: ProviderCall): Promise<Fields | undefined> {
    let at: string | null = key
    for (let hops = 0; at && hops <= MOST_REDIRECTS; hops++) {
      const found: Fields | undefined = await ask({ path: `/${kind}/${at}.json` }, fieldsOf, call)
      const type = line(fields(found?.type).key)
      if (type === '/type/delete') return undefined
      if (type !== '/type/redirect') return found
      at = keyOf(found?.location, kind === 'authors' ? 'A' : 'W')
    }
    return undefined
  }

  const search = async (q: string, limit: number, call?: ProviderCall): Promise<FoundWork[]> =>
    (await ask(
      { path: '/search.json', query: { q, limit, fields: SEARCH_FIELDS } },
      (body) => objects(fieldsOf(body).docs).flatMap((doc) => workOfSearch(doc, covers) ?? []),
      call,
    )) ?? []

  async function author(foreignId: string, call?: ProviderCall) {
    const key = keyOf(foreignId, 'A')
    const found = key ? await page('authors', key, call) : undefined
    return found && authorOfPage(found, covers)
  }

  /** Pages of works hold no names, languages and ratings; the search does, a little later than the pages. */
  async function work(foreignId: string, call?: ProviderCall): Promise<FoundWork | undefined> {
    const key = keyOf(foreignId, 'W')
    const found = key ? await page('works', key, call) : undefined
    const bare = found && workOfPage(found, covers)
    if (!found || !bare) return undefined
    const [indexed] = await search(`key:/works/${bare.foreignId}`, 1, call)
    if (indexed) return joined(bare, indexed)
    const authors = await Promise.all(
      authorKeys(found)
        .slice(0, 3)
        .map((id) => author(id, call)),
    )
    return { ...bare, authors: authors.flatMap((who) => (who ? [{ name: who.name, foreignId: who.foreignId }] : [])) }
  }

  async function worksOfAuthor({ foreignId, name }: { foreignId: string | null; name: string }, call?: ProviderCall) {
    const key = keyOf(foreignId, 'A')
    if (!key) return []
    const indexed = ask(
      { path: '/search.json', query: { author_key: key, limit: MOST_ENRICHED, fields: SEARCH_FIELDS } },
      (body) => objects(fieldsOf(body).docs).flatMap((doc) => workOfSearch(doc, covers) ?? []),
      call,
    )
    const [pages, docs] = await Promise.all([allPages(key, call), indexed])
    const byKey = new Map((docs ?? []).map((doc) => [doc.foreignId, doc]))
    return pages.flatMap((entry) => {
      const bare = workOfPage(entry, covers)
      if (!bare) return []
      const doc = byKey.get(bare.foreignId)
      if (doc) return [joined(bare, doc)]
      const isBy = authorKeys(entry).includes(key)
      return [{ ...bare, authors: isBy ? [{ name, foreignId: key }] : [] }]
    })
  }

  async function allPages(key: string, call?: ProviderCall): Promise<Fields[]> {
    const all: Fields[] = []
    for (let offset = 0; offset < MOST_WORKS; offset += PAGE) {
      const path = `/authors/${key}/works.json`
      const found = await ask({ path, query: { limit: PAGE, offset } }, fieldsOf, call)
      const entries = objects(found?.entries)
      all.push(...entries)
      const size = Number(found?.size)
      if (entries.length === 0 || !(offset + PAGE < size)) break
    }
    return all
  }

  async function byIsbn(isbn13: string, call?: ProviderCall) {
    const found = await ask({ path: `/isbn/${isbn13}.json` }, fieldsOf, call)
    const edition = found && editionOfPage(found, covers)
    const key = keyOf(fields(items(found?.works)[0]).key, 'W')
    const of = key ? await work(key, call) : undefined
    if (!edition || !of) return undefined
    return {
      ...of,
      language: edition.language ?? of.language,
      isbns: [...new Set([isbn13, ...of.isbns])],
      pages: of.pages ?? edition.pages,
      imageUrl: of.imageUrl ?? edition.imageUrl,
    }
  }

  return {
    id: 'openlibrary',
    author,
    work,
    worksOfAuthor,
    byIsbn,
    searchBooks: (query, call) => search(query, 20, call),
    async searchAuthors(query, call) {
      const read = (body: string) => objects(fieldsOf(body).docs).flatMap((doc) => authorOfSearch(doc) ?? [])
      return (await ask({ path: '/search/authors.json', query: { q: query, limit: 20 } }, read, call)) ?? []
    },
    async editions(workId, limit, call) {
      const key = keyOf(workId, 'W')
      if (!key) return []
      const read = (body: string) =>
        objects(fieldsOf(body).entries).flatMap((entry) => editionOfPage(entry, covers) ?? [])
      return (await ask({ path: `/works/${key}/editions.json`, query: { limit } }, read, call)) ?? []
    },
    async bySubject(subject, limit, call) {
      const path = `/subjects/${encodeURIComponent(subject.trim().toLowerCase().replace(/\s+/g, '_'))}.json`
      const read = (body: string) =>
        objects(fieldsOf(body).works).flatMap((entry) => workOfSubject(entry, covers) ?? [])
      return (await ask({ path, query: { limit } }, read, call)) ?? []
    },
    async coverByIsbn(isbn13, call) {
      const address = `${coversBase}/b/isbn/${isbn13}-L.jpg`
      // Without this a missing picture is a blank one.
      const isThere = await ask({ method: 'HEAD', path: address, query: { default: 'false' } }, () => true, call)
      return isThere ? address : undefined
    },
  }
}

/** The page knows what a work is about, the search how it is read. */
function joined(page: FoundWork, doc: FoundWork): FoundWork {
  return {
    ...doc,
    title: page.title,
    subtitle: page.subtitle ?? doc.subtitle,
    description: page.description,
    releaseDate: page.releaseDate ?? doc.releaseDate,
    imageUrl: page.imageUrl ?? doc.imageUrl,
    genres: page.genres.length > 0 ? page.genres : doc.genres,
    subjects: [...new Set([...page.subjects, ...doc.subjects])],
    series: page.series.length > 0 ? page.series : doc.series,
  }
}

function workOfSubject(entry: Fields, covers: Covers): FoundWork | undefined {
  const foreignId = keyOf(entry.key, 'W')
  const title = line(entry.title)
  if (!foreignId || !title) return undefined
  return workOf({ provider: 'openlibrary', foreignId }, title, {
    authors: objects(entry.authors).flatMap((who) => {
      const name = line(who.name)
      return name ? [{ name, foreignId: keyOf(who.key, 'A') }] : []
    }),
    imageUrl: firstPicture(entry.cover_id, 'b', covers),
  })
}
