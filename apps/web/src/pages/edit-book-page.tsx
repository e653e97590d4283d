import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EditBook } from '#features/edit/edit-book.tsx'
import { editForm } from '#features/edit/edit-queries.ts'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { useTitle } from '#ui/use-title.ts'

export function EditBookPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { bookId } = useParams({ from: '/frame/books/$bookId/edit' })
  const { data, error, refetch } = useQuery(editForm(bookId))
  const title = data ? t('edit.title', { title: data.values.title }) : undefined
  useTitle(title)
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!data) return <Waiting />
  return (
    <>
      <PageHeader title={title} />
      <EditBook
        key={bookId}
        bookId={bookId}
        form={data}
        onDone={() => void navigate({ to: '/books/$bookId', params: { bookId }, replace: true })}
      />
    </>
  )
}
