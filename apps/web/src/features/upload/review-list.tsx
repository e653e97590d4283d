import type { Upload } from '@colophon/contract/web/uploads.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { PenLine } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { coverAddress } from '#api/cover-address.ts'
import { formatName } from '#i18n/format-name.ts'
import { ago, listOf } from '#i18n/measures.ts'
import { Button } from '#ui/button.tsx'
import { Cover } from '#ui/cover.tsx'
import { cx } from '#ui/cx.ts'
import { Dialog } from '#ui/dialog.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { Spinner } from '#ui/spinner.tsx'
import { Corrections } from './corrections.tsx'
import { uploads } from './upload-queries.ts'

/** What was sent lately and what it was taken for, to be looked over before one goes on. */
export function ReviewList() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(uploads)
  const [corrected, setCorrected] = useState<Upload>()
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  const shown = data?.items.filter(({ state }) => state !== 'receiving') ?? []
  if (shown.length === 0) return null
  return (
    <section aria-label={t('upload.review')} className="flex flex-col gap-4">
      <h2 className="font-serif text-lg font-semibold">{t('upload.review')}</h2>
      <ul className="divide-y divide-line rounded-2xl border border-line bg-surface">
        {shown.map((upload) => (
          <ReviewRow key={upload.id} upload={upload} onCorrect={() => setCorrected(upload)} />
        ))}
      </ul>
      <Dialog title={t('upload.correctTitle')} isOpen={corrected !== undefined} onClose={() => setCorrected(undefined)}>
        {corrected?.book ? (
          <Corrections upload={corrected} book={corrected.book} onDone={() => setCorrected(undefined)} />
        ) : null}
      </Dialog>
    </section>
  )
}

function ReviewRow({ upload, onCorrect }: { upload: Upload; onCorrect: () => void }) {
  const { t, i18n } = useTranslation()
  const { book } = upload
  return (
    <li className="flex items-start gap-4 p-4">
      <div className="w-14 shrink-0">
        {book ? (
          <Cover
            title={book.title}
            author={book.authors[0]}
            src={coverAddress(book.coverUrl, 'small')}
            color={book.coverColor}
          />
        ) : (
          <div className="grid aspect-2/3 place-items-center rounded-md bg-sunken text-ink-faint">
            {upload.state === 'waiting' ? <Spinner className="size-5" /> : null}
          </div>
        )}
      </div>
      <div className="min-w-0 flex-1">
        {book ? (
          <>
            <Link
              to="/books/$bookId"
              params={{ bookId: book.id }}
              className="font-medium hover:text-accent hover:underline"
            >
              {book.title}
            </Link>
            <p className="text-sm text-ink-soft">
              {book.authors.length > 0 ? listOf(book.authors, i18n.language) : t('upload.noAuthor')}
              {book.series ? ` · ${[book.series.name, book.series.position].filter(Boolean).join(' ')}` : null}
            </p>
          </>
        ) : (
          <p className="font-medium break-all">{upload.fileName}</p>
        )}
        <p className={cx('mt-1 text-sm', upload.state === 'failed' ? 'text-danger' : 'text-ink-soft')}>
          <Outcome upload={upload} />
        </p>
        <p className="mt-1 truncate text-sm text-ink-faint">
          {book ? `${upload.fileName} · ` : null}
          {ago(upload.createdAt, i18n.language)}
        </p>
      </div>
      {book && upload.state === 'done' ? (
        <Button
          size="small"
          kind="ghost"
          aria-label={t('upload.correctNamed', { title: book.title })}
          onClick={onCorrect}
          className="max-sm:px-2"
        >
          <PenLine size={16} aria-hidden />
          <span className="max-sm:hidden">{t('upload.correct')}</span>
        </Button>
      ) : null}
    </li>
  )
}

function Outcome({ upload }: { upload: Upload }) {
  const { t } = useTranslation()
  const format = formatName(upload.format ?? '')
  if (upload.state === 'failed') return upload.message ?? t('error.unknown')
  if (upload.state === 'duplicate') return t('upload.duplicate')
  if (upload.state !== 'done') return t('upload.reading')
  if (!upload.book) return t('upload.gone')
  return upload.joinReason ? t('upload.joined', { format, reason: upload.joinReason }) : t('upload.newBook', { format })
}
