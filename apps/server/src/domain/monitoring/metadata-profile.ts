import { languageCode } from '#domain/catalog/language-code.ts'

/** Which works of a monitored author are listed at all. */
export interface MetadataProfile {
  /** Fewest ratings. */
  minPopularity: number
  minPages: number
  skipMissingDate: boolean
  skipMissingIsbn: boolean
  /** Parts of works, and several works in one. */
  skipPartBooks: boolean
  /** As it is stored: codes or names of languages between commas; empty and `any` allow all. */
  allowedLanguages: string
  /** What becomes of a work whose language nobody knows. */
  unknownLanguageBehavior: 'pass' | 'fail'
}

/** The languages that a profile names, by our codes, in its order; undefined where it allows all. */
export function allowedLanguages({
  allowedLanguages: list,
}: Pick<MetadataProfile, 'allowedLanguages'>): string[] | undefined {
  const named = list.split(',').map((name) => name.trim().toLowerCase())
  if (named.includes('any')) return undefined
  const codes = [...new Set(named.flatMap((name) => languageCode(name) ?? []))]
  return codes.length > 0 ? codes : undefined
}
