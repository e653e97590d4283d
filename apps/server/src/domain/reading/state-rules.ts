import type { ReadState } from '#database/schema.ts'

/** What a book is to a reader, and since when. */
export interface Standing {
  state: ReadState
  at: string
}

export interface Reached {
  fraction: number
  at: string
}

/** From here on a book is read: what follows are notes and advertisements. */
export const END = 0.98
/** Up to here somebody has begun again. */
const BEGINNING = 0.1
/** Within so long after the end, turning back is looking something up. */
const SITTING_MS = 3_600_000
/** A device that repeats a place, give or take its rounding. */
const SAME = 0.001

/**
 * The state that a new place brings; undefined where it stays as it is. What was marked by hand holds until the reader
 * moves on: news of earlier times and places that only repeat the one before change nothing.
 * @param before the place before this one
 */
export function stateAtPlace(
  standing: Standing | undefined,
  before: Reached | undefined,
  place: Reached,
): ReadState | undefined {
  if (standing && place.at < standing.at) return undefined
  if (standing && before && Math.abs(place.fraction - before.fraction) < SAME) return undefined
  const isAtEnd = place.fraction >= END
  const isLater = standing !== undefined && Date.parse(place.at) - Date.parse(standing.at) >= SITTING_MS
  switch (standing?.state ?? 'unread') {
    case 'unread':
      return isAtEnd ? 'finished' : 'reading'
    case 'reading':
      return isAtEnd && !(before && before.fraction >= END) ? 'finished' : undefined
    case 'finished':
      return isLater && place.fraction <= BEGINNING ? 'reading' : undefined
    case 'abandoned':
      return isLater ? (isAtEnd ? 'finished' : 'reading') : undefined
  }
}

/** The state that a device says a book has; undefined where it has it already, or something newer was said. */
export function toldState(standing: Standing | undefined, told: Standing): ReadState | undefined {
  if (standing && (standing.at > told.at || standing.state === told.state)) return undefined
  return told.state
}

/** Where a reader was, by whom it was told. */
export interface ToldPlace extends Reached {
  source: string
  device: string | null
}

/** How far behind a place another device may begin without having missed something. */
const BACKWARD = 0.05

/** Whether a device that did not know where the reader was has moved them back. */
export function isJumpBack(before: ToldPlace, place: ToldPlace): boolean {
  const isAnother = before.source !== place.source || before.device !== place.device
  return isAnother && place.fraction < before.fraction - BACKWARD
}

/** A device that shows the first page this long is being read there. */
export const SLIP_MS = 600_000
const FIRST_PAGE = 0.01
const WELL_INTO = 0.05

/** Whether a device stands at the first page of a book that the reader is well into; in a browser people turn there themselves. */
export function isAtStart(before: ToldPlace, place: ToldPlace): boolean {
  return place.source !== 'web' && place.fraction <= FIRST_PAGE && before.fraction >= WELL_INTO
}
