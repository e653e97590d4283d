import type { IAudioMetadata } from 'music-metadata'
import type { Chapter } from '../facts.ts'
import { tidyLine } from '../text/tidy.ts'
import type { Tags } from './tags.ts'

const MAX_CHAPTERS = 10_000

interface Mark {
  title: string | undefined
  start: number
  end?: number | undefined
}

/** The chapters of a file in seconds. Where the file gives no end, a chapter ends where the next one begins. */
export function chaptersOf(metadata: IAudioMetadata, tags: Tags, nero: Mark[], duration: number | null): Chapter[] {
  const known: Mark[] = (metadata.format.chapters ?? []).map(({ title, start, end, timeScale }) => {
    // MP4 counts in units of its time scale, ID3 in seconds.
    const unit = timeScale ?? 1
    return { title, start: start / unit, end: end === undefined ? undefined : end / unit }
  })
  const marks = [known, nero, commentedChapters(tags)].find((list) => list.length > 0) ?? []
  const inOrder = marks
    .filter(({ start }) => Number.isFinite(start) && start >= 0 && (duration === null || start < duration + 1))
    .sort((a, b) => a.start - b.start)
    .slice(0, MAX_CHAPTERS)
  return inOrder.map(({ title, start, end }, index) => ({
    title: tidyLine(title, 500) ?? `Chapter ${index + 1}`,
    startSeconds: start,
    endSeconds: end && end > start ? end : (inOrder[index + 1]?.start ?? duration),
  }))
}

/** Ogg files have comments `CHAPTER001=00:00:40.500` and `CHAPTER001NAME=…`, counted from 0 or 1. */
function commentedChapters(tags: Tags): Mark[] {
  const marks: Mark[] = []
  for (let number = 0; number <= 999; number++) {
    const name = `chapter${String(number).padStart(3, '0')}`
    const time = tags.first(name)
    if (time) marks.push({ title: tags.first(`${name}name`) ?? undefined, start: secondsOf(time) })
    else if (number > 1) break
  }
  return marks
}

function secondsOf(time: string): number {
  const parts = /^(?:(\d+):)?(\d+):(\d+(?:\.\d+)?)$/.exec(time)
  return parts ? Number(parts[1] ?? 0) * 3600 + Number(parts[2]) * 60 + Number(parts[3]) : Number.NaN
}
