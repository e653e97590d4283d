import { downloadFile } from '@colophon/contract/library/book-files.ts'
import type { PageFile } from '@colophon/contract/web/books.ts'
import { useNavigate } from '@tanstack/react-router'
import { Download, EllipsisVertical, Headphones, Split, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '#api/call.ts'
import { formatName } from '#i18n/format-name.ts'
import { inTime } from '#i18n/in-time.ts'
import { fileSize, moment } from '#i18n/measures.ts'
import { IconButton } from '#ui/button.tsx'
import { Confirm } from '#ui/confirm.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { Menu, MenuItem, MenuLink } from '#ui/menu.tsx'
import { useForgetFile, useSeparateFile } from './book-queries.ts'

/** The files of a book: what they are, where they lie, and why they are files of this book. */
export function BookFiles({ files }: { files: PageFile[] }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const separate = useSeparateFile()
  const forget = useForgetFile()
  const [parting, setParting] = useState<PageFile>()
  const error = separate.error ?? forget.error
  if (files.length === 0) return null
  return (
    <section aria-labelledby="files" className="flex flex-col gap-3">
      <h2 id="files" className="font-serif text-lg font-semibold">
        {t('file.heading', { count: files.length })}
      </h2>
      {error ? <ErrorNotice error={error} /> : null}
      <ul className="divide-y divide-line rounded-xl border border-line bg-surface">
        {files.map((file) => (
          <FileRow
            key={file.id}
            file={file}
            onForget={() => forget.mutate(file.id)}
            {...(files.length > 1 ? { onSeparate: () => setParting(file) } : {})}
          />
        ))}
      </ul>
      <Confirm
        title={t('file.separateTitle')}
        action={t('file.separate')}
        isOpen={parting !== undefined}
        isBusy={separate.isPending}
        onClose={() => setParting(undefined)}
        onConfirm={() => {
          if (!parting) return
          separate.mutate(parting.id, {
            onSuccess: ({ bookId }) => navigate({ to: '/books/$bookId', params: { bookId } }),
            onSettled: () => setParting(undefined),
          })
        }}
      >
        {t('file.separateExplained', { name: parting?.fileName ?? '' })}
      </Confirm>
    </section>
  )
}

function FileRow({ file, onForget, onSeparate }: { file: PageFile; onForget: () => void; onSeparate?: () => void }) {
  const { t, i18n } = useTranslation()
  const isMissing = file.missingSince !== null
  const details = [
    fileSize(file.sizeBytes, i18n.language),
    file.partCount > 1 ? t('file.parts', { count: file.partCount }) : null,
    file.durationSeconds ? inTime(t, file.durationSeconds) : null,
    file.pageCount ? t('file.pages', { count: file.pageCount }) : null,
    file.downloadCount > 0 ? t('file.downloads', { count: file.downloadCount }) : null,
  ].filter((detail) => detail !== null)
  return (
    <li className="flex items-start gap-4 p-4">
      <span className="mt-0.5 grid w-16 shrink-0 place-items-center rounded-md bg-sunken px-2 py-1 text-xs font-semibold tracking-wide text-ink-soft">
        {file.media === 'audiobook' ? <Headphones size={16} aria-hidden className="mb-0.5" /> : null}
        {formatName(file.format)}
      </span>
      <div className="min-w-0 flex-1">
        <p className="font-medium break-words">{file.fileName}</p>
        <p className="text-sm text-ink-faint">{details.join(' · ')}</p>
        <p className="mt-1 text-sm break-all text-ink-faint">{file.filePath}</p>
        {file.joinReason ? (
          <p className="mt-1 text-sm text-ink-soft">{t('file.why', { reason: file.joinReason })}</p>
        ) : null}
        {file.missingSince ? (
          <p className="mt-1 text-sm font-medium text-warning">
            {t('file.missingSince', { at: moment(file.missingSince, i18n.language) })}
          </p>
        ) : null}
      </div>
      <Menu
        trigger={
          <IconButton label={t('file.actions', { name: file.fileName })} className="-my-1 -me-2">
            <EllipsisVertical size={18} aria-hidden />
          </IconButton>
        }
      >
        {isMissing ? (
          <MenuItem onSelect={onForget} isDanger>
            <Trash2 size={17} aria-hidden />
            {t('file.forget')}
          </MenuItem>
        ) : (
          <MenuLink>
            <a href={addressOf(downloadFile, { params: { fileId: file.id } })} download>
              <Download size={17} aria-hidden />
              {t('book.download')}
            </a>
          </MenuLink>
        )}
        {onSeparate ? (
          <MenuItem onSelect={onSeparate}>
            <Split size={17} aria-hidden />
            {t('file.separate')}
          </MenuItem>
        ) : null}
      </Menu>
    </li>
  )
}
