import { blocklist } from '../../apps/server/src/domain/releases/blocklist.ts'
import { decide, examine } from '../../apps/server/src/domain/releases/decide.ts'
import type { DecisionContext } from '../../apps/server/src/domain/releases/decision.ts'
import type { Release } from '../../apps/server/src/domain/releases/release.ts'
import { prepareBook } from '../../apps/server/src/domain/releases/wanted-book.ts'
import { fictionalBook, namesOf } from '../fictional-book.ts'
import type { BenchOptions } from '../options.ts'
import { type Random, random } from '../random.ts'
import { count, measured, median, type Reading } from '../reading.ts'
import { targets } from '../targets.ts'

const CATALOGUE = 100_000
/** As many as a search over a few indexers brings. */
const PER_BOOK = 300
const NOW = new Date('2026-03-01T12:00:00.000Z')

/**
 * Reading, matching and deciding on releases, as a sweep does: for each wanted book the releases of a search, of which a
 * third are the book, a third others of the same author and a third anything.
 */
export async function decisions({ isQuick }: BenchOptions): Promise<Reading[]> {
  const books = Array.from({ length: isQuick ? 10 : 100 }, (_, at) => searchFor(at * 31))
  const total = books.length * PER_BOOK
  const speeds: number[] = []
  let approved = 0
  // The first run lets the machine code be made.
  for (let run = 0; run < 6; run++) {
    const began = performance.now()
    approved = 0
    for (const { context, releases } of books) {
      for (const release of releases) if (decide(examine(release, context), context).isApproved) approved++
    }
    if (run > 0) speeds.push((total / (performance.now() - began)) * 1000)
  }
  const note = `median of ${speeds.length} runs over ${count(total)} releases, ${count(approved)} of them approved`
  return [measured('releases read, matched and decided', median(speeds), targets.decisions, note, speeds)]
}

function searchFor(index: number) {
  const dice = random(index)
  const { title, author } = wantedBook(index)
  const wanted = prepareBook({ title, author, slot: 'ebook', year: 2001, isbns: ['9780449912553'], seriesPosition: 1 })
  const others = Array.from({ length: 20 }, () => wantedBook(dice.below(CATALOGUE)))
  const releases = Array.from({ length: PER_BOOK }, (_, at) => {
    const other = dice.pick(others)
    if (at % 3 === 0) return release(nameOf(title, author, dice), at, dice)
    return release(nameOf(other.title, at % 3 === 1 ? author : other.author, dice), at, dice)
  })
  return { context: contextFor(wanted), releases }
}

function wantedBook(index: number) {
  const book = fictionalBook(index, CATALOGUE)
  return { title: book.title, author: namesOf(book)[0] ?? '' }
}

function nameOf(title: string, author: string, dice: Random): string {
  const dotted = (text: string) => text.replaceAll(' ', '.')
  const year = 1980 + dice.below(45)
  return dice.pick([
    `${dotted(author)}.-.${dotted(title)}.${year}.RETAIL.EPUB-GROUP`,
    `${author} - ${title} (${year}) (epub)`,
    `${title} by ${author} [ENG / EPUB MOBI AZW3]`,
    `${author} - [Some Series 0${1 + dice.below(9)}] - ${title} (retail) (azw3)`,
    `${dotted(title)}.${dotted(author)}.Unabridged.64kbps.mp3`,
    `${title} - ${author} (GERMAN) (mobi)`,
  ])
}

const release = (title: string, at: number, dice: Random): Release => ({
  guid: `${at}`,
  title,
  indexerId: dice.below(4),
  indexerName: 'Example',
  indexerPriority: 25,
  protocol: dice.below(2) === 0 ? 'usenet' : 'torrent',
  downloadUrl: `https://indexer.example/get/${at}`,
  sizeBytes: 200_000 + dice.below(5_000_000),
  publishedText: '',
  publishedAt: '2026-02-01T00:00:00.000Z',
  categories: [7020],
  category: 'Books > EBook',
  grabs: dice.below(500),
  seeders: dice.below(50),
  isProtected: false,
  flags: [],
})

/** Every rule has something to look at. */
const contextFor = (wanted: DecisionContext['wanted']): DecisionContext => ({
  wanted,
  mode: 'automatic',
  now: NOW,
  qualityProfile: {
    name: 'E-Book',
    isUpgradeAllowed: true,
    cutoff: 'azw3',
    items: ['pdf', 'mobi', 'epub', 'azw3'].map((quality) => ({ quality, isAllowed: true })),
    minimumFormatScore: 0,
  },
  delayProfile: {
    usenetDelay: 60,
    torrentDelay: 0,
    preferredProtocol: 'usenet',
    isUsenetEnabled: true,
    isTorrentEnabled: true,
    order: 1,
    tags: [],
  },
  allowedLanguages: ['eng'],
  blocklist: blocklist(
    Array.from({ length: 500 }, (_, at) => ({ guid: `b${at}`, title: `Blocked ${at}`, sizeBytes: 1_000_000 })),
  ),
  formatScorer: { score: () => ({ names: [], sum: 0 }) },
  indexers: new Map([[1, { isFreeleechOnly: true }]]),
  protocolsWithClient: new Set(['usenet', 'torrent']),
  minimumMatch: 'fair',
  isContentChecked: true,
  minimumUsenetAge: 10,
  usenetRetentionDays: 3000,
  owned: { format: 'mobi', formatScore: 0, isPlacedByHand: false },
  freeBytes: 10 ** 12,
  firstSeen: new Map(),
})
