import type { MetadataSources } from '#domain/metadata/metadata-sources.ts'
import type { FoundAuthor, FoundWork } from '#domain/metadata/provider.ts'
import { workOf } from '#integrations/metadata-providers/blank-work.ts'
import { unavailable } from '#kernel/errors.ts'

/** A provider that tells what a test says: works by the id of their author. */
export interface Works {
  sources: MetadataSources
  authors: Map<string, FoundAuthor>
  works: Map<string, FoundWork[]>
  /** Whether it answers no question any more. */
  isDown: boolean
}

export function libraryOfWorks(): Works {
  const authors = new Map<string, FoundAuthor>()
  const works = new Map<string, FoundWork[]>()
  const all = () => [...works.values()].flat()
  const isLike = (text: string, query: string) => text.toLowerCase().includes(query.toLowerCase())
  /** What it finds, unless it is down. */
  const found = <Value>(value: Value): Promise<Value> =>
    library.isDown ? Promise.reject(unavailable('outbound.status', 'it answered 503')) : Promise.resolve(value)
  const sources: MetadataSources = {
    enabled: () => [
      {
        id: 'openlibrary',
        author: async (id) => authors.get(id),
        worksOfAuthor: async ({ foreignId }) => works.get(foreignId ?? '') ?? [],
        work: async (id) => all().find(({ foreignId }) => foreignId === id),
        searchAuthors: (query) => found([...authors.values()].filter(({ name }) => isLike(name, query))),
        searchBooks: (query) => found(all().filter(({ title }) => isLike(title, query))),
        byIsbn: (isbn) => found(all().find(({ isbns }) => isbns.includes(isbn))),
      },
    ],
    states: () => [],
    tokenEnd: () => undefined,
    sweep: async () => {},
  }
  const library: Works = { sources, authors, works, isDown: false }
  return library
}

export const foundAuthor = (foreignId: string, name: string, told: Partial<FoundAuthor> = {}): FoundAuthor => ({
  provider: 'openlibrary',
  foreignId,
  name,
  alternateNames: [],
  description: '',
  disambiguation: '',
  imageUrl: null,
  ratingsCount: 0,
  averageRating: 0,
  workCount: null,
  ...told,
})

export const foundWork = (foreignId: string, title: string, told: Partial<FoundWork> = {}): FoundWork =>
  workOf({ provider: 'openlibrary', foreignId }, title, { editionLanguages: ['eng'], ...told })
