import type { Statistics } from '@colophon/contract/web/statistics.ts'
import { BookCheck, CalendarDays, Flame, Library, Trophy } from 'lucide-react'
import { useTranslation } from 'react-i18next'

/** The numbers of a year, each with its word. */
export function YearFigures({ data, isThisYear }: { data: Statistics; isThisYear: boolean }) {
  const { t } = useTranslation()
  const figures = [
    { Icon: BookCheck, words: t('statistics.finished', { count: data.booksFinished }) },
    { Icon: CalendarDays, words: t('statistics.days', { count: data.days.length }) },
    { Icon: Trophy, words: t('statistics.longest', { count: data.longestStreak }) },
    isThisYear
      ? { Icon: Flame, words: t('statistics.streak', { count: data.currentStreak }) }
      : { Icon: Library, words: t('statistics.ever', { count: data.finishedEver }) },
  ]
  return (
    <ul aria-label={t('statistics.figures')} className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      {figures.map(({ Icon, words }) => (
        <li
          key={words}
          className="flex min-w-0 flex-col gap-2 rounded-xl border border-line bg-surface p-4 text-[0.9375rem] sm:flex-row sm:items-center sm:gap-3"
        >
          <Icon size={22} aria-hidden className="shrink-0 text-accent" />
          <span className="min-w-0 leading-snug text-balance">{words}</span>
        </li>
      ))}
    </ul>
  )
}
