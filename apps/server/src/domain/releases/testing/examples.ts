import { blocklist } from '../blocklist.ts'
import { decide, examine } from '../decide.ts'
import type { Decision, DecisionContext } from '../decision.ts'
import type { Release } from '../release.ts'
import { prepareBook, type WantedBook } from '../wanted-book.ts'

export const sparrow: WantedBook = {
  title: 'The Sparrow',
  author: 'Mary Doria Russell',
  slot: 'ebook',
  year: 1996,
  isbns: ['9780449912553'],
}

export const now = new Date('2026-03-01T12:00:00.000Z')

/** A release of a book that anybody would take, but for what is said. */
export function exampleRelease(facts: Partial<Release> & { title: string }): Release {
  return {
    guid: facts.title,
    indexerId: 1,
    indexerName: 'Example',
    indexerPriority: 0,
    protocol: 'usenet',
    downloadUrl: 'https://indexer.example/get/1',
    sizeBytes: 1 << 20,
    publishedText: '',
    publishedAt: '2026-02-01T12:00:00.000Z',
    categories: [7020],
    category: 'Books > EBook',
    grabs: 0,
    isProtected: false,
    flags: [],
    ...facts,
  }
}

/** Circumstances in which nothing stands against a release, but for what is said. */
export function exampleContext(facts: Partial<DecisionContext> = {}, wanted: WantedBook = sparrow): DecisionContext {
  return {
    wanted: prepareBook(wanted),
    mode: 'automatic',
    now,
    allowedLanguages: [],
    blocklist: blocklist([]),
    formatScorer: { score: () => ({ names: [], sum: 0 }) },
    indexers: new Map(),
    protocolsWithClient: new Set(['usenet', 'torrent']),
    minimumMatch: 'fair',
    isContentChecked: true,
    minimumUsenetAge: 0,
    usenetRetentionDays: 0,
    firstSeen: new Map(),
    ...facts,
  }
}

export const decideOn = (facts: Partial<Release> & { title: string }, context: DecisionContext): Decision =>
  decide(examine(exampleRelease(facts), context), context)
