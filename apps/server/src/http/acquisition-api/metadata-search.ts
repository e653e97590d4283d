import * as contract from '@colophon/contract/acquisition/metadata-search.ts'
import type { FastifyInstance } from 'fastify'
import { lookUpByAsin, lookUpByIsbn } from '#domain/metadata/look-up-book.ts'
import { enabledProviders, type ProviderDeps } from '#domain/metadata/provider-settings.ts'
import { searchAuthors, searchBooks } from '#domain/metadata/search-metadata.ts'
import { invalid } from '#kernel/errors.ts'
import { presentFoundAuthor } from './present-author.ts'
import { presentFoundWork } from './present-book.ts'
import { acquisitionRoute as route } from './route.ts'

/** Looks for people and books at the providers (acquisition contract 4.5). Nothing is recorded. */
export function metadataSearchRoutes(app: FastifyInstance, deps: ProviderDeps): void {
  route(app, contract.searchAuthors, async ({ query }) => {
    const { hits } = await searchAuthors(await enabledProviders(deps), wordsOf(query))
    return hits.map(presentFoundAuthor)
  })

  route(app, contract.searchBooks, async ({ query }) => {
    const { hits } = await searchBooks(await enabledProviders(deps), wordsOf(query))
    return hits.map(presentFoundWork)
  })

  route(app, contract.lookUpBook, async ({ query }) => {
    const { asin = '', isbn = '' } = query
    if (asin.trim() === '' && isbn.trim() === '') throw invalid('lookup.empty', 'isbn or asin required')
    const providers = await enabledProviders(deps)
    const { work } = asin.trim() === '' ? await lookUpByIsbn(providers, isbn) : await lookUpByAsin(providers, asin)
    return presentFoundWork(work)
  })
}

/** Clients send either name; `q` wins where both say something. */
const wordsOf = ({ q = '', term = '' }: { q?: string; term?: string }) => (q.trim() === '' ? term : q)
