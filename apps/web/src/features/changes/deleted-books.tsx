import type { DeletedBook } from '@colophon/contract/web/changes.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { coverAddress } from '#api/cover-address.ts'
import { ago, listOf, moment } from '#i18n/measures.ts'
import { Button } from '#ui/button.tsx'
import { Cover } from '#ui/cover.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { deletedBooks, useUndo } from './change-queries.ts'
import { PagedList } from './paged-changes.tsx'

/** Books that were thrown out and can be brought back. */
export function DeletedBooks() {
  const { t } = useTranslation()
  const query = useInfiniteQuery(deletedBooks)
  const books = query.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <section aria-labelledby="deleted" className="flex flex-col gap-4">
      <div>
        <h2 id="deleted" className="font-serif text-xl font-semibold">
          {t('change.deleted')}
        </h2>
        <p className="mt-1 max-w-[68ch] text-[0.9375rem] text-ink-soft">{t('change.deletedLead')}</p>
      </div>
      <PagedList query={query} isEmpty={books.length === 0} none={t('change.deletedNone')}>
        <ul className="divide-y divide-line rounded-xl border border-line bg-surface">
          {books.map((book) => (
            <Deleted key={book.changeId} book={book} />
          ))}
        </ul>
      </PagedList>
    </section>
  )
}

function Deleted({ book }: { book: DeletedBook }) {
  const { t, i18n } = useTranslation()
  const { mutate, isPending, error } = useUndo()
  const at = ago(book.deletedAt, i18n.language)
  return (
    <li className="flex flex-wrap items-center gap-4 p-4">
      <Cover
        title={book.title}
        src={coverAddress(book.coverUrl, 'small')}
        color={book.coverColor}
        className="w-12 shrink-0 shadow-none"
      />
      <div className="min-w-0 flex-1 basis-48">
        <p className="font-serif font-semibold wrap-anywhere">{book.title}</p>
        {book.authors.length > 0 ? (
          <p className="text-sm text-ink-soft">{listOf(book.authors, i18n.language)}</p>
        ) : null}
        <p className="text-sm text-ink-faint">
          {book.by ? t('change.deletedBy', { name: book.by, at }) : t('change.deletedAt', { at })}
          {book.fileCount > 0 ? ` · ${t('change.files', { count: book.fileCount })}` : null}
        </p>
        <p className="text-sm text-ink-faint">{t('change.until', { at: moment(book.goneAt, i18n.language) })}</p>
      </div>
      <Button size="small" disabled={isPending} onClick={() => mutate({ changeId: book.changeId, anyway: false })}>
        <Undo2 size={16} aria-hidden />
        {t('change.restore')}
      </Button>
      {error ? <ErrorNotice error={error} /> : null}
    </li>
  )
}
