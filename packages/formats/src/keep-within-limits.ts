import { toCover } from './cover/to-cover.ts'
import type { BookFacts, ReadBook } from './facts.ts'
import { tidyLine, tidyText } from './text/tidy.ts'

const MOST_CHAPTERS = 10_000
const MOST_PAGES = 10_000_000

/**
 * Makes what a reader found safe to keep: lines are lines, lists and texts end somewhere, numbers are numbers, a cover is a picture that
 * can be decoded. No book worth reading comes near these limits.
 */
export function keepWithinLimits({ facts, cover }: ReadBook): ReadBook {
  const warnings = [...facts.warnings]
  if ((facts.title?.length ?? 0) > 1000) warnings.push('The title is longer than 1,000 characters and was cut.')
  const outcome = cover ? toCover(cover.bytes) : { cover: null, reason: '' }
  if (cover && !outcome.cover) warnings.push(outcome.reason)
  return { facts: { ...limitFacts(facts), warnings: warnings.slice(0, 20) }, cover: outcome.cover }
}

function limitFacts(facts: BookFacts): BookFacts {
  return {
    ...facts,
    title: tidyLine(facts.title),
    subtitle: tidyLine(facts.subtitle),
    sortTitle: tidyLine(facts.sortTitle),
    creators: facts.creators.slice(0, 200).flatMap((creator) => {
      const name = tidyLine(creator.name, 500)
      return name ? [{ ...creator, name, sort: tidyLine(creator.sort, 500) }] : []
    }),
    languages: lines(facts.languages, 20, 100),
    identifiers: facts.identifiers.slice(0, 50).flatMap(({ scheme, value }) => {
      const tidy = tidyLine(value, 500)
      return tidy ? [{ scheme: tidyLine(scheme, 50) ?? 'uri', value: tidy }] : []
    }),
    publisher: tidyLine(facts.publisher, 500),
    published: tidyLine(facts.published, 100),
    description: tidyText(facts.description),
    subjects: lines(facts.subjects, 200, 500),
    series: facts.series.slice(0, 20).flatMap((place) => {
      const name = tidyLine(place.name, 500)
      return name ? [{ name, position: tidyLine(place.position, 32) }] : []
    }),
    pages: withinOrNull(facts.pages, MOST_PAGES),
    durationSeconds: withinOrNull(facts.durationSeconds, 10_000 * 3600),
    chapters: facts.chapters
      .slice(0, MOST_CHAPTERS)
      .map((chapter) => ({ ...chapter, title: tidyLine(chapter.title, 500) ?? '' })),
  }
}

function lines(texts: string[], most: number, longest: number): string[] {
  return texts.slice(0, most).flatMap((text) => tidyLine(text, longest) ?? [])
}

function withinOrNull(value: number | null, most: number): number | null {
  return value !== null && Number.isFinite(value) && value >= 0 && value <= most ? value : null
}
