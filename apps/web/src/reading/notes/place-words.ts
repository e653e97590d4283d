import type { BookAnnotation } from '@colophon/contract/web/annotations.ts'
import type { TFunction } from 'i18next'

/** Where an annotation stands: its page or its time where that is what it was made at, the share of the book otherwise. */
export function placeWords(t: TFunction, { locator, fraction }: Pick<BookAnnotation, 'locator' | 'fraction'>) {
  const page = /^page:(\d+)(?:#|$)/.exec(locator ?? '')?.[1]
  if (page) return t('notes.page', { page: Number(page) })
  const seconds = /^time:(\d+)/.exec(locator ?? '')?.[1]
  if (seconds) return clock(Number(seconds))
  return fraction === null ? undefined : t('notes.share', { share: fraction })
}

function clock(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}
