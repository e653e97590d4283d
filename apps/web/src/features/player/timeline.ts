import type { Playback } from '@colophon/contract/web/media.ts'

export interface Chapter {
  title: string
  start: number
  end: number
}

/** The parts of an audiobook as one line of time, in seconds. */
export interface Timeline {
  /** Where each part begins. */
  starts: number[]
  duration: number
  chapters: Chapter[]
}

const HAIR = 0.05

/** A part whose length is not known counts as nothing until the player has seen it. */
export function timelineOf(lengths: readonly (number | null)[], chapters: Playback['chapters']): Timeline {
  const starts: number[] = []
  let duration = 0
  for (const length of lengths) {
    starts.push(duration)
    duration += length ?? 0
  }
  return { starts, duration, chapters: chaptersOf(chapters, duration) }
}

function chaptersOf(chapters: Playback['chapters'], duration: number): Chapter[] {
  const inside = chapters.filter(({ startSeconds }) => startSeconds < duration || startSeconds === 0)
  return inside.map(({ title, startSeconds, endSeconds }, index) => ({
    title,
    start: startSeconds,
    end: Math.min(endSeconds ?? inside[index + 1]?.startSeconds ?? duration, duration),
  }))
}

/** The part that holds a moment of the book, and how far into it that is. */
export function locate({ starts }: Timeline, seconds: number): { part: number; offset: number } {
  let part = 0
  while (part + 1 < starts.length && (starts[part + 1] ?? 0) <= seconds) part++
  return { part, offset: Math.max(0, seconds - (starts[part] ?? 0)) }
}

/** The second that a moment counts to: seeking lands a hair beside where it was sent. */
export const wholeSeconds = (seconds: number) => Math.floor(seconds + HAIR)

/** Index of the chapter that holds a moment; -1 before the first one. */
export function chapterAt({ chapters }: Timeline, seconds: number): number {
  return chapters.findLastIndex(({ start }) => start <= seconds + HAIR)
}

/** Where "back by a chapter" leads: to the beginning of this one, or of the one before where it has just begun. */
export function chapterBefore(timeline: Timeline, seconds: number): number {
  const current = chapterAt(timeline, seconds)
  const start = timeline.chapters[current]?.start ?? 0
  return seconds - start > 3 ? start : (timeline.chapters[current - 1]?.start ?? 0)
}

export function chapterAfter(timeline: Timeline, seconds: number): number | undefined {
  return timeline.chapters[chapterAt(timeline, seconds) + 1]?.start
}

/** Seconds to hear again after a pause, so that one finds back in: none after a short one. */
export function rewindAfter(pauseMs: number): number {
  const minutes = pauseMs / 60_000
  if (minutes < 5) return 0
  if (minutes < 60) return 5
  return minutes < 24 * 60 ? 10 : 20
}

/** Where to begin: a place in the sound, or failing that a share of the book. */
export function beginning(
  place: { locator: string | null; fraction: number; at: string } | null,
  duration: number,
  now: number,
): number {
  if (!place || place.fraction >= 1) return 0
  const seconds = secondsOf(place.locator) ?? place.fraction * duration
  return Math.max(0, Math.min(seconds, duration) - rewindAfter(now - Date.parse(place.at)))
}

/** The seconds of `time:83.5`. */
export function secondsOf(locator: string | null): number | undefined {
  const [, seconds] = /^time:(\d+(?:\.\d+)?)$/.exec(locator ?? '') ?? []
  return seconds === undefined ? undefined : Number(seconds)
}

export const timeLocator = (seconds: number) => `time:${Math.round(seconds * 10) / 10}`

/** The moment that something marked in the book stands at: its own in the sound, else as far into the book. */
export function secondsOfNote(
  { duration }: Timeline,
  { locator, fraction }: { locator: string | null; fraction: number | null },
): number {
  return Math.min(secondsOf(locator) ?? (fraction ?? 0) * duration, duration)
}
