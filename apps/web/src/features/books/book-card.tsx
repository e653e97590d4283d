import type { BookCard as Card } from '@colophon/contract/web/books.ts'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { coverAddress } from '#api/cover-address.ts'
import { formatName } from '#i18n/format-name.ts'
import { Cover } from '#ui/cover.tsx'

/** A book in the grid: cover, title, author; and on the cover what tells it from its neighbours. */
export const BookCard = memo(function BookCard({ book, isEager = false }: { book: Card; isEager?: boolean }) {
  const { t } = useTranslation()
  const authors = book.authors.join(', ')
  const told = book.formats.filter((format) => format !== 'epub')
  return (
    <Link
      to="/books/$bookId"
      params={{ bookId: book.id }}
      className="group block rounded-[3px] outline-offset-4"
      draggable={false}
    >
      <span className="relative block">
        <Cover
          title={book.title}
          author={authors}
          src={coverAddress(book.coverUrl, 'small')}
          color={book.coverColor}
          isEager={isEager}
          className="transition-transform duration-200 ease-out group-hover:-translate-y-0.5 motion-reduce:transform-none"
        />
        {book.isMissing ? (
          <span className="absolute inset-x-0 top-0 rounded-t-[3px] bg-warning-soft px-2 py-1 text-center text-xs font-medium text-warning">
            {t('book.missing')}
          </span>
        ) : null}
        <span className="absolute inset-x-1.5 bottom-1.5 flex items-end justify-between gap-1">
          {book.series?.position ? (
            <Tag label={t('book.volume', { position: book.series.position, series: book.series.name })}>
              {book.series.position}
            </Tag>
          ) : (
            <span />
          )}
          {told.length > 0 ? <Tag>{told.map(formatName).join(' · ')}</Tag> : null}
        </span>
        {book.progress !== null && book.progress > 0 ? <ReadShare share={book.progress} /> : null}
      </span>
      <span className="mt-2.5 line-clamp-2 font-serif wrap-anywhere text-[0.9375rem] leading-5 font-semibold group-hover:text-accent max-sm:text-sm max-sm:leading-[1.15rem]">
        {book.title}
      </span>
      <span className="mt-0.5 line-clamp-1 text-[0.8125rem] leading-5 text-ink-faint">{authors}</span>
    </Link>
  )
})

function Tag({ children, label }: { children: string; label?: string }) {
  return (
    <span className="rounded-sm bg-black/75 px-1.5 py-0.5 text-[0.6875rem] leading-4 font-medium text-white tabular-nums backdrop-blur-xs">
      {label ? (
        <>
          <span aria-hidden="true">{children}</span>
          <span className="sr-only">{label}</span>
        </>
      ) : (
        children
      )}
    </span>
  )
}

function ReadShare({ share }: { share: number }) {
  const { t } = useTranslation()
  return (
    <>
      <span aria-hidden="true" className="absolute inset-x-0 bottom-0 h-1 overflow-hidden rounded-b-[3px] bg-black/45">
        <span className="block h-full bg-[#74c5a9]" style={{ width: `${Math.max(2, share * 100)}%` }} />
      </span>
      <span className="sr-only">{t('book.readShare', { share })}</span>
    </>
  )
}

/** The place of a book that is on its way. */
export function BookCardPlaceholder() {
  return (
    <span className="block" aria-hidden="true">
      <span className="block aspect-2/3 rounded-[3px] bg-line/60" />
      <span className="mt-3 block h-3.5 w-4/5 rounded-sm bg-line/60" />
      <span className="mt-2 block h-3 w-1/2 rounded-sm bg-line/40" />
    </span>
  )
}
