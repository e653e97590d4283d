import type { BookToContinue } from '@colophon/contract/web/home.ts'
import { Link } from '@tanstack/react-router'
import { BookOpen, Headphones } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { address } from '#api/address.ts'
import { coverAddress } from '#api/cover-address.ts'
import { readerKind } from '#api/readable.ts'
import { ago, listOf } from '#i18n/measures.ts'
import { buttonClass } from '#ui/button.tsx'
import { Cover } from '#ui/cover.tsx'
import { ProgressBar } from '#ui/progress.tsx'

/** The book that was read last, large, with one press to go on. */
export function ContinueCard({ book }: { book: BookToContinue }) {
  const { t, i18n } = useTranslation()
  const authors = listOf(book.authors, i18n.language)
  const { series } = book
  return (
    <article className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-5 rounded-2xl border border-line bg-surface p-4 sm:grid-cols-[10rem_minmax(0,1fr)] sm:gap-x-8 sm:p-6">
      <Cover
        title={book.title}
        author={authors}
        src={coverAddress(book.coverUrl, 'large')}
        color={book.coverColor}
        isEager
      />
      <div className="flex min-w-0 flex-col justify-center gap-3 sm:gap-4">
        <div className="flex flex-col gap-1">
          {series ? (
            <p className="line-clamp-1 text-sm text-ink-faint">
              {series.position ? t('book.volume', { series: series.name, position: series.position }) : series.name}
            </p>
          ) : null}
          <h3 className="line-clamp-3 font-serif text-xl leading-tight font-semibold wrap-anywhere sm:text-2xl">
            <Link to="/books/$bookId" params={{ bookId: book.id }} className="hover:text-accent">
              {book.title}
            </Link>
          </h3>
          {authors ? <p className="line-clamp-1 text-ink-soft">{authors}</p> : null}
        </div>
        <div className="flex max-w-md flex-col gap-1.5">
          <ProgressBar share={book.progress ?? 0} label={t('book.progress')} />
          <p className="text-sm text-ink-faint">
            {t('book.place', { share: book.progress ?? 0, at: ago(book.lastReadAt, i18n.language) })}
          </p>
        </div>
        <GoOn book={book} />
      </div>
    </article>
  )
}

/** Into the reader, or on with listening; to the book where none of its files can be opened here. */
function GoOn({ book }: { book: BookToContinue }) {
  const { t } = useTranslation()
  const className = `${buttonClass({ kind: 'primary' })} self-start`
  if (book.file && readerKind(book.file.format)) {
    return (
      <a href={address(`/read/${encodeURIComponent(book.file.id)}`)} className={className}>
        <BookOpen size={18} aria-hidden />
        {t('home.goOn')}
      </a>
    )
  }
  if (book.file?.media === 'audiobook') {
    return (
      <Link
        to="/books/$bookId/listen"
        params={{ bookId: book.id }}
        search={{ file: book.file.id }}
        className={className}
      >
        <Headphones size={18} aria-hidden />
        {t('home.goOn')}
      </Link>
    )
  }
  return (
    <Link to="/books/$bookId" params={{ bookId: book.id }} className={className}>
      {t('home.toBook')}
    </Link>
  )
}
