import type { Blocklist } from './blocklist.ts'
import type { FormatScorer } from './custom-formats.ts'
import type { DelayProfile } from './delay-profile.ts'
import type { Slot } from './formats.ts'
import type { Match, MatchLevel } from './match-release.ts'
import type { ParsedRelease } from './parse-release.ts'
import type { QualityProfile } from './quality-profile.ts'
import type { Protocol, Release } from './release.ts'
import type { PreparedBook } from './wanted-book.ts'

/** Who asks: a job that grabs by itself, or a person who sees the reasons and decides. */
export type DecisionMode = 'automatic' | 'interactive'

/** Why a release is not taken. */
export interface Rejection {
  code: string
  /** For people. */
  text: string
  /** It may be taken later, without anything about it changing. */
  isTemporary: boolean
  /** When it is worth another look, where that is known; an instant. */
  until?: string
}

/** The file that a slot has already. */
export interface OwnedFile {
  format: string
  formatScore: number
  /** Somebody put it there; it is never replaced. */
  isPlacedByHand: boolean
}

/** A download of the slot that is on its way. */
export interface Underway {
  title: string
  format: string | undefined
  formatScore: number
}

/** How an indexer is to be used, where that decides about releases. */
export interface IndexerRules {
  isFreeleechOnly: boolean
  /** 1 unless said. */
  minimumSeeders?: number
}

/** Everything that decides besides the release itself; plain data that somebody has read before. */
export interface DecisionContext {
  wanted: PreparedBook
  mode: DecisionMode
  now: Date
  qualityProfile?: QualityProfile | undefined
  delayProfile?: DelayProfile | undefined
  /** ISO 639-2 codes; empty: every language. */
  allowedLanguages: readonly string[]
  blocklist: Blocklist
  formatScorer: FormatScorer
  indexers: ReadonlyMap<number, IndexerRules>
  /** For which a download client is switched on. */
  protocolsWithClient: ReadonlySet<Protocol>
  minimumMatch: MatchLevel
  /** Whether files are looked at before they are placed: only then a fair match may be grabbed without a person. */
  isContentChecked: boolean
  /** Minutes. */
  minimumUsenetAge: number
  /** 0: for ever. */
  usenetRetentionDays: number
  owned?: OwnedFile | undefined
  underway?: Underway | undefined
  /** The smaller of client and library, where it is known. */
  freeBytes?: number | undefined
  /** When a held release was first seen, by GUID; instants. */
  firstSeen: ReadonlyMap<string, string>
}

/** A release with all that was found out about it. */
export interface Candidate {
  release: Release
  parsed: ParsedRelease
  match: Match
  /** Of its formats the one that counts for the slot. */
  format: string | undefined
  formatScore: number
  formatNames: readonly string[]
}

/** A rule about releases: says why one is not taken, or nothing. */
export type Spec = (candidate: Candidate, context: DecisionContext) => Rejection | undefined

export interface Decision extends Candidate {
  /** All reasons, not the first alone. */
  rejections: readonly Rejection[]
  isApproved: boolean
  /** The visible score. */
  score: number
}

export const permanent = (code: string, text: string): Rejection => ({ code, text, isTemporary: false })

export const temporary = (code: string, text: string, until?: Date): Rejection => ({
  code,
  text,
  isTemporary: true,
  ...(until ? { until: until.toISOString() } : {}),
})

export const slotOf = ({ wanted }: DecisionContext): Slot => wanted.book.slot
