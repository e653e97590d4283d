import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { buttonClass } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { Pager } from '#ui/pager.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { requests } from './request-queries.ts'
import { RequestRow } from './request-row.tsx'
import { type RequestSearch, requestStates } from './request-search.ts'

/** The server gives so many at once. */
const PER_PAGE = 50

/** What was asked for: by oneself, or by everybody where one decides about it. */
export function RequestList({
  mayDecide,
  search,
  onSearch,
}: {
  mayDecide: boolean
  search: RequestSearch
  onSearch: (search: RequestSearch) => void
}) {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(requests(mayDecide ? 'all' : 'own', search))
  return (
    <>
      <Segmented
        label={t('request.show')}
        value={search.state ?? 'all'}
        className="mb-5"
        choices={[
          { value: 'all', label: t('request.all') },
          ...requestStates.map((value) => ({ value, label: t(`request.states.${value}`) })),
        ]}
        onChange={(state) => onSearch({ state: state === 'all' ? undefined : state })}
      />
      {data && !mayDecide && data.quota.most !== null ? (
        <p className="mb-4 text-sm text-ink-faint">
          {t('request.quota', { used: data.quota.used, most: data.quota.most, count: data.quota.days })}
        </p>
      ) : null}
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {data ? null : error ? null : <Waiting />}
      {data?.items.length === 0 ? (
        <EmptyState
          title={t('request.none')}
          actions={
            <Link to="/get/discover" search={{}} className={buttonClass({ kind: 'primary' })}>
              {t('wanted.find')}
            </Link>
          }
        >
          {mayDecide ? t('request.noneToDecide') : t('request.noneExplained')}
        </EmptyState>
      ) : null}
      <ul className="divide-y divide-line">
        {data?.items.map((request) => (
          <RequestRow key={request.id} request={request} mayDecide={mayDecide} />
        ))}
      </ul>
      <Pager
        page={Math.floor((search.offset ?? 0) / PER_PAGE)}
        perPage={PER_PAGE}
        total={data?.total ?? 0}
        onChange={(page) => onSearch({ ...search, offset: page * PER_PAGE || undefined })}
      />
    </>
  )
}
