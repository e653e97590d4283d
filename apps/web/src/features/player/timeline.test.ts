import { describe, expect, it } from 'vitest'
import { beginning, chapterAfter, chapterAt, chapterBefore, locate, rewindAfter, timelineOf } from './timeline.ts'

const chapter = (title: string, startSeconds: number, endSeconds: number | null = null) => ({
  title,
  startSeconds,
  endSeconds,
})
const book = timelineOf([60, null, 40], [chapter('One', 0), chapter('Two', 60, 75), chapter('Three', 75)])

describe('the line of time over the parts of a book', () => {
  it('is as long as the parts together, and knows where each chapter ends', () => {
    expect(book.duration).toBe(100)
    expect(book.chapters.map(({ title, start, end }) => [title, start, end])).toEqual([
      ['One', 0, 60],
      ['Two', 60, 75],
      ['Three', 75, 100],
    ])
  })

  it('finds the part of a moment', () => {
    const table = [
      [0, 0, 0],
      [59.9, 0, 59.9],
      [60, 2, 0],
      [99, 2, 39],
      [140, 2, 80],
    ] as const
    for (const [seconds, part, offset] of table) expect(locate(book, seconds)).toEqual({ part, offset })
  })

  it('goes back to the beginning of a chapter first, and then to the one before', () => {
    expect(chapterAt(book, 70)).toBe(1)
    expect(chapterBefore(book, 70)).toBe(60)
    expect(chapterBefore(book, 61)).toBe(0)
    expect(chapterBefore(book, 1)).toBe(0)
    expect(chapterAfter(book, 70)).toBe(75)
    expect(chapterAfter(book, 80)).toBeUndefined()
  })
})

describe('the beginning', () => {
  const now = Date.parse('2026-05-01T12:00:00Z')
  const place = (locator: string | null, fraction: number, at = '2026-05-01T11:59:00Z') => ({ locator, fraction, at })

  it('is exactly where one stopped a moment ago', () => {
    expect(beginning(place('time:83.5', 0.8), 100, now)).toBe(83.5)
  })

  it('is a little earlier after a longer pause', () => {
    expect(beginning(place('time:83.5', 0.8, '2026-05-01T11:30:00Z'), 100, now)).toBe(78.5)
    expect(beginning(place('time:3', 0.8, '2026-01-01T00:00:00Z'), 100, now)).toBe(0)
    expect([1, 10, 120, 10_000].map((minutes) => rewindAfter(minutes * 60_000))).toEqual([0, 5, 10, 20])
  })

  it('is as far into the book as one was in another edition of it', () => {
    expect(beginning(place('epubcfi(/6/4)', 0.5), 100, now)).toBe(50)
    expect(beginning(place(null, 0.25), 100, now)).toBe(25)
  })

  it('is the beginning for a book that is new, or was heard to its end', () => {
    expect(beginning(null, 100, now)).toBe(0)
    expect(beginning(place('time:100', 1), 100, now)).toBe(0)
  })
})
