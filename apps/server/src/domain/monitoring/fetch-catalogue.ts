import type { SourceAuthor } from '#domain/catalog/source-authors.ts'
import { comparePeople } from '#domain/metadata/author-identity.ts'
import { mergeCatalogues } from '#domain/metadata/merge-works.ts'
import type { FoundWork, MetadataProvider, ProviderCall } from '#domain/metadata/provider.ts'
import { enabledProviders, type ProviderDeps } from '#domain/metadata/provider-settings.ts'
import { isPlaceholder, originOf } from '#domain/metadata/source-ids.ts'
import { DomainError } from '#kernel/errors.ts'
import type { Logger } from '#kernel/logger.ts'
import { fold } from '#kernel/text.ts'
import type { AuthorRow } from './acquired-books.ts'
import { allowedLanguages, type MetadataProfile } from './metadata-profile.ts'
import { sourceAuthor } from './source-facts.ts'
import { sampleLanguages } from './work-language.ts'

export interface Catalogue {
  /** Undefined where the provider has no page of them. */
  author: SourceAuthor | undefined
  works: FoundWork[]
  /** Works before any was left out. */
  total: number
}

export interface CatalogueRequest {
  author: AuthorRow
  profile: MetadataProfile
  /** Audiobooks are wanted too. */
  isSpoken: boolean
}

/**
 * What providers know of an author and the works: the own provider of the author decides, the others fill in and add.
 * @returns undefined for an author whom no provider knows, or whose provider is switched off
 * @throws unavailable where the own provider does not answer; the others may fail
 */
export async function fetchCatalogue(
  deps: ProviderDeps & { logger: Logger },
  { author, profile, isSpoken }: CatalogueRequest,
  call: ProviderCall,
): Promise<Catalogue | undefined> {
  if (isPlaceholder(author.foreign_id)) return undefined
  const providers = await enabledProviders(deps)
  const own = providers.find(({ id }) => id === originOf(author.foreign_id))
  if (!own) return undefined
  const found = await own.author?.(author.foreign_id, call)
  const who = { foreignId: author.foreign_id, name: author.author_name }
  const works = (await own.worksOfAuthor?.(who, call)) ?? []
  const others = providers.filter(({ id }) => id !== own.id && (id !== 'audible' || isSpoken))
  const lists = [works, ...(await Promise.all(others.map((provider) => worksByName(provider, deps, author, call))))]
  const usable = mergeCatalogues(lists).filter(({ title }) => {
    return title.trim() !== '' && fold(title) !== fold(author.author_name)
  })
  const sampled = allowedLanguages(profile) ? await sampleLanguages(own, usable, call) : usable
  return { author: found && sourceAuthor(found), works: sampled, total: lists.flat().length }
}

/** What another provider lists under the name, as far as it says that it is by them. */
async function worksByName(
  provider: MetadataProvider,
  { logger }: { logger: Logger },
  { author_name: name }: AuthorRow,
  call: ProviderCall,
): Promise<FoundWork[]> {
  try {
    const works = (await provider.worksOfAuthor?.({ foreignId: null, name }, call)) ?? []
    return works.filter(({ authors }) => authors.some((person) => comparePeople(person, { name }) === 'same'))
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    logger.info({ provider: provider.id, err: error }, 'a provider did not list the works of an author')
    return []
  }
}
