import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { pictureAddress } from '#api/acquisition.ts'
import { AuthorPanel } from '#features/acquire/author-panel.tsx'
import { author } from '#features/acquire/author-queries.ts'
import { AuthorWorks } from '#features/acquire/author-works.tsx'
import { Portrait } from '#features/acquire/portrait.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { useTitle } from '#ui/use-title.ts'

/** An author of whom the library has no book yet; the others have their page there. */
export function FollowedAuthorPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { authorNumber } = useParams({ from: '/frame/get-books/acquiring/get/authors/$authorNumber' })
  const { data, error, refetch } = useQuery(author(Number(authorNumber)))
  useTitle(data?.authorName)
  if (!data) return error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <Waiting />
  return (
    <article className="flex flex-col gap-8">
      <header className="flex items-start gap-5 sm:gap-7">
        <Portrait
          name={data.authorName}
          src={pictureAddress(data.imageUrl)}
          className="size-20 text-2xl sm:size-28 sm:text-3xl"
        />
        <div className="min-w-0 flex-1">
          <h1 className="font-serif text-3xl leading-tight font-semibold wrap-anywhere">{data.authorName}</h1>
          {data.disambiguation ? <p className="mt-1 text-ink-soft">{data.disambiguation}</p> : null}
        </div>
      </header>
      <AuthorPanel author={data} onDeleted={() => void navigate({ to: '/get/authors', search: {}, replace: true })} />
      {data.description ? (
        <p className="line-clamp-6 max-w-[68ch] font-serif text-[1.0625rem] leading-[1.65]">{data.description}</p>
      ) : null}
      {data.books && data.books.length > 0 ? (
        <AuthorWorks works={data.books} name={data.authorName} />
      ) : (
        <p className="text-ink-soft">{t('acquire.noWorks')}</p>
      )}
    </article>
  )
}
