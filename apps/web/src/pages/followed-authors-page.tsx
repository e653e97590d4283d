import { useNavigate, useSearch } from '@tanstack/react-router'
import { useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import { AuthorList } from '#features/acquire/author-list.tsx'
import { TextField } from '#ui/field.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { useTitle } from '#ui/use-title.ts'

/** Everybody whose works are known, those of whom one has nothing yet too. */
export function FollowedAuthorsPage() {
  const { t } = useTranslation()
  const { q = '', page = 0 } = useSearch({ from: '/frame/get-books/acquiring/get/authors' })
  const navigate = useNavigate({ from: '/get/authors' })
  const words = useDeferredValue(q.trim())
  useTitle(t('get.authors'))
  return (
    <>
      <PageHeader title={t('get.authors')} />
      <TextField
        label={t('name.find')}
        type="search"
        className="mb-6 w-full max-w-sm"
        value={q}
        onChange={({ target }) => void navigate({ search: { q: target.value || undefined }, replace: true })}
      />
      <AuthorList
        words={words}
        page={page}
        onPage={(next) => void navigate({ search: { q: q || undefined, page: next } })}
      />
    </>
  )
}
