import { wholeSeconds } from '#kernel/clock.ts'

type Part = Record<string, unknown>

/** What a device says of a book, read leniently; parts that it left out are undefined. */
export interface ToldState {
  bookmark: Part | undefined
  statistics: Part | undefined
  status: Part | undefined
  /** How far, 0 to 100; undefined where it does not say. */
  percent: number | undefined
  /** Path of a document and the id of a span in it. */
  location: { source: string; span: string } | undefined
  word: 'ReadyToRead' | 'Reading' | 'Finished' | undefined
  /** As it wrote them. */
  lastModified: string
  priorityTimestamp: string
  /** When the reader was there, by its clock; undefined where it does not say. */
  at: string | undefined
}

const LONGEST_PART = 16_000
const LONGEST_TIME = 40
const LONGEST_SOURCE = 1_000
const LONGEST_SPAN = 200

/** Reads one element of what a device sends (device contract B.10); members that are not known are kept. */
export function readTold(element: unknown, now: string): ToldState {
  const given = asPart(element) ?? {}
  const statistics = readPart(given.Statistics)
  const status = withoutNonsense(readPart(given.StatusInfo), 'Status', isWord)
  const marked = withoutNonsense(readPart(given.CurrentBookmark), 'ProgressPercent', isPercent)
  const bookmark = withoutNonsense(marked, 'Location', (value) => readLocation(value) !== undefined)
  const times = [given.LastModified, bookmark?.LastModified, status?.LastModified, statistics?.LastModified].map(asTime)
  const lastModified = times.find((time) => time !== undefined) ?? wholeSeconds(now)
  const word = status?.Status
  const percent = bookmark?.ProgressPercent
  return {
    bookmark,
    statistics,
    status,
    percent: isPercent(percent) ? percent : undefined,
    location: readLocation(bookmark?.Location),
    word: isWord(word) ? word : undefined,
    lastModified,
    priorityTimestamp: asTime(given.PriorityTimestamp) ?? lastModified,
    at: asTime(bookmark?.LastModified) ?? asTime(status?.LastModified) ?? times.find((time) => time !== undefined),
  }
}

const isPercent = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 100
const isWord = (value: unknown): value is NonNullable<ToldState['word']> =>
  value === 'ReadyToRead' || value === 'Reading' || value === 'Finished'

/** What is kept is given back, so a member that means nothing is not kept. */
function withoutNonsense(part: Part | undefined, name: string, isGood: (value: unknown) => boolean): Part | undefined {
  if (!part || !(name in part) || isGood(part[name])) return part
  const { [name]: _, ...kept } = part
  return kept
}

/** A part as far as it is one, and not too much of it. */
function readPart(value: unknown): Part | undefined {
  const part = asPart(value)
  return part && JSON.stringify(part).length <= LONGEST_PART ? part : undefined
}

const asPart = (value: unknown): Part | undefined =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? { ...value } : undefined

const asTime = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' && value.length <= LONGEST_TIME ? value : undefined

function readLocation(value: unknown): ToldState['location'] {
  const { Source: source, Value: span } = asPart(value) ?? {}
  const isPlace = typeof source === 'string' && source !== '' && source.length <= LONGEST_SOURCE
  if (!isPlace || typeof span !== 'string' || span.length > LONGEST_SPAN) return undefined
  return { source, span }
}
