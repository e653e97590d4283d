import type { BookPage } from '@colophon/contract/web/books.ts'
import { Link } from '@tanstack/react-router'
import { ArrowLeft, ArrowRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { coverAddress } from '#api/cover-address.ts'
import { Cover } from '#ui/cover.tsx'
import { cx } from '#ui/cx.ts'

type Series = BookPage['series'][number]

/** The volumes before and after this one. */
export function SeriesNeighbours({ series }: { series: Series }) {
  const { t } = useTranslation()
  if (!series.previous && !series.next) return null
  return (
    <section aria-label={t('series.section', { name: series.name })} className="flex flex-col gap-3">
      <div className="flex items-baseline justify-between gap-4">
        <h2 className="font-serif text-lg font-semibold">{series.name}</h2>
        <Link
          to="/series/$seriesId"
          params={{ seriesId: series.id }}
          className="shrink-0 text-sm font-medium text-accent hover:underline"
        >
          {t('series.all')}
        </Link>
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        {series.previous ? <Neighbour book={series.previous} isNext={false} /> : null}
        {series.next ? <Neighbour book={series.next} isNext /> : null}
      </div>
    </section>
  )
}

function Neighbour({ book, isNext }: { book: NonNullable<Series['next']>; isNext: boolean }) {
  const { t } = useTranslation()
  const Arrow = isNext ? ArrowRight : ArrowLeft
  return (
    <Link
      to="/books/$bookId"
      params={{ bookId: book.id }}
      className={cx(
        'group flex items-center gap-4 rounded-xl border border-line bg-surface p-3 transition-colors hover:border-line-strong',
        isNext && 'sm:col-start-2',
      )}
    >
      <Cover
        title={book.title}
        src={coverAddress(book.coverUrl, 'small')}
        color={null}
        className="w-12 shrink-0 shadow-none"
      />
      <span className="min-w-0 flex-1">
        <span className="block text-xs font-medium text-ink-faint">
          {isNext ? t('series.next') : t('series.previous')}
          {book.position ? ` · ${book.position}` : null}
        </span>
        <span className="line-clamp-2 font-serif leading-snug font-semibold group-hover:text-accent">{book.title}</span>
      </span>
      <Arrow size={18} aria-hidden className="shrink-0 text-ink-faint rtl:rotate-180" />
    </Link>
  )
}
