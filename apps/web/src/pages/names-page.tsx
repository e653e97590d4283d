import type { NameSort } from '@colophon/contract/web/names.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import { NameIndex } from '#features/names/name-index.tsx'
import { TextField } from '#ui/field.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { useTitle } from '#ui/use-title.ts'

export interface NameSearch {
  by?: NameSort | undefined
  q?: string | undefined
}

export function AuthorsPage() {
  const search = useSearch({ from: '/frame/authors' })
  const navigate = useNavigate({ from: '/authors' })
  return <Names kind="authors" search={search} onSearch={(to) => void navigate({ search: to, replace: true })} />
}

export function AllSeriesPage() {
  const search = useSearch({ from: '/frame/series' })
  const navigate = useNavigate({ from: '/series' })
  return <Names kind="series" search={search} onSearch={(to) => void navigate({ search: to, replace: true })} />
}

function Names({
  kind,
  search,
  onSearch,
}: {
  kind: 'authors' | 'series'
  search: NameSearch
  onSearch: (to: NameSearch) => void
}) {
  const { t } = useTranslation()
  const { by: sort = 'name', q = '' } = search
  const words = useDeferredValue(q.trim())
  useTitle(t(`name.${kind}`))
  return (
    <>
      <PageHeader title={t(`name.${kind}`)} />
      <div className="mb-6 flex flex-wrap items-end justify-between gap-4">
        <TextField
          label={t('name.find')}
          type="search"
          className="w-full max-w-sm"
          value={q}
          onChange={(event) => onSearch({ ...search, q: event.target.value || undefined })}
        />
        <Segmented
          label={t('name.sort')}
          value={sort}
          choices={[
            { value: 'name', label: t('name.byName') },
            { value: 'count', label: t('name.byCount') },
          ]}
          onChange={(value) => onSearch({ ...search, by: value === 'name' ? undefined : value })}
        />
      </div>
      <NameIndex kind={kind} sort={sort} words={words} />
    </>
  )
}
