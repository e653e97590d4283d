import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { pictureAddress } from '#api/acquisition.ts'
import { Badge } from '#ui/badge.tsx'
import { buttonClass } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { Pager } from '#ui/pager.tsx'
import { ProgressBar } from '#ui/progress.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { AUTHORS_PER_PAGE, type Author, authors } from './author-queries.ts'
import { Portrait } from './portrait.tsx'

/** Everybody whose books are known, with how many of them are here. */
export function AuthorList({ words, page, onPage }: { words: string; page: number; onPage: (page: number) => void }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(authors(words, page))
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!data) return <Waiting />
  if (data.total === 0)
    return (
      <EmptyState
        title={words ? t('name.noneMatch', { words }) : t('acquire.noAuthors')}
        actions={
          <Link to="/get/discover" search={{ kind: 'authors' }} className={buttonClass({ kind: 'primary' })}>
            {t('acquire.findAuthor')}
          </Link>
        }
      >
        {words ? null : t('acquire.noAuthorsExplained')}
      </EmptyState>
    )
  return (
    <>
      <ul className="grid gap-3 md:grid-cols-2 2xl:grid-cols-3">
        {data.items.map((one) => (
          <Row key={one.id} author={one} />
        ))}
      </ul>
      <Pager page={page} perPage={AUTHORS_PER_PAGE} total={data.total} onChange={onPage} />
    </>
  )
}

function Row({ author }: { author: Author }) {
  const { t } = useTranslation()
  const { bookCount = 0, availableBookCount = 0, wantedBookCount = 0 } = author.statistics ?? {}
  const label = t('acquire.counts', { count: bookCount, have: availableBookCount, wanted: wantedBookCount })
  return (
    <li className="relative flex items-center gap-4 rounded-2xl border border-line bg-surface p-4 hover:border-line-strong">
      <Portrait name={author.authorName} src={pictureAddress(author.imageUrl)} />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <div className="flex items-start justify-between gap-2">
          <Link
            to="/get/authors/$authorNumber"
            params={{ authorNumber: String(author.id) }}
            className="min-w-0 font-serif text-[1.0625rem] leading-snug font-semibold wrap-anywhere after:absolute after:inset-0 after:rounded-2xl"
          >
            {author.authorName}
          </Link>
          {author.monitored ? <Badge kind="good">{t('acquire.mark.followed')}</Badge> : null}
        </div>
        <p className="text-sm text-ink-faint">{label}</p>
        {bookCount > 0 ? <ProgressBar share={availableBookCount / bookCount} label={label} /> : null}
      </div>
    </li>
  )
}
