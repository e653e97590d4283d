import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problems, ROWS_PER_PAGE } from '#features/admin/admin-queries.ts'
import { libraries } from '#features/libraries/library-queries.ts'
import { ProblemList } from '#features/libraries/problem-list.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { SelectField, TextField } from '#ui/field.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Pager } from '#ui/pager.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { useTitle } from '#ui/use-title.ts'

/** Files of all libraries that could not be taken in. */
export function AllProblemsPage() {
  const { t } = useTranslation()
  const [shown, setShown] = useState<'open' | 'ignored'>('open')
  const [library, setLibrary] = useState('')
  const [code, setCode] = useState('')
  const [search, setSearch] = useState('')
  const [page, setPage] = useState(0)
  const filter = { library, code, search: useDeferredValue(search.trim()), areIgnored: shown === 'ignored' }
  const { data, error, refetch } = useQuery(problems(filter, page))
  const { data: all } = useQuery(libraries)
  useTitle(t('problem.title'))
  const isNarrowed = library !== '' || code !== '' || search !== ''
  const fromStart =
    <Value,>(set: (value: Value) => void) =>
    (value: Value) => {
      set(value)
      setPage(0)
    }
  return (
    <div className="max-w-4xl">
      <PageHeader
        title={t('problem.title')}
        detail={data ? t('problem.count', { count: data.total }) : null}
        actions={
          <Segmented
            label={t('problem.show')}
            value={shown}
            choices={[
              { value: 'open', label: t('problem.open') },
              { value: 'ignored', label: t('problem.ignored') },
            ]}
            onChange={fromStart(setShown)}
          />
        }
      />
      <search className="mb-5 grid gap-3 sm:grid-cols-[1fr_12rem_12rem]">
        <TextField
          label={t('admin.problemSearch')}
          type="search"
          value={search}
          onChange={(event) => fromStart(setSearch)(event.target.value)}
        />
        <SelectField
          label={t('admin.problemLibrary')}
          value={library}
          onChange={(event) => fromStart(setLibrary)(event.target.value)}
        >
          <option value="">{t('admin.everyLibrary')}</option>
          {all?.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t('admin.problemKind')}
          value={code}
          onChange={(event) => fromStart(setCode)(event.target.value)}
        >
          <option value="">{t('admin.everyKind')}</option>
          {data?.codes.map((kind) => (
            <option key={kind.code} value={kind.code}>
              {`${kind.code.replaceAll('-', ' ')} (${kind.count})`}
            </option>
          ))}
        </SelectField>
      </search>
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {data ? null : error ? null : <Waiting />}
      {data?.items.length === 0 ? (
        <EmptyState title={t(isNarrowed || shown === 'ignored' ? 'admin.noProblem' : 'problem.none')}>
          {isNarrowed || shown === 'ignored' ? null : t('problem.noneExplained')}
        </EmptyState>
      ) : null}
      {data && data.items.length > 0 ? <ProblemList problems={data.items} canManage /> : null}
      <Pager page={page} perPage={ROWS_PER_PAGE} total={data?.total ?? 0} onChange={setPage} />
    </div>
  )
}
