import type { FoundWork, MetadataProvider, ProviderCall } from '#domain/metadata/provider.ts'

type Spoken = Pick<FoundWork, 'language' | 'editionLanguages'>

const CLEAR_MAJORITY = 0.8
const SAMPLED_EDITIONS = 5
const AT_ONCE = 4

/**
 * The language of a work by its editions; where several are equally frequent, the first that is preferred, then English.
 * @param preferred by our codes, best first
 * @returns null where no edition says it
 */
export function languageOfWork({ language, editionLanguages }: Spoken, preferred: readonly string[]): string | null {
  const counts = new Map<string, number>()
  for (const code of editionLanguages) counts.set(code, (counts.get(code) ?? 0) + 1)
  const most = Math.max(0, ...counts.values())
  const leading = [...counts].filter(([, count]) => count === most).map(([code]) => code)
  const liked = [...preferred, 'eng'].find((code) => leading.includes(code))
  return liked ?? leading[0] ?? language
}

/** What nearly all works of an author are written in; null where that is not clear. */
export function languageOfCatalogue(languages: readonly (string | null)[]): string | null {
  const known = languages.filter((code) => code !== null)
  const counts = new Map<string, number>()
  for (const code of known) counts.set(code, (counts.get(code) ?? 0) + 1)
  const [code, count = 0] = [...counts].sort(([, one], [, other]) => other - one)[0] ?? []
  return code !== undefined && count >= CLEAR_MAJORITY * known.length ? code : null
}

/**
 * Looks at some editions of the works whose language nobody told, a few works at a time.
 * @returns the works, those with the languages of their editions
 * @throws unavailable where the provider does not answer
 */
export async function sampleLanguages(
  provider: MetadataProvider,
  works: readonly FoundWork[],
  call?: ProviderCall,
): Promise<FoundWork[]> {
  const sampled = [...works]
  const left = [...works.entries()].filter(
    ([, work]) => languageOfWork(work, []) === null && work.provider === provider.id,
  )
  const sample = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const [index, work] = next
      const editions = (await provider.editions?.(work.foreignId, SAMPLED_EDITIONS, call)) ?? []
      sampled[index] = { ...work, editionLanguages: editions.flatMap(({ language }) => language ?? []) }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, sample))
  return sampled
}
