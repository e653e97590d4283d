import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { pictureAddress } from '#api/acquisition.ts'
import { releaseDay } from '#i18n/measures.ts'
import { buttonClass } from '#ui/button.tsx'
import { Cover } from '#ui/cover.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { Pager } from '#ui/pager.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { useMarked } from './use-marked.ts'
import { WantedActions } from './wanted-actions.tsx'
import { WANTED_PER_PAGE, type WantedBook, wanted } from './wanted-queries.ts'
import type { WantedSearch } from './wanted-search.ts'

/** What is wanted and not here, a page at a time, with what can be done about many at once. */
export function WantedList({ search, onPage }: { search: WantedSearch; onPage: (page: number) => void }) {
  const { t } = useTranslation()
  const { data, error, refetch, isPlaceholderData } = useQuery(wanted(search))
  const items = data?.items ?? []
  const marked = useMarked(items.map(({ id }) => id))
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!data) return <Waiting />
  if (items.length === 0) return <NothingWanted words={search.q} />
  return (
    <>
      <WantedActions marked={marked} total={items.length} />
      <ul aria-label={t('wanted.title')} className={isPlaceholderData ? 'opacity-60' : undefined}>
        {items.map((book) => (
          <Row key={book.id} book={book} isMarked={marked.has(book.id)} onMark={() => marked.toggle(book.id)} />
        ))}
      </ul>
      <Pager page={search.page ?? 0} perPage={WANTED_PER_PAGE} total={data.total} onChange={onPage} />
    </>
  )
}

function NothingWanted({ words }: { words: string | undefined }) {
  const { t } = useTranslation()
  return (
    <EmptyState
      title={words ? t('wanted.noneMatch', { words }) : t('wanted.none')}
      actions={
        words ? null : (
          <Link to="/get/discover" search={{}} className={buttonClass({ kind: 'primary' })}>
            {t('wanted.find')}
          </Link>
        )
      }
    >
      {words ? null : t('wanted.noneExplained')}
    </EmptyState>
  )
}

function Row({ book, isMarked, onMark }: { book: WantedBook; isMarked: boolean; onMark: () => void }) {
  const { t, i18n } = useTranslation()
  const author = book.author?.authorName ?? ''
  const facts = [
    book.releaseDate ? releaseDay(book.releaseDate, i18n.language) : null,
    t(`acquire.slot.${book.mediaType as 'ebook'}`, { defaultValue: '' }),
  ]
  return (
    <li className="flex items-center gap-3 border-t border-line py-3 first:border-t-0 sm:gap-4">
      <label className="grid size-11 shrink-0 place-items-center">
        <input
          type="checkbox"
          className="size-4.5 accent-accent"
          aria-label={t('choose.mark', { title: book.title })}
          checked={isMarked}
          onChange={onMark}
        />
      </label>
      <Cover
        title={book.title}
        author={author}
        src={pictureAddress(book.imageUrl)}
        color={null}
        className="w-11 shrink-0 shadow-none"
      />
      <div className="flex min-w-0 flex-1 flex-col gap-0.5">
        <Link
          to="/get/books/$bookNumber"
          params={{ bookNumber: String(book.id) }}
          className="font-serif text-[1.0625rem] leading-snug font-semibold wrap-anywhere hover:text-accent"
        >
          {book.title}
        </Link>
        <p className="text-[0.9375rem] text-ink-soft">
          {book.authorId > 0 ? (
            <Link
              to="/get/authors/$authorNumber"
              params={{ authorNumber: String(book.authorId) }}
              className="hover:text-accent"
            >
              {author}
            </Link>
          ) : (
            author
          )}
        </p>
        <p className="text-sm text-ink-faint">{facts.filter(Boolean).join(' · ')}</p>
      </div>
    </li>
  )
}
