import * as contract from '@colophon/contract/web/book-search.ts'
import { hasRightCheckDigit } from '@colophon/formats/isbn.ts'
import type { FastifyInstance } from 'fastify'
import { lookUpByIsbn } from '#domain/metadata/look-up-book.ts'
import type { FoundWork, MetadataProvider } from '#domain/metadata/provider.ts'
import { enabledProviders, type ProviderDeps } from '#domain/metadata/provider-settings.ts'
import { searchAuthors, searchBooks } from '#domain/metadata/search-metadata.ts'
import { DomainError } from '#kernel/errors.ts'
import { route } from '../route.ts'

/** Finding what is not here yet. Readers have no way into the acquisition surface, and still look for what they ask for. */
export function webBookSearchRoutes(app: FastifyInstance, deps: ProviderDeps): void {
  route(app, contract.findBooks, async ({ query }) => {
    const providers = await enabledProviders(deps)
    const works = hasRightCheckDigit(query.q)
      ? await worksOfIsbn(providers, query.q)
      : (await searchBooks(providers, query.q)).hits
    return works.map(presentFound)
  })

  route(app, contract.findAuthorsToFollow, async ({ query }) => {
    const { hits } = await searchAuthors(await enabledProviders(deps), query.q)
    return hits.map((hit) => ({
      foreignAuthorId: hit.foreignId,
      authorName: hit.name,
      disambiguation: hit.disambiguation,
      ratingsCount: hit.ratingsCount,
      imageUrl: hit.imageUrl ?? '',
      metadataProvider: hit.provider,
    }))
  })
}

/** To whoever searches, an ISBN that nobody knows is a search without hits. */
async function worksOfIsbn(providers: readonly MetadataProvider[], isbn: string): Promise<FoundWork[]> {
  try {
    return [(await lookUpByIsbn(providers, isbn)).work]
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'not-found') return []
    throw error
  }
}

function presentFound({ foreignId, title, authors, imageUrl, releaseDate, language, mediaType, provider }: FoundWork) {
  const [author] = authors
  return {
    foreignBookId: foreignId,
    title,
    ...(author ? { author: { foreignAuthorId: author.foreignId ?? '', authorName: author.name } } : {}),
    imageUrl: imageUrl ?? '',
    releaseDate,
    language: language ?? '',
    mediaType,
    metadataProvider: provider,
  }
}
