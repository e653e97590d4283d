import { DomainError } from '#kernel/errors.ts'
import type { MetadataProvider, ProviderCall, ProviderId } from './provider.ts'

/** A provider that gave no answer, with a sentence that says why. */
export interface FailedProvider {
  provider: ProviderId
  reason: string
}

export interface ProviderAnswers<Value> {
  answers: { provider: ProviderId; value: Value }[]
  failed: FailedProvider[]
  /** Those of which an older answer was taken, with its age. */
  stale: { provider: ProviderId; since: Date }[]
}

/** Somebody waits: a provider that takes longer than this is left out. */
const LONGEST_MS = 8_500

/**
 * Asks all providers at once; what one of them does wrong does not spoil the answers of the others.
 * @param ask undefined for a provider that cannot be asked this
 * @throws bad-gateway where there were some to ask and none answered
 */
export async function askProviders<Value>(
  providers: readonly MetadataProvider[],
  ask: (provider: MetadataProvider, call: ProviderCall) => Promise<Value> | undefined,
  signal?: AbortSignal,
): Promise<ProviderAnswers<Value>> {
  const result: ProviderAnswers<Value> = { answers: [], failed: [], stale: [] }
  const limit = AbortSignal.timeout(LONGEST_MS)
  const until = signal ? AbortSignal.any([signal, limit]) : limit
  const asked = providers.flatMap((provider) => {
    const call: ProviderCall = {
      urgency: 'interactive',
      signal: until,
      onStale: (since) => result.stale.push({ provider: provider.id, since }),
    }
    const answer = ask(provider, call)
    return answer === undefined ? [] : [{ provider: provider.id, answer }]
  })
  const outcomes = await Promise.allSettled(asked.map(({ answer }) => answer))
  signal?.throwIfAborted()
  for (const [index, outcome] of outcomes.entries()) {
    const provider = asked[index]?.provider
    if (!provider) continue
    if (outcome.status === 'fulfilled') result.answers.push({ provider, value: outcome.value })
    else result.failed.push({ provider, reason: reasonOf(outcome.reason, limit) })
  }
  if (asked.length > 0 && result.answers.length === 0) {
    throw new DomainError('bad-gateway', 'metadata.unavailable', 'metadata provider unavailable', {
      cause: result.failed,
    })
  }
  return result
}

/** What is no trouble of a provider is a mistake of ours, and must not look like one of theirs. */
function reasonOf(error: unknown, limit: AbortSignal): string {
  if (error instanceof DomainError) return error.message
  if (limit.aborted) return 'it took too long to answer'
  throw error
}
