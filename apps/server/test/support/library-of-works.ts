import type { MetadataSources } from '#domain/metadata/metadata-sources.ts'
import type { FoundAuthor, FoundWork } from '#domain/metadata/provider.ts'
import { workOf } from '#integrations/metadata-providers/blank-work.ts'

/** A provider that tells what a test says: works by the id of their author. */
export interface Works {
  sources: MetadataSources
  authors: Map<string, FoundAuthor>
  works: Map<string, FoundWork[]>
}

export function libraryOfWorks(): Works {
  const authors = new Map<string, FoundAuthor>()
  const works = new Map<string, FoundWork[]>()
  const all = () => [...works.values()].flat()
  const sources: MetadataSources = {
    enabled: () => [
      {
        id: 'openlibrary',
        author: async (id) => authors.get(id),
        worksOfAuthor: async ({ foreignId }) => works.get(foreignId ?? '') ?? [],
        work: async (id) => all().find(({ foreignId }) => foreignId === id),
        searchAuthors: async (query) => [...authors.values()].filter(({ name }) => name.includes(query)),
      },
    ],
    states: () => [],
    tokenEnd: () => undefined,
    sweep: async () => {},
  }
  return { sources, authors, works }
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
