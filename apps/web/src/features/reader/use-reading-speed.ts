import type { BookLocation } from 'foliate-js/view.js'
import { useEffect, useState } from 'react'
import { readingSpeed } from './reading-speed.ts'

const KEY = 'colophon.reader.speed'

/** How long the chapter and the book still take at the reader's own speed, in minutes. */
export function useReadingSpeed(location: BookLocation | undefined): { chapter: number; book: number } | null {
  const [speed] = useState(() => readingSpeed(Number(localStorage.getItem(KEY)) || null))
  const left = location?.time
  useEffect(() => {
    if (left && speed.arrive(left.total, Date.now())) localStorage.setItem(KEY, String(speed.unitsPerMinute))
  }, [left, speed])
  return left && Number.isFinite(left.total)
    ? { chapter: speed.minutesFor(left.section), book: speed.minutesFor(left.total) }
    : null
}
