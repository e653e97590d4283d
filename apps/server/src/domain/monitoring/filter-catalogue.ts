import type { FoundWork, MediaKind } from '#domain/metadata/provider.ts'
import { dedupKey } from '#domain/metadata/title-key.ts'
import { fragmentOf, isAboutAuthor, isNoiseSubject, isNoiseTitle, isSet, technicalOutliers } from './junk-titles.ts'
import { allowedLanguages, type MetadataProfile } from './metadata-profile.ts'
import { languageOfCatalogue, languageOfWork } from './work-language.ts'

/** Why a work of an author is not listed; people can ask for it all the same. */
export const HIDDEN_REASONS = [
  'language',
  'junk',
  'mediaType',
  'partBooks',
  'missingDate',
  'minPopularity',
  'minPages',
  'missingIsbn',
] as const

export type HiddenReason = (typeof HIDDEN_REASONS)[number]

export interface JudgedWork {
  work: FoundWork
  /** Null where nobody knows it. */
  language: string | null
}

export interface FilteredCatalogue {
  kept: JudgedWork[]
  hidden: (JudgedWork & { reason: HiddenReason })[]
}

export interface FilterInput {
  author: string
  profile: MetadataProfile
  /** Only works that come in this form; left out, all. */
  onlyMedia?: Exclude<MediaKind, 'both'>
  today: Date
}

/** Tells the works of an author that are listed from those that are not, each with the first reason that applies. */
export function filterCatalogue(works: readonly FoundWork[], input: FilterInput): FilteredCatalogue {
  const { profile } = input
  const allowed = allowedLanguages(profile)
  const told = works.map((work) => languageOfWork(work, allowed ?? []))
  const usual = languageOfCatalogue(told)
  const catalogue = {
    keys: new Set(works.map(({ title }) => dedupKey(title))),
    compilations: new Set(works.filter(({ isCompilation }) => isCompilation).map(({ title }) => dedupKey(title))),
    isOutlier: technicalOutliers(works),
  }
  const result: FilteredCatalogue = { kept: [], hidden: [] }
  for (const [index, work] of works.entries()) {
    const language = told[index] ?? usual
    const reason = hasLanguage(language, allowed, profile) ? reasonToHide(work, input, catalogue) : 'language'
    if (reason) result.hidden.push({ work, language, reason })
    else result.kept.push({ work, language })
  }
  return result
}

function hasLanguage(
  language: string | null,
  allowed: readonly string[] | undefined,
  profile: MetadataProfile,
): boolean {
  if (!allowed) return true
  return language === null ? profile.unknownLanguageBehavior === 'pass' : allowed.includes(language)
}

interface Catalogue {
  keys: ReadonlySet<string>
  compilations: ReadonlySet<string>
  isOutlier(work: FoundWork): boolean
}

function reasonToHide(work: FoundWork, input: FilterInput, catalogue: Catalogue): HiddenReason | undefined {
  const { author, profile, onlyMedia, today } = input
  const { title, subtitle, subjects, mediaType, releaseDate, ratingsCount, pages, isbns } = work
  const isJunk =
    isNoiseTitle(`${title} ${subtitle ?? ''}`) ||
    subjects.some(isNoiseSubject) ||
    isAboutAuthor(subjects, author) ||
    catalogue.isOutlier(work)
  if (isJunk) return 'junk'
  if (onlyMedia && mediaType !== onlyMedia && mediaType !== 'both') return 'mediaType'
  if (profile.skipPartBooks && isPartOrSet(work, catalogue)) return 'partBooks'
  if (profile.skipMissingDate && releaseDate === null) return 'missingDate'
  if (ratingsCount > 0 && ratingsCount < profile.minPopularity && !isUnreleased(releaseDate, today))
    return 'minPopularity'
  if (pages !== null && pages < profile.minPages) return 'minPages'
  if (profile.skipMissingIsbn && isbns.length === 0) return 'missingIsbn'
  return undefined
}

function isPartOrSet({ title, isCompilation }: FoundWork, { keys, compilations }: Catalogue): boolean {
  if (isCompilation || compilations.has(dedupKey(title)) || isSet(title)) return true
  const whole = fragmentOf(title)
  return whole !== undefined && whole !== dedupKey(title) && keys.has(whole)
}

/** A year alone is not over before its end. */
export function isUnreleased(releaseDate: string | null, today: Date): boolean {
  if (releaseDate === null) return false
  const now = today.toISOString().slice(0, releaseDate.length)
  return releaseDate > now
}

const MOST_SAMPLES = 5

export interface ReasonSummary {
  count: number
  /** A few of them. */
  sample: { title: string; language: string }[]
}

/** How many works each reason hid, with some titles, for the page of an author. */
export function summarise({ hidden }: FilteredCatalogue): Record<HiddenReason, ReasonSummary> {
  const summaries = HIDDEN_REASONS.map((reason): [HiddenReason, ReasonSummary] => {
    const found = hidden.filter((work) => work.reason === reason)
    const sample = found
      .slice(0, MOST_SAMPLES)
      .map(({ work, language }) => ({ title: work.title, language: language ?? '' }))
    return [reason, { count: found.length, sample }]
  })
  return Object.fromEntries(summaries) as Record<HiddenReason, ReasonSummary>
}
