import type { BookCard as Card } from '@colophon/contract/web/books.ts'
import { BookOpen, Check, X } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { coverAddress } from '#api/cover-address.ts'
import { Cover } from '#ui/cover.tsx'
import { cx } from '#ui/cx.ts'
import { BookLink } from './book-link.tsx'
import { cardLook, readWidth, toldFormats } from './card-look.ts'
import { CardMenu } from './card-menu.tsx'
import { MarkBox } from './mark-box.tsx'
import type { MarkableProps } from './markable.ts'
import { useMarking } from './use-marking.ts'

/** A book in the grid: cover, title, author; and on the cover what tells it from its neighbours. */
export const BookCard = memo(function BookCard({ book, index, isMarked, isChoosing, onMark }: MarkableProps) {
  const marking = useMarking({ book, index, isChoosing, onMark })
  return (
    <div className={cardLook.card}>
      <CardLink book={book} isMarked={isMarked} isFetchedAhead={!isChoosing} isEager {...marking} />
      <MarkBox {...{ book, index, isMarked, isChoosing, onMark }} className="absolute start-1.5 top-1.5" />
      <CardMenu book={book} className="absolute end-1.5 top-1.5" />
    </div>
  )
})

/** The same where nothing is marked: on the pages of people and series. */
export const PlainBookCard = memo(function PlainBookCard({ book }: { book: Card }) {
  return (
    <div className={cardLook.card}>
      <CardLink book={book} isMarked={false} isFetchedAhead isEager={false} />
      <CardMenu book={book} className="absolute end-1.5 top-1.5" />
    </div>
  )
})

type CardLinkProps = Partial<ReturnType<typeof useMarking>> & {
  book: Card
  isMarked: boolean
  isFetchedAhead: boolean
  /** Where only the cards near the screen exist, the browser need not watch which of them come near. */
  isEager: boolean
}

function CardLink({ book, isMarked, isFetchedAhead, isEager, ...marking }: CardLinkProps) {
  const { t } = useTranslation()
  const authors = book.authors.join(', ')
  const told = toldFormats(book)
  const width = readWidth(book)
  const mark = markOf(book, width)
  return (
    <BookLink bookId={book.id} isFetchedAhead={isFetchedAhead} className={cardLook.link} draggable={false} {...marking}>
      <span
        className={cx(
          cardLook.onCover,
          isMarked ? 'scale-[0.94] outline-3 outline-offset-3 outline-accent' : 'group-hover:-translate-y-0.5',
        )}
      >
        <Cover
          title={book.title}
          author={authors}
          src={coverAddress(book.coverUrl, 'small')}
          color={book.coverColor}
          isEager={isEager}
        />
        {book.isMissing ? (
          <span className="absolute inset-x-0 top-0 rounded-t-[3px] bg-warning-soft px-2 py-1 text-center text-xs font-medium text-warning">
            {t('book.missing')}
          </span>
        ) : null}
        {mark ? <StateMark state={mark} /> : null}
        {book.series?.position ? (
          <Tag
            label={t('book.volume', { position: book.series.position, series: book.series.name })}
            className="start-1.5"
          >
            {book.series.position}
          </Tag>
        ) : null}
        {told ? <Tag className="end-1.5">{told}</Tag> : null}
        {width ? <ReadShare share={book.progress ?? 0} width={width} /> : null}
      </span>
      <span className={cardLook.title}>{book.title}</span>
      <span className={cardLook.authors}>{authors}</span>
    </BookLink>
  )
}

const stateMarks = {
  finished: { Icon: Check, look: 'bg-[#74c5a9] text-black' },
  reading: { Icon: BookOpen, look: 'bg-black/75 text-white' },
  abandoned: { Icon: X, look: 'bg-black/75 text-white' },
}

/** How it stands between the reader and a book. That somebody is in one is told by how much of it is read, as soon as something is. */
function markOf({ state, isMissing }: Card, width: string | undefined): keyof typeof stateMarks | undefined {
  if (isMissing || state === 'unread' || (state === 'reading' && width)) return undefined
  return state
}

function StateMark({ state }: { state: keyof typeof stateMarks }) {
  const { t } = useTranslation()
  const { Icon, look } = stateMarks[state]
  return (
    <span className={cx('absolute end-1.5 top-1.5 grid size-5 place-items-center rounded-full', look)}>
      <Icon size={13} strokeWidth={3} aria-hidden />
      <span className="sr-only">{t(`state.${state}`)}</span>
    </span>
  )
}

function Tag({ children, label, className }: { children: string; label?: string; className: string }) {
  return (
    <span className={cx(cardLook.tag, className)}>
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

function ReadShare({ share, width }: { share: number; width: string }) {
  const { t } = useTranslation()
  return (
    <>
      <span aria-hidden="true" className={cardLook.readShare}>
        <span className={cardLook.readPart} style={{ width }} />
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
