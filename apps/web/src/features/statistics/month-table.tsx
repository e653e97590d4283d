import type { Statistics } from '@colophon/contract/web/statistics.ts'
import { useTranslation } from 'react-i18next'
import { wholeNumber } from '#i18n/measures.ts'
import { monthNames } from './months.ts'

const columns = ['finished', 'days', 'downloads'] as const

/** The same numbers as the pictures, for those who would rather read, or listen. */
export function MonthTable({ year, months }: Pick<Statistics, 'year' | 'months'>) {
  const { t, i18n } = useTranslation()
  const names = monthNames(i18n.language, 'long')
  return (
    <details className="max-w-xl">
      <summary className="inline-flex min-h-11 items-center text-sm font-medium text-accent">
        {t('statistics.asTable')}
      </summary>
      <table className="w-full border-collapse text-[0.9375rem] tabular-nums">
        <caption className="sr-only">{year}</caption>
        <thead>
          <tr className="border-b border-line text-sm text-ink-faint">
            <th scope="col" className="py-2 text-start font-medium">
              {t('statistics.month')}
            </th>
            {columns.map((column) => (
              <th key={column} scope="col" className="py-2 text-end font-medium">
                {t(`statistics.columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {months.map((month, index) => (
            <tr key={names[index]} className="border-b border-line">
              <th scope="row" className="py-1.5 text-start font-normal">
                {names[index]}
              </th>
              {columns.map((column) => (
                <td key={column} className="py-1.5 text-end">
                  {wholeNumber(month[column], i18n.language)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
