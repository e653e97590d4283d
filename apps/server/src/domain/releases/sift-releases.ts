import { decide, examine } from './decide.ts'
import type { Decision, DecisionContext } from './decision.ts'
import { dedupe } from './dedupe.ts'
import { rank } from './rank.ts'
import type { Release } from './release.ts'
import { junkIn, nonBookIn } from './unwanted-content.ts'

export type SiftStage = 'usenet-junk' | 'non-book' | 'relevance' | 'language' | 'decision'

/** A release that went no further, and why. */
export interface SiftedOut {
  title: string
  indexerName: string
  stage: SiftStage
  /** For people. */
  reason: string
}

export interface SiftCounts {
  raw: number
  afterDedupe: number
  afterJunk: number
  afterNonBook: number
  afterRelevance: number
  afterLanguage: number
  approved: number
}

export interface Sifted {
  /** What is left, the best first; not all of it approved. */
  decisions: Decision[]
  alternates: Map<string, Release[]>
  counts: SiftCounts
  filters: SiftedOut[]
}

/**
 * Takes what a search brought through every stage, and remembers what went where.
 * @param showsRejected keep other books and languages too, with their reasons
 */
export function siftReleases(raw: readonly Release[], context: DecisionContext, showsRejected = false): Sifted {
  const filters: SiftedOut[] = []
  const drop = (stage: SiftStage, { title, indexerName }: Release, reason: string) =>
    filters.push({ title, indexerName, stage, reason })

  const { books, alternates, counts } = booksAmong(raw, drop)
  const relevant: Decision[] = []
  for (const release of books) {
    const decision = decide(examine(release, context), context)
    const { mismatch } = decision.match
    // People may take a pack apart; nothing else that is another book is worth their time.
    const isShown = showsRejected || (mismatch?.code === 'pack' && context.mode === 'interactive')
    if (mismatch && !isShown) drop('relevance', release, mismatch.text)
    else relevant.push(decision)
  }
  const understood = relevant.filter(({ release, rejections }) => {
    const other = rejections.find(({ code }) => code === 'language.not-allowed')
    if (other) drop('language', release, other.text)
    return !other || showsRejected
  })
  const decisions = rank(understood, context)
  for (const { release, rejections } of decisions) {
    if (rejections.length > 0) drop('decision', release, rejections.map(({ text }) => text).join('; '))
  }
  const approved = decisions.filter(({ isApproved }) => isApproved).length
  return {
    decisions,
    alternates,
    counts: { ...counts, afterRelevance: relevant.length, afterLanguage: understood.length, approved },
    filters,
  }
}

type Drop = (stage: SiftStage, release: Release, reason: string) => void

/** What could be a book at all, each once. */
export function booksAmong(raw: readonly Release[], drop: Drop) {
  const { releases, alternates } = dedupe(raw)
  const kept = releases.filter((release) => passes(release, 'usenet-junk', junkIn(release.title), drop))
  const books = kept.filter((one) => passes(one, 'non-book', nonBookIn(one.title, one.categories), drop))
  const counts = {
    raw: raw.length,
    afterDedupe: releases.length,
    afterJunk: kept.length,
    afterNonBook: books.length,
  }
  return { books, alternates, counts }
}

function passes(release: Release, stage: SiftStage, trouble: string | undefined, drop: Drop): boolean {
  if (trouble !== undefined) drop(stage, release, trouble)
  return trouble === undefined
}
