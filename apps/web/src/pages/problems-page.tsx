import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '#api/session.ts'
import { libraries, PROBLEMS_PER_PAGE, problemsOf } from '#features/libraries/library-queries.ts'
import { ProblemList } from '#features/libraries/problem-list.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Pager } from '#ui/pager.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { useTitle } from '#ui/use-title.ts'

/** Files of a library that could not be taken in. */
export function ProblemsPage() {
  const { t } = useTranslation()
  const { isAdmin } = useAccount()
  const { libraryId } = useParams({ from: '/frame/libraries/$libraryId/problems' })
  const [shown, setShown] = useState<'open' | 'ignored'>('open')
  const [page, setPage] = useState(0)
  const { data: all } = useQuery(libraries)
  const { data, error, refetch } = useQuery(problemsOf(libraryId, page, shown === 'ignored'))
  const library = all?.find(({ id }) => id === libraryId)
  useTitle(t('problem.title'))
  return (
    <div className="max-w-4xl">
      <Link
        to="/libraries"
        className="-ms-2 mb-4 inline-flex min-h-10 items-center gap-2 rounded-lg px-2 text-sm font-medium text-ink-soft hover:bg-sunken hover:text-ink"
      >
        <ArrowLeft size={17} aria-hidden className="rtl:rotate-180" />
        {t('library.title')}
      </Link>
      <PageHeader
        title={t('problem.title')}
        eyebrow={library?.name}
        detail={data ? t('problem.count', { count: data.total }) : null}
        actions={
          <Segmented
            label={t('problem.show')}
            value={shown}
            choices={[
              { value: 'open', label: t('problem.open') },
              { value: 'ignored', label: t('problem.ignored') },
            ]}
            onChange={(next) => {
              setShown(next)
              setPage(0)
            }}
          />
        }
      />
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {data ? null : error ? null : <Waiting />}
      {data?.items.length === 0 ? (
        <EmptyState title={t(shown === 'open' ? 'problem.none' : 'problem.noneIgnored')}>
          {shown === 'open' ? t('problem.noneExplained') : null}
        </EmptyState>
      ) : null}
      {data && data.items.length > 0 ? <ProblemList problems={data.items} canManage={isAdmin} /> : null}
      <Pager page={page} perPage={PROBLEMS_PER_PAGE} total={data?.total ?? 0} onChange={setPage} />
    </div>
  )
}
