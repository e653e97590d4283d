import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { PlainBookCard } from '#features/books/book-card.tsx'
import { NameActions } from '#features/names/name-actions.tsx'
import { seriesPage } from '#features/names/name-queries.ts'
import { SeriesView } from '#features/names/series-view.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { useTitle } from '#ui/use-title.ts'

export function SeriesPage() {
  const navigate = useNavigate()
  const { seriesId } = useParams({ from: '/frame/series/$seriesId' })
  const { data, error, refetch } = useQuery(seriesPage(seriesId))
  useTitle(data?.name)
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!data) return <Waiting />
  return (
    <SeriesView
      key={seriesId}
      series={data}
      renderBook={(book) => <PlainBookCard book={book} />}
      actions={
        <NameActions
          owner={{ kind: 'series', id: data.id, name: data.name }}
          onMerged={(into) => void navigate({ to: '/series/$seriesId', params: { seriesId: into }, replace: true })}
        />
      }
    />
  )
}
