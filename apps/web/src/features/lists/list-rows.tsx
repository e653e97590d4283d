import type { BookCard } from '@colophon/contract/web/books.ts'
import type { ListCard } from '@colophon/contract/web/lists.ts'
import { Link } from '@tanstack/react-router'
import { GripVertical, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { coverAddress } from '#api/cover-address.ts'
import { listOf } from '#i18n/measures.ts'
import { announce } from '#ui/announcer.tsx'
import { IconButton } from '#ui/button.tsx'
import { Cover } from '#ui/cover.tsx'
import { cx } from '#ui/cx.ts'
import { useReorder } from '#ui/use-reorder.ts'
import { useMoveInList, useTakeOffList } from './list-queries.ts'

/** The books of a list in the order that its reader gives them. */
export function ListRows({ list, books }: { list: ListCard; books: readonly BookCard[] }) {
  const { t } = useTranslation()
  const move = useMoveInList(list.id)
  const takeOff = useTakeOffList()
  const onMove = (from: number, to: number) => {
    const moved = books[from]
    if (!moved) return
    const others = books.filter((_, index) => index !== from)
    move(moved.id, others[to - 1]?.id ?? null)
    announce(t('lists.movedTo', { title: moved.title, place: to + 1, count: list.bookCount }))
  }
  const order = useReorder({ keys: books.map(({ id }) => id), onMove })
  return (
    <>
      <p id="list-order-hint" className="sr-only">
        {t('lists.moveHint')}
      </p>
      <ul ref={order.list} aria-label={list.name} className={order.dragged === undefined ? undefined : 'select-none'}>
        {books.map((book, index) => {
          const isDragged = order.dragged === index
          const shift = order.shiftOf(index)
          return (
            <li
              key={book.id}
              className={cx(
                'flex h-22 items-center gap-1 border-b border-line/70',
                isDragged && 'relative z-10 rounded-lg bg-surface shadow-raised',
                !isDragged &&
                  order.dragged !== undefined &&
                  'transition-transform duration-150 motion-reduce:transition-none',
              )}
              style={shift === 0 ? undefined : { transform: `translateY(${shift}px)` }}
            >
              <button
                type="button"
                aria-label={t('lists.move', { title: book.title })}
                aria-describedby="list-order-hint"
                className="grid h-full w-10 shrink-0 cursor-grab touch-none place-items-center rounded-lg text-ink-faint hover:text-ink active:cursor-grabbing"
                {...order.handleOf(index)}
              >
                <GripVertical size={18} aria-hidden />
              </button>
              <BookLink book={book} />
              <IconButton
                label={t('lists.takeOff', { title: book.title })}
                onClick={() => takeOff.mutate({ list, book, after: books[index - 1]?.id ?? null })}
              >
                <X size={18} aria-hidden />
              </IconButton>
            </li>
          )
        })}
      </ul>
    </>
  )
}

function BookLink({ book }: { book: BookCard }) {
  const { t, i18n } = useTranslation()
  const told = [
    book.series?.position
      ? t('book.volume', { series: book.series.name, position: book.series.position })
      : (book.series?.name ?? ''),
    book.isMissing ? t('book.missing') : '',
    book.state === 'reading' && book.progress ? t('book.readShare', { share: book.progress }) : '',
    book.state === 'finished' ? t('state.finished') : '',
  ].filter(Boolean)
  return (
    <Link
      to="/books/$bookId"
      params={{ bookId: book.id }}
      draggable={false}
      className="group flex min-w-0 flex-1 items-center gap-4 rounded-lg"
    >
      <Cover
        title={book.title}
        src={coverAddress(book.coverUrl, 'small')}
        color={book.coverColor}
        className="w-12 shrink-0 shadow-none"
      />
      <span className="min-w-0">
        <span className="line-clamp-1 font-serif font-semibold group-hover:text-accent">{book.title}</span>
        <span className="line-clamp-1 text-sm text-ink-soft">{listOf(book.authors, i18n.language)}</span>
        <span className="line-clamp-1 text-[0.8125rem] text-ink-faint">{told.join(' · ')}</span>
      </span>
    </Link>
  )
}
