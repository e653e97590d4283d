import type { Candidate } from './decision.ts'
import { formatRank, type Slot, slotOfFormat } from './formats.ts'
import type { WantedBook } from './wanted-book.ts'

/** What a score needs of a release, and of the wanted book where there is one. */
type Scored = Pick<Candidate, 'release' | 'parsed' | 'format'>
type Scale = Pick<Partial<WantedBook>, 'slot' | 'year' | 'isbns' | 'asin'>

const MIB = 1 << 20

/** The parts of the score that say how good the release is, apart from its format and its indexer. */
export function releaseScore({ release, parsed }: Pick<Scored, 'release' | 'parsed'>, book: Scale): number {
  return (
    editionScore(parsed.flags) +
    yearScore(parsed.year, book.year) +
    10 * Math.log10(release.grabs + 1) +
    Math.min(release.sizeBytes / MIB, 1024) / 100 +
    (parsed.isbn !== undefined && isOneOf(parsed.isbn, book.isbns) ? 200 : 0) +
    (parsed.asin !== undefined && parsed.asin === book.asin ? 250 : 0)
  )
}

/** The score that people see: format and indexer count too. The final order does not follow it alone. */
export function visibleScore(candidate: Scored, book: Scale): number {
  const total =
    formatRank(candidate.format) * 100 +
    slotScore(candidate.format, book.slot) +
    releaseScore(candidate, book) +
    candidate.release.indexerPriority
  return Math.round(total * 100) / 100
}

function slotScore(format: string | undefined, slot: Slot | undefined): number {
  if (slot === undefined) return 0
  const other = format === undefined ? undefined : slotOfFormat(format)
  return other !== undefined && other !== slot ? -500 : 0
}

function editionScore(flags: readonly string[]): number {
  if (flags.includes('retail')) return 50
  if (flags.includes('unabridged')) return 30
  return flags.includes('abridged') ? -50 : 0
}

function yearScore(year: number | undefined, wanted: number | undefined): number {
  if (year === undefined || wanted === undefined) return 0
  const apart = Math.abs(year - wanted)
  if (apart === 0) return 20
  if (apart <= 2) return 10
  return apart <= 5 ? 5 : -5
}

const isOneOf = (isbn: string, isbns: readonly string[] | undefined) =>
  isbns?.some((one) => one.slice(-10, -1) === isbn.slice(-10, -1)) ?? false
