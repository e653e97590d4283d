import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { releasesIn } from '#features/calendar/calendar-queries.ts'
import type { CalendarSearch } from '#features/calendar/calendar-search.ts'
import { DayList } from '#features/calendar/day-list.tsx'
import { monthAfter, thisMonth } from '#features/calendar/month.ts'
import { MonthGrid } from '#features/calendar/month-grid.tsx'
import { plainDate } from '#i18n/measures.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { CheckField } from '#ui/field.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { useTitle } from '#ui/use-title.ts'

/** Narrower windows have no room for seven days beside each other. */
const isWide = () => matchMedia('(min-width: 48rem)').matches

/** What comes out when, as a month or as a list. */
export function CalendarPage() {
  const { t, i18n } = useTranslation()
  const search = useSearch({ from: '/frame/get-books/acquiring/get/calendar' })
  const navigate = useNavigate({ from: '/get/calendar' })
  const month = search.month ?? thisMonth()
  const view = search.view ?? (isWide() ? 'month' : 'list')
  const { data, error, refetch, isPlaceholderData } = useQuery(releasesIn(month, search.all === true))
  useTitle(t('calendar.title'))
  const show = (next: CalendarSearch) => void navigate({ search: { ...search, ...next }, replace: true })
  const go = (by: number) => show({ month: monthAfter(month, by) })
  return (
    <>
      <PageHeader title={t('calendar.title')} />
      <div className="mb-5 flex flex-wrap items-center gap-x-6 gap-y-3">
        <div className="flex items-center gap-1">
          <IconButton label={t('calendar.before')} onClick={() => go(-1)}>
            <ChevronLeft size={20} aria-hidden className="rtl:rotate-180" />
          </IconButton>
          <h2 aria-live="polite" className="min-w-40 text-center font-serif text-lg font-semibold sm:text-xl">
            {plainDate(month, i18n.language)}
          </h2>
          <IconButton label={t('calendar.after')} onClick={() => go(1)}>
            <ChevronRight size={20} aria-hidden className="rtl:rotate-180" />
          </IconButton>
        </div>
        {month === thisMonth() ? null : (
          <Button size="small" kind="ghost" onClick={() => show({ month: undefined })}>
            {t('calendar.now')}
          </Button>
        )}
        <Segmented
          label={t('calendar.view')}
          value={view}
          choices={[
            { value: 'month', label: t('calendar.month') },
            { value: 'list', label: t('calendar.list') },
          ]}
          onChange={(next) => show({ view: next })}
        />
        <CheckField
          label={t('calendar.all')}
          checked={search.all === true}
          onChange={({ target }) => show({ all: target.checked || undefined })}
        />
      </div>
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {data ? null : error ? null : <Waiting />}
      {data ? (
        <div className={isPlaceholderData ? 'opacity-60' : undefined}>
          {view === 'month' ? (
            <MonthGrid month={month} books={data} />
          ) : data.length > 0 ? (
            <DayList books={data} />
          ) : (
            <EmptyState title={t('calendar.none')}>{t('calendar.noneExplained')}</EmptyState>
          )}
          {view === 'month' && data.length === 0 ? (
            <p className="mt-4 text-ink-soft">
              {t('calendar.none')} {t('calendar.noneExplained')}
            </p>
          ) : null}
        </div>
      ) : null}
    </>
  )
}
