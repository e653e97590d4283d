import type { TFunction } from 'i18next'
import { runningTime } from './measures.ts'

/** A running time in words: hours only where there are any. */
export function inTime(t: TFunction, seconds: number): string {
  const { hours, minutes } = runningTime(seconds)
  return hours > 0 ? t('fact.time', { hours, minutes }) : t('fact.minutes', { minutes })
}
