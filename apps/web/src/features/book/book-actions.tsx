import { downloadFile } from '@colophon/contract/library/book-files.ts'
import type { BookPage } from '@colophon/contract/web/books.ts'
import { Link } from '@tanstack/react-router'
import { BookOpen, ChevronDown, Download, Headphones } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { address } from '#api/address.ts'
import { addressOf } from '#api/call.ts'
import { formatName } from '#i18n/format-name.ts'
import { ago, fileSize } from '#i18n/measures.ts'
import { Button, buttonClass } from '#ui/button.tsx'
import { cx } from '#ui/cx.ts'
import { Menu, MenuLink } from '#ui/menu.tsx'
import { ProgressBar } from '#ui/progress.tsx'
import { fileToHear, fileToRead } from './reading-file.ts'

/** What one does with a book: read on, take it along, and what else the page brings. */
export function BookActions({ book, children }: { book: BookPage; children: ReactNode }) {
  const { t, i18n } = useTranslation()
  const readable = fileToRead(book)
  const audible = fileToHear(book)
  const there = book.files.filter((file) => file.missingSince === null)
  const [only] = there
  const { place } = book
  return (
    <div className="flex flex-col gap-4 max-md:items-center">
      <div className="flex flex-wrap gap-3 max-md:justify-center">
        {readable ? (
          <a
            href={address(`/read/${encodeURIComponent(readable.id)}`)}
            className={cx(buttonClass({ kind: 'primary' }), 'max-md:min-h-12 max-md:w-full')}
          >
            <BookOpen size={18} aria-hidden />
            {isBegun(place) ? t('book.readOn') : t('book.read')}
            {isBegun(place) ? (
              <span className="font-normal opacity-85 tabular-nums">
                {t('book.share', { share: place?.fraction ?? 0 })}
              </span>
            ) : null}
          </a>
        ) : null}
        {audible ? (
          <Link
            to="/books/$bookId/listen"
            params={{ bookId: book.id }}
            search={{}}
            className={buttonClass({ kind: readable ? 'plain' : 'primary' })}
          >
            <Headphones size={18} aria-hidden />
            {t('player.listen')}
          </Link>
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
        {children}
      </div>
      {place && place.fraction > 0 ? (
        <div className="flex w-full max-w-sm flex-col gap-1.5 max-md:items-center">
          <ProgressBar share={place.fraction} label={t('book.progress')} className="w-full" />
          <p className="text-sm text-ink-faint">
            {t('book.place', { share: place.fraction, at: ago(place.at, i18n.language) })}
          </p>
        </div>
      ) : null}
    </div>
  )
}

const isBegun = (place: BookPage['place']) => place !== null && place.fraction > 0 && place.fraction < 1
