import type { FoundAuthor } from '#domain/metadata/provider.ts'
import { enabledProviders, type ProviderDeps } from '#domain/metadata/provider-settings.ts'
import { originOf } from '#domain/metadata/source-ids.ts'
import { DomainError } from '#kernel/errors.ts'

/** Somebody waits; without an answer the name that they gave is taken. */
const LONGEST_MS = 6_000

/**
 * What the provider of an id tells of an author; undefined where it knows nobody, does not answer, or is switched off.
 * @throws invalid for an id of no provider
 */
export async function askAuthor(deps: ProviderDeps, foreignId: string): Promise<FoundAuthor | undefined> {
  const origin = originOf(foreignId)
  const provider = (await enabledProviders(deps)).find(({ id }) => id === origin)
  const limit = AbortSignal.timeout(LONGEST_MS)
  try {
    return await provider?.author?.(foreignId, { urgency: 'interactive', signal: limit })
  } catch (error) {
    if (!(error instanceof DomainError) && !limit.aborted) throw error
    return undefined
  }
}
