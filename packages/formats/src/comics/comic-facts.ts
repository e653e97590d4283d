import type { Creator, Identifier, SeriesPlace } from '../facts.ts'

/** What a description inside a comic says, whichever of the three kinds it is. */
export interface ComicFacts {
  title: string | null
  series: SeriesPlace[]
  creators: Creator[]
  description: string | null
  publisher: string | null
  published: string | null
  languages: string[]
  subjects: string[]
  identifiers: Identifier[]
  isRightToLeft: boolean
  /** Index of the page that calls itself the front cover. */
  frontCover: number | null
}

/** Takes from each field the first description that says something. */
export function mergeComicFacts(descriptions: ComicFacts[]): ComicFacts {
  const first = <T>(pick: (facts: ComicFacts) => T, isSaid: (value: T) => boolean, otherwise: T): T =>
    descriptions.map(pick).find(isSaid) ?? otherwise
  const text = (pick: (facts: ComicFacts) => string | null) => first(pick, (value) => value !== null, null)
  const list = <T>(pick: (facts: ComicFacts) => T[]) => first(pick, (values) => values.length > 0, [])
  return {
    title: text((facts) => facts.title),
    series: list((facts) => facts.series),
    creators: list((facts) => facts.creators),
    description: text((facts) => facts.description),
    publisher: text((facts) => facts.publisher),
    published: text((facts) => facts.published),
    languages: list((facts) => facts.languages),
    subjects: list((facts) => facts.subjects),
    identifiers: list((facts) => facts.identifiers),
    isRightToLeft: descriptions.some((facts) => facts.isRightToLeft),
    frontCover: first(
      (facts) => facts.frontCover,
      (page) => page !== null,
      null,
    ),
  }
}
