import type { BookLocation } from 'foliate-js/view.js'
import { useTranslation } from 'react-i18next'

/** `Page 12 of 340`: as the printed book counts, where the file knows that. */
export function usePageWords(location: BookLocation | undefined, isFixedLayout: boolean): string {
  const { t } = useTranslation()
  const printed = location?.pageItem?.label?.trim()
  if (printed) return t('reader.printedPage', { page: printed })
  // Where pages are drawn, each is a file; elsewhere a page is as much text as a small book has on one.
  const counted = isFixedLayout ? location?.section : location?.location
  if (!counted?.total) return ''
  return t('reader.pageOf', { page: Math.min(counted.total, counted.current + 1), total: counted.total })
}

/** `12 min left in the chapter`. */
export function useTimeWords() {
  const { t } = useTranslation()
  return (minutes: number, of: 'chapter' | 'book'): string => {
    const whole = Math.max(1, Math.round(minutes))
    const time =
      whole < 60
        ? t('reader.minutes', { count: whole })
        : t('reader.hours', { hours: Math.floor(whole / 60), minutes: whole % 60 })
    return t(of === 'chapter' ? 'reader.leftInChapter' : 'reader.leftInBook', { time })
  }
}
