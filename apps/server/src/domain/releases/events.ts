import { defineEvent } from '#kernel/events.ts'
import type { Slot } from './formats.ts'
import type { Protocol } from './release.ts'

/** A release that may be grabbed, as far as whoever grabs it needs to know it. */
export interface ReleaseToGrab {
  guid: string
  title: string
  /** An address of http or a magnet link; without the key of the indexer. */
  url: string
  indexerId: number | null
  /** 0 where it is not known. */
  sizeBytes: number
  protocol: Protocol
  /** Lower-case hex. */
  infoHash?: string
  format?: string
  /** Sum of its custom formats. */
  formatScore: number
  score: number
  matchLevel: string
  /** For people; what the history tells of it. */
  indexerName?: string
  author?: string
}

/** A file that is there and makes room for something better. */
export interface Outdone {
  format: string
  formatScore: number
}

/** A search found releases that may be grabbed without a person: the best first, at most four. */
export const releasesApproved = defineEvent<{
  bookId: number
  slot: Slot
  trigger: string
  /** Where the slot has a file: the one that is outdone. */
  outdone?: Outdone
  candidates: ReleaseToGrab[]
}>('releases.approved')
