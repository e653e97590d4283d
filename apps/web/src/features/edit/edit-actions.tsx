import type { BookPage } from '@colophon/contract/web/books.ts'
import { Link } from '@tanstack/react-router'
import { EllipsisVertical, Image, Pencil, Trash2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, buttonClass } from '#ui/button.tsx'
import { Menu, MenuItem, MenuLine } from '#ui/menu.tsx'
import { CoverDialog } from './cover-dialog.tsx'

/** Edit, and what is done more seldom: another cover, throwing the book out. */
export function EditActions({
  book,
  onDelete,
  children,
}: {
  book: BookPage
  onDelete: () => void
  /** Further entries of the menu, above the others. */
  children?: ReactNode
}) {
  const { t } = useTranslation()
  const [isCoverOpen, setCoverOpen] = useState(false)
  return (
    <>
      <Link to="/books/$bookId/edit" params={{ bookId: book.id }} className={buttonClass()}>
        <Pencil size={17} aria-hidden />
        {t('edit.open')}
      </Link>
      <Menu
        trigger={
          <Button aria-label={t('ui.more')} title={t('ui.more')} className="px-3">
            <EllipsisVertical size={18} aria-hidden />
          </Button>
        }
      >
        {children}
        <MenuItem onSelect={() => setCoverOpen(true)}>
          <Image size={17} aria-hidden />
          {t('edit.cover.title')}
        </MenuItem>
        <MenuLine />
        <MenuItem isDanger onSelect={onDelete}>
          <Trash2 size={17} aria-hidden />
          {t('edit.delete')}
        </MenuItem>
      </Menu>
      <CoverDialog
        bookId={book.id}
        title={book.title}
        hasCover={book.coverUrl !== null}
        isOpen={isCoverOpen}
        onClose={() => setCoverOpen(false)}
      />
    </>
  )
}
