import { setReadingState } from '@colophon/contract/web/reading.ts'
import { useQueryClient } from '@tanstack/react-query'
import { BookCheck, BookX, EllipsisVertical, ListPlus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { call } from '#api/call.ts'
import { pickListForBook } from '#api/list-picker-store.ts'
import { cx } from '#ui/cx.ts'
import { Menu, MenuItem } from '#ui/menu.tsx'
import { showToast } from '#ui/toast-store.ts'
import { useCoarsePointer } from '#ui/use-coarse-pointer.ts'

interface OwnProps {
  book: { id: string; title: string; state: string }
  className?: string
}

/**
 * What is done with one book where it stands among others. For pointers: with the keyboard and on phones a book is
 * marked, and the bar of marked books does the same.
 */
export function CardMenu(props: OwnProps) {
  return useCoarsePointer() ? null : <PointedMenu {...props} />
}

function PointedMenu({ book, className }: OwnProps) {
  const { t } = useTranslation()
  const look = cx(
    'grid size-8 place-items-center rounded-full bg-black/65 text-white opacity-0 transition-opacity duration-150 group-hover:opacity-100 data-[state=open]:opacity-100',
    className,
  )
  return (
    <Menu
      trigger={
        // One stop for each book.
        <button type="button" tabIndex={-1} aria-label={t('books.more', { title: book.title })} className={look}>
          <EllipsisVertical size={17} aria-hidden />
        </button>
      }
    >
      <Entries book={book} />
    </Menu>
  )
}

function Entries({ book }: Pick<OwnProps, 'book'>) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const isFinished = book.state === 'finished'
  const mark = async () => {
    const state = isFinished ? 'unread' : 'finished'
    await call(setReadingState, { params: { bookId: book.id }, body: { state } })
    await Promise.all(['books', 'book'].map((key) => client.invalidateQueries({ queryKey: [key] })))
    showToast(t(`command.${state}Done`))
  }
  const tell = (error: Error) => void showToast(error.message, { isLasting: true })
  return (
    <>
      <MenuItem onSelect={() => pickListForBook(book.id)}>
        <ListPlus size={17} aria-hidden />
        {t('lists.addTo')}
      </MenuItem>
      <MenuItem onSelect={() => void mark().catch(tell)}>
        {isFinished ? <BookX size={17} aria-hidden /> : <BookCheck size={17} aria-hidden />}
        {t(isFinished ? 'command.unread' : 'command.finished')}
      </MenuItem>
    </>
  )
}
