import type { JobState } from '@colophon/contract/web/jobs.ts'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { JOBS_PER_PAGE, jobs, useJobAction } from '#features/jobs/job-queries.ts'
import { JobRow } from '#features/jobs/job-row.tsx'
import { wholeNumber } from '#i18n/measures.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Pager } from '#ui/pager.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { useTitle } from '#ui/use-title.ts'

export const jobStates = [
  'active',
  'waiting',
  'failed',
  'completed',
  'cancelled',
] as const satisfies readonly JobState[]

/** Background work: what runs, what waits, what failed and why. */
export function JobsPage() {
  const { t, i18n } = useTranslation()
  const navigate = useNavigate()
  const { state, page = 0 } = useSearch({ from: '/frame/administration/admin/jobs' })
  const { data, error, refetch } = useQuery(jobs(state, page))
  const act = useJobAction()
  useTitle(t('job.title'))
  const show = (search: { state?: JobState | undefined; page?: number }) =>
    void navigate({ to: '/admin/jobs', search, replace: true })
  return (
    <div className="max-w-4xl">
      <PageHeader title={t('job.title')} />
      <Segmented
        label={t('job.show')}
        value={state ?? 'all'}
        className="mb-5"
        choices={[
          { value: 'all', label: t('job.all') },
          ...jobStates.map((value) => ({
            value,
            label: (
              <>
                {t(`job.state.${value}`)}
                {data?.counts[value] ? (
                  <span className="text-ink-faint tabular-nums">{wholeNumber(data.counts[value], i18n.language)}</span>
                ) : null}
              </>
            ),
          })),
        ]}
        onChange={(next) => show({ state: next === 'all' ? undefined : next })}
      />
      {error || act.error ? <ErrorNotice error={error ?? act.error} onRetry={() => void refetch()} /> : null}
      {data ? null : error ? null : <Waiting />}
      {data?.items.length === 0 ? <EmptyState title={t('job.none')}>{t('job.noneExplained')}</EmptyState> : null}
      {data && data.items.length > 0 ? (
        <ul className="divide-y divide-line rounded-2xl border border-line bg-surface">
          {data.items.map((job) => (
            <JobRow
              key={job.id}
              job={job}
              isBusy={act.isPending && act.variables.jobId === job.id}
              onAct={(action) => act.mutate({ jobId: job.id, action })}
            />
          ))}
        </ul>
      ) : null}
      <Pager
        page={page}
        perPage={JOBS_PER_PAGE}
        total={data?.total ?? 0}
        onChange={(next) => show({ state, page: next })}
      />
    </div>
  )
}
