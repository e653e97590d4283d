import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { counterpart, mayAcquire } from '#api/acquisition.ts'
import { useAccount } from '#api/session.ts'
import { AuthorPanel } from '#features/acquire/author-panel.tsx'
import { author } from '#features/acquire/author-queries.ts'
import { AuthorWorks } from '#features/acquire/author-works.tsx'
import { PlainBookCard } from '#features/books/book-card.tsx'
import { AuthorView } from '#features/names/author-view.tsx'
import { NameActions } from '#features/names/name-actions.tsx'
import { authorPage } from '#features/names/name-queries.ts'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { useTitle } from '#ui/use-title.ts'

export function AuthorPage() {
  const navigate = useNavigate()
  const { authorId } = useParams({ from: '/frame/authors/$authorId' })
  const { data, error, refetch } = useQuery(authorPage(authorId))
  useTitle(data?.name)
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!data) return <Waiting />
  return (
    <AuthorView
      key={authorId}
      author={data}
      renderBook={(book) => <PlainBookCard book={book} />}
      acquiring={<Acquiring authorId={data.id} />}
      actions={
        <NameActions
          owner={{ kind: 'author', id: data.id, name: data.name }}
          onMerged={(into) => void navigate({ to: '/authors/$authorId', params: { authorId: into }, replace: true })}
        />
      }
    />
  )
}

/** Whether the author is followed, and the works that are not here: for those who may look for them. */
function Acquiring({ authorId }: { authorId: string }) {
  const navigate = useNavigate()
  const isMember = mayAcquire(useAccount())
  const { data: same } = useQuery({ ...counterpart('authors', authorId), enabled: isMember })
  const { data } = useQuery({ ...author(same?.number ?? 0), enabled: same !== undefined })
  if (!data) return null
  return (
    <>
      <AuthorPanel author={data} onDeleted={() => void navigate({ to: '/authors', search: {}, replace: true })} />
      <AuthorWorks works={data.books ?? []} name={data.authorName} isOwnedLeftOut />
    </>
  )
}
