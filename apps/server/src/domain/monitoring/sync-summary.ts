import type { FilteredCatalogue } from './filter-catalogue.ts'
import { summarise } from './filter-catalogue.ts'
import { allowedLanguages, type MetadataProfile } from './metadata-profile.ts'

interface Sample {
  title: string
  language: string
}

/** What the last look at an author's works came to, as it is kept and told (acquisition contract 5.2). */
export interface SyncSummary {
  completedAt: string
  total: number
  added: number
  skippedLanguage: number
  skippedJunk: number
  skippedMediaType: number
  skippedNotAccepted?: number
  allowedLanguages?: string[]
  unknownLanguageFail?: boolean
  skippedLanguageSample?: Sample[]
  skippedPartBooks?: number
  skippedPartBooksSample?: Sample[]
  skippedMissingDate?: number
  skippedMissingDateSample?: Sample[]
  skippedMinPopularity?: number
  skippedMinPopularitySample?: Sample[]
  skippedMinPages?: number
  skippedMinPagesSample?: Sample[]
  skippedMissingIsbn?: number
  skippedMissingIsbnSample?: Sample[]
}

export interface SyncFacts {
  /** Works before any was left out. */
  total: number
  added: number
  /** New works that nobody wants of this author. */
  notAccepted: number
  profile: MetadataProfile
  now: string
}

/** Sums a look up; of reasons that hid nothing there is no word but for the first three. */
export function summaryOf(
  filtered: FilteredCatalogue,
  { total, added, notAccepted, profile, now }: SyncFacts,
): SyncSummary {
  const { language, junk, mediaType, ...others } = summarise(filtered)
  const languages = allowedLanguages(profile)
  const named = Object.entries(others).flatMap(([reason, { count, sample }]) => {
    const name = `skipped${reason.charAt(0).toUpperCase()}${reason.slice(1)}`
    return count === 0 ? [] : [[name, count] as const, [`${name}Sample`, sample] as const]
  })
  return {
    completedAt: `${now.slice(0, 19)}Z`,
    total,
    added,
    skippedLanguage: language.count,
    skippedJunk: junk.count,
    skippedMediaType: mediaType.count,
    ...(language.count > 0 ? { skippedLanguageSample: language.sample } : {}),
    ...(notAccepted > 0 ? { skippedNotAccepted: notAccepted } : {}),
    ...(languages ? { allowedLanguages: languages } : {}),
    ...(profile.unknownLanguageBehavior === 'fail' ? { unknownLanguageFail: true } : {}),
    ...Object.fromEntries(named),
  }
}
