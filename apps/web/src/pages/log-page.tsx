import { exportLogs } from '@colophon/contract/acquisition/logs.ts'
import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '#api/call.ts'
import { systemState, useSetLogLevel } from '#features/admin/admin-queries.ts'
import { LogList } from '#features/server-log/log-list.tsx'
import { isFull, type LogFilter, logEntries, logLevels, queryOf, spans } from '#features/server-log/log-queries.ts'
import { Button, buttonClass } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { SelectField, TextField } from '#ui/field.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { useTitle } from '#ui/use-title.ts'

/** What the server has written down, and how much it shall. */
export function LogPage() {
  const { t } = useTranslation()
  const [filter, setFilter] = useState<LogFilter>({ level: 'info', words: '', hours: 1 })
  const [pages, setPages] = useState(1)
  const asked = useDeferredValue(filter)
  const { data, error, refetch } = useQuery(logEntries(asked, pages))
  useTitle(t('log.title'))
  const show = (change: Partial<LogFilter>) => {
    setPages(1)
    setFilter((before) => ({ ...before, ...change }))
  }
  return (
    <div className="max-w-4xl">
      <PageHeader
        title={t('log.title')}
        actions={
          <a href={addressOf(exportLogs, { query: queryOf(asked) })} download className={buttonClass()}>
            <Download size={17} aria-hidden />
            {t('log.export')}
          </a>
        }
      />
      <WrittenLevel />
      <search className="mb-5 grid gap-3 sm:grid-cols-[1fr_11rem_11rem]">
        <TextField
          label={t('log.search')}
          type="search"
          value={filter.words}
          onChange={(event) => show({ words: event.target.value })}
        />
        <SelectField
          label={t('log.least')}
          value={filter.level}
          onChange={(event) => show({ level: logLevels.find((one) => one === event.target.value) ?? 'info' })}
        >
          {logLevels.map((level) => (
            <option key={level} value={level}>
              {t(`log.leastOf.${level}`)}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t('log.span')}
          value={filter.hours}
          onChange={(event) => show({ hours: spans.find((one) => String(one) === event.target.value) ?? 1 })}
        >
          {spans.map((hours) => (
            <option key={hours} value={hours}>
              {t(`log.spanOf.h${hours}`)}
            </option>
          ))}
        </SelectField>
      </search>
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {data || error ? null : <Waiting />}
      {data?.length === 0 ? <EmptyState title={t('log.none')}>{t('log.noneExplained')}</EmptyState> : null}
      {data && data.length > 0 ? <LogList entries={data} /> : null}
      {data && isFull(data, pages) ? (
        <div className="mt-4 flex justify-center">
          <Button onClick={() => setPages(pages + 1)}>{t('ui.showMore')}</Button>
        </div>
      ) : null}
    </div>
  )
}

function WrittenLevel() {
  const { t } = useTranslation()
  const { data } = useQuery(systemState)
  const set = useSetLogLevel()
  if (!data) return null
  return (
    <div className="mb-5 flex flex-col gap-3">
      <SelectField
        label={t('system.log')}
        hint={t('system.logLead')}
        className="sm:max-w-64"
        value={data.logLevel}
        onChange={(event) => {
          const level = logLevels.find((one) => one === event.target.value)
          if (level) set.mutate(level)
        }}
      >
        {logLevels.map((level) => (
          <option key={level} value={level}>
            {t(`system.logLevel.${level}`)}
          </option>
        ))}
      </SelectField>
      {set.error ? <ErrorNotice error={set.error} /> : null}
    </div>
  )
}
