import { useNavigate, useSearch } from '@tanstack/react-router'
import { useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import { WantedList } from '#features/wanted/wanted-list.tsx'
import { wantedSorts } from '#features/wanted/wanted-search.ts'
import { SelectField, TextField } from '#ui/field.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { useTitle } from '#ui/use-title.ts'

/** Everything that is wanted and not here. */
export function WantedPage() {
  const { t } = useTranslation()
  const search = useSearch({ from: '/frame/get-books/acquiring/get/wanted' })
  const navigate = useNavigate({ from: '/get/wanted' })
  const q = useDeferredValue(search.q)
  useTitle(t('wanted.title'))
  return (
    <div className="max-w-4xl">
      <PageHeader title={t('wanted.title')} />
      <div className="mb-2 flex flex-wrap items-end gap-4">
        <TextField
          label={t('wanted.filter')}
          type="search"
          className="min-w-0 flex-1 basis-56"
          value={search.q ?? ''}
          onChange={({ target }) => {
            void navigate({ search: { ...search, q: target.value || undefined, page: undefined }, replace: true })
          }}
        />
        <SelectField
          label={t('wanted.order')}
          value={search.sort ?? 'title-az'}
          onChange={({ target }) => {
            const sort = wantedSorts.find((one) => one === target.value && one !== 'title-az')
            void navigate({ search: { ...search, sort, page: undefined }, replace: true })
          }}
        >
          {wantedSorts.map((sort) => (
            <option key={sort} value={sort}>
              {t(`wanted.sort.${sort}`)}
            </option>
          ))}
        </SelectField>
      </div>
      <WantedList
        search={{ ...search, q }}
        onPage={(page) => void navigate({ search: { ...search, page: page || undefined } })}
      />
    </div>
  )
}
