import type { BookCard } from '@colophon/contract/web/books.ts'
import type { SeriesPage } from '@colophon/contract/web/names.ts'
import { Link } from '@tanstack/react-router'
import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { coverAddress } from '#api/cover-address.ts'
import { listOf } from '#i18n/measures.ts'
import { Cover } from '#ui/cover.tsx'
import { ProgressBar } from '#ui/progress.tsx'
import { RichText } from '#ui/rich-text.tsx'
import { BookShelf } from './book-shelf.tsx'
import { isRead, nextUnread } from './groups.ts'

/** A series in its order: what is there, what is read, and where to read on. */
export function SeriesView({
  series,
  actions,
  renderBook,
}: {
  series: SeriesPage
  actions: ReactNode
  renderBook: (book: BookCard) => ReactNode
}) {
  const { t, i18n } = useTranslation()
  const read = series.volumes.filter(({ book }) => isRead(book)).length
  const next = nextUnread(series.volumes)
  return (
    <article className="flex flex-col gap-8">
      <header className="flex flex-col gap-2">
        <div className="flex items-start justify-between gap-4">
          <h1 className="font-serif text-3xl leading-tight font-semibold wrap-anywhere">{series.name}</h1>
          {actions}
        </div>
        {series.authors.length > 0 ? (
          <p className="text-lg">
            <span className="text-ink-soft">{t('name.by')} </span>
            {series.authors.map(({ id, name }, index) => (
              <Fragment key={id}>
                {index > 0 ? ', ' : null}
                <Link
                  to="/authors/$authorId"
                  params={{ authorId: id }}
                  className="underline decoration-line-strong/50 underline-offset-4 hover:text-accent"
                >
                  {name}
                </Link>
              </Fragment>
            ))}
          </p>
        ) : null}
        <p className="text-[0.9375rem] text-ink-soft">
          {t('book.count', { count: series.bookCount })}
          {series.gaps.length > 0
            ? ` · ${t('name.gap', { count: series.gaps.length, list: listOf(series.gaps.map(String), i18n.language) })}`
            : null}
        </p>
        {series.volumes.length > 0 ? (
          <div className="flex max-w-sm flex-col gap-1.5">
            <ProgressBar share={read / series.volumes.length} label={t('name.readLabel')} />
            <p className="text-sm text-ink-faint">{t('name.read', { read, count: series.volumes.length })}</p>
          </div>
        ) : null}
      </header>
      {next ? <NextUnread volume={next} /> : null}
      {series.description ? (
        <div className="prose-book max-w-[68ch] font-serif text-[1.0625rem] leading-[1.65]">
          <RichText html={series.description} />
        </div>
      ) : null}
      <BookShelf title={t('name.works')} books={series.volumes.map(({ book }) => book)} renderBook={renderBook} />
      {series.bookCount > series.volumes.length ? (
        <p className="text-[0.9375rem] text-ink-soft">
          {t('name.truncated', { shown: series.volumes.length, count: series.bookCount })}
        </p>
      ) : null}
    </article>
  )
}

function NextUnread({ volume: { book, position } }: { volume: SeriesPage['volumes'][number] }) {
  const { t } = useTranslation()
  return (
    <Link
      to="/books/$bookId"
      params={{ bookId: book.id }}
      className="group flex max-w-xl items-center gap-5 rounded-2xl border border-line bg-surface p-4 transition-colors hover:border-line-strong"
    >
      <Cover
        title={book.title}
        src={coverAddress(book.coverUrl, 'small')}
        color={book.coverColor}
        className="w-20 shrink-0"
      />
      <span className="min-w-0 flex-1">
        <span className="block text-sm font-medium text-accent">
          {t('name.nextUnread')}
          {position ? ` · ${t('name.position', { position })}` : null}
        </span>
        <span className="line-clamp-2 font-serif text-xl leading-snug font-semibold group-hover:text-accent">
          {book.title}
        </span>
        {book.progress ? (
          <span className="text-sm text-ink-faint">{t('book.readShare', { share: book.progress })}</span>
        ) : null}
      </span>
    </Link>
  )
}
