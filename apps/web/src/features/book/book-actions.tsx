import { downloadFile } from '@colophon/contract/library/book-files.ts'
import type { BookPage } from '@colophon/contract/web/books.ts'
import { BookOpen, ChevronDown, Download } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { address } from '#api/address.ts'
import { addressOf } from '#api/call.ts'
import { formatName } from '#i18n/format-name.ts'
import { fileSize, moment } from '#i18n/measures.ts'
import { Button, buttonClass } from '#ui/button.tsx'
import { Menu, MenuLink } from '#ui/menu.tsx'
import { ProgressBar } from '#ui/progress.tsx'
import { fileToRead } from './reading-file.ts'

/** What one does with a book: read on, or take it along. */
export function BookActions({ book }: { book: BookPage }) {
  const { t, i18n } = useTranslation()
  const readable = fileToRead(book)
  const there = book.files.filter((file) => file.missingSince === null)
  const [only] = there
  const { place } = book
  return (
    <div className="flex flex-col gap-4 max-md:items-center">
      <div className="flex flex-wrap gap-3 max-md:justify-center">
        {readable ? (
          <a href={address(`/read/${encodeURIComponent(readable.id)}`)} className={buttonClass({ kind: 'primary' })}>
            <BookOpen size={18} aria-hidden />
            {place && place.fraction > 0 && place.fraction < 1 ? t('book.readOn') : t('book.read')}
          </a>
        ) : null}
        {only && there.length === 1 ? (
          <a href={addressOf(downloadFile, { params: { fileId: only.id } })} download className={buttonClass()}>
            <Download size={18} aria-hidden />
            {t('book.download')}
            <span className="text-sm font-normal text-ink-faint">
              {formatName(only.format)}, {fileSize(only.sizeBytes, i18n.language)}
            </span>
          </a>
        ) : null}
        {there.length > 1 ? (
          <Menu
            align="start"
            trigger={
              <Button>
                <Download size={18} aria-hidden />
                {t('book.download')}
                <ChevronDown size={16} aria-hidden />
              </Button>
            }
          >
            {there.map((file) => (
              <MenuLink key={file.id}>
                <a href={addressOf(downloadFile, { params: { fileId: file.id } })} download>
                  <span className="flex-1">{formatName(file.format)}</span>
                  <span className="text-sm text-ink-faint">{fileSize(file.sizeBytes, i18n.language)}</span>
                </a>
              </MenuLink>
            ))}
          </Menu>
        ) : null}
      </div>
      {place && place.fraction > 0 ? (
        <div className="flex w-full max-w-sm flex-col gap-1.5 max-md:items-center">
          <ProgressBar share={place.fraction} label={t('book.progress')} className="w-full" />
          <p className="text-sm text-ink-faint">
            {t('book.place', { share: place.fraction, at: moment(place.at, i18n.language) })}
          </p>
        </div>
      ) : null}
    </div>
  )
}
