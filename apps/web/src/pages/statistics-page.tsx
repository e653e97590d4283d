import type { Statistics } from '@colophon/contract/web/statistics.ts'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { CoverRow } from '#features/home/cover-row.tsx'
import { DaySquares } from '#features/statistics/day-squares.tsx'
import { InProgressList } from '#features/statistics/in-progress-list.tsx'
import { MonthChart } from '#features/statistics/month-chart.tsx'
import { MonthTable } from '#features/statistics/month-table.tsx'
import { monthNames } from '#features/statistics/months.ts'
import { statistics } from '#features/statistics/statistics-queries.ts'
import { YearFigures } from '#features/statistics/year-figures.tsx'
import { plainDate } from '#i18n/measures.ts'
import { buttonClass } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { SelectField } from '#ui/field.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { useTitle } from '#ui/use-title.ts'

/** What somebody read in a year, in pictures, and what they are reading. */
export function StatisticsPage() {
  const { t } = useTranslation()
  const { year } = useSearch({ from: '/frame/statistics' })
  const { data, error, refetch } = useQuery(statistics(year))
  useTitle(t('statistics.title'))
  return (
    <>
      <PageHeader title={t('statistics.title')} actions={data ? <YearChoice data={data} /> : null} />
      {data ? (
        <YearOf data={data} />
      ) : error ? (
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      ) : (
        <Waiting />
      )}
    </>
  )
}

function YearChoice({ data: { year, firstYear } }: { data: Statistics }) {
  const { t } = useTranslation()
  const navigate = useNavigate({ from: '/statistics' })
  const last = Math.max(year, new Date().getUTCFullYear())
  const years = Array.from({ length: last - firstYear + 1 }, (_, index) => last - index)
  return (
    <SelectField
      label={t('statistics.year')}
      isLabelHidden
      value={year}
      onChange={(event) => void navigate({ search: { year: Number(event.target.value) }, replace: true })}
    >
      {years.map((one) => (
        <option key={one} value={one}>
          {one}
        </option>
      ))}
    </SelectField>
  )
}

function YearOf({ data }: { data: Statistics }) {
  const { t, i18n } = useTranslation()
  const isThisYear = data.year === new Date().getUTCFullYear()
  const reading = isThisYear ? data.inProgress : []
  const isEmpty = data.days.length === 0 && data.booksFinished === 0 && data.downloads === 0
  if (isEmpty && reading.length === 0) return <Nothing year={data.year} />
  return (
    <div className="flex flex-col gap-10 sm:gap-12">
      <YearFigures data={data} isThisYear={isThisYear} />
      <CoverRow
        title={t('statistics.finishedBooks', { year: data.year })}
        books={data.finished}
        detailOf={({ finishedAt }) => t('statistics.finishedOn', { date: plainDate(finishedAt, i18n.language) })}
      />
      {reading.length > 0 ? (
        <Part title={t('statistics.inProgress')}>
          <InProgressList all={reading} />
        </Part>
      ) : null}
      <Part title={t('statistics.perMonth')}>
        <MonthChart
          values={data.months.map(({ finished }) => finished)}
          names={monthNames(i18n.language, 'narrow')}
          locale={i18n.language}
        />
      </Part>
      <Part title={t('statistics.days')} lead={t('statistics.daysExplained')}>
        <DaySquares year={data.year} days={data.days} names={monthNames(i18n.language, 'short')} />
        <MonthTable year={data.year} months={data.months} />
      </Part>
    </div>
  )
}

function Part({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="flex flex-col gap-4">
      <div>
        <h2 id={id} className="font-serif text-xl font-semibold">
          {title}
        </h2>
        {lead ? <p className="mt-1 text-sm text-ink-faint">{lead}</p> : null}
      </div>
      {children}
    </section>
  )
}

function Nothing({ year }: { year: number }) {
  const { t } = useTranslation()
  return (
    <EmptyState
      title={t('statistics.none', { year })}
      actions={
        <Link to="/books" search={{}} className={buttonClass({ kind: 'primary' })}>
          {t('statistics.toBooks')}
        </Link>
      }
    >
      {t('statistics.noneExplained')}
    </EmptyState>
  )
}
