import { DomainError } from '#kernel/errors.ts'
import type { Logger } from '#kernel/logger.ts'
import type { MetadataProvider, ProviderCall } from './provider.ts'

/** Editions of one work that are asked for: covers by ISBN are what providers give least of. */
const MOST_ISBNS = 3

/**
 * The last resort for a work without a picture: that of one of its editions, at the first provider that has one.
 * @returns undefined where there is none; a provider that does not answer counts as one that has none
 */
export async function findCoverByIsbn(
  { providers, logger }: { providers: readonly MetadataProvider[]; logger: Logger },
  isbns: readonly string[],
  call?: ProviderCall,
): Promise<string | undefined> {
  for (const provider of providers) {
    for (const isbn of isbns.slice(0, MOST_ISBNS)) {
      try {
        const address = await provider.coverByIsbn?.(isbn, call)
        if (address) return address
      } catch (error) {
        if (!(error instanceof DomainError)) throw error
        logger.debug({ provider: provider.id, code: error.code }, 'a provider gave no answer about a cover')
        break
      }
    }
  }
  return undefined
}
