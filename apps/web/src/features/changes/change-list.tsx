import type { ChangedField, ChangedValue, ChangeEntry } from '@colophon/contract/web/changes.ts'
import { Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { ago } from '#i18n/measures.ts'
import { Button } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { useUndo } from './change-queries.ts'

/** Changes, newest first, each with the way back. */
export function ChangeList({ changes, namesBooks = false }: { changes: ChangeEntry[]; namesBooks?: boolean }) {
  return (
    <ol className="divide-y divide-line rounded-xl border border-line bg-surface">
      {changes.map((change) => (
        <Change key={change.id} change={change} namesBook={namesBooks} />
      ))}
    </ol>
  )
}

function Change({ change, namesBook }: { change: ChangeEntry; namesBook: boolean }) {
  const { t, i18n } = useTranslation()
  const { mutate, isPending, error, variables } = useUndo()
  const at = ago(change.at, i18n.language)
  const isStopped = error !== null && variables?.anyway === false
  const undo = (anyway: boolean) => mutate({ changeId: change.id, anyway })
  return (
    <li className="flex flex-col gap-3 p-4">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-56">
          <p className="font-medium wrap-anywhere">{headingOf(change, t)}</p>
          {namesBook && change.book ? <BookName book={change.book} /> : null}
          <p className="text-sm text-ink-faint">
            {change.by ? t('change.byPerson', { name: change.by, at }) : t('change.bySystem', { at })}
            {change.count > 1 ? ` · ${t('change.batch', { count: change.count })}` : null}
          </p>
        </div>
        {change.undoneAt ? (
          <p className="text-sm text-ink-faint">{t('change.undone', { at: ago(change.undoneAt, i18n.language) })}</p>
        ) : change.canUndo === 'no' ? null : (
          <Button size="small" disabled={isPending} onClick={() => undo(change.canUndo === 'partly' || isStopped)}>
            <Undo2 size={16} aria-hidden />
            {change.canUndo === 'partly' || isStopped
              ? t('change.undoRest')
              : change.count > 1
                ? t('change.undoAll', { count: change.count })
                : t('change.undo')}
          </Button>
        )}
      </div>
      {change.fields.length > 0 ? <Fields fields={change.fields} /> : null}
      {change.canUndo === 'partly' ? <p className="text-sm text-ink-soft">{t('change.touched')}</p> : null}
      {error ? <ErrorNotice error={error} /> : null}
    </li>
  )
}

function BookName({ book }: { book: NonNullable<ChangeEntry['book']> }) {
  if (book.isDeleted) return <p className="text-[0.9375rem] wrap-anywhere">{book.title}</p>
  return (
    <p className="text-[0.9375rem]">
      <Link
        to="/books/$bookId"
        params={{ bookId: book.id }}
        className="wrap-anywhere underline decoration-line-strong/50 underline-offset-4 hover:text-accent"
      >
        {book.title}
      </Link>
    </p>
  )
}

function Fields({ fields }: { fields: ChangedField[] }) {
  const { t } = useTranslation()
  return (
    <dl className="grid gap-2 text-[0.9375rem] sm:grid-cols-[9rem_minmax(0,1fr)]">
      {fields.map(({ field, before, after, isTaken }) => (
        <div key={field} className="contents">
          <dt className="text-sm text-ink-faint sm:pt-0.5">
            {fieldName(field, t)}
            {isTaken ? <span className="block text-warning">{t('change.taken')}</span> : null}
          </dt>
          <dd className="min-w-0">
            <Value side="before" field={field} values={before} />
            <Value side="after" field={field} values={after} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Longer texts say enough by their beginning. */
const LONGEST = 160

function Value({ side, field, values }: { side: 'before' | 'after'; field: string; values: ChangedValue[] }) {
  const { t } = useTranslation()
  const text =
    field === 'cover' && values.length > 0
      ? t('change.field.cover')
      : values.map((value) => wordsOf(value, t)).join('; ')
  const value = text === '' ? t('change.empty') : text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
  const isOld = side === 'before'
  return (
    <p className={isOld ? 'text-ink-faint wrap-anywhere' : 'wrap-anywhere'}>
      <span className="sr-only">{t(`change.${side}`, { value })}</span>
      <span aria-hidden="true">
        {isOld ? '− ' : '+ '}
        {value}
      </span>
    </p>
  )
}

const roles = ['author', 'translator', 'narrator', 'illustrator', 'editor', 'contributor'] as const

function wordsOf({ text, role, position }: ChangedValue, t: TFunction): string {
  const known = roles.find((one) => one === role)
  const plain = text
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (known && known !== 'author') return `${plain} (${t(`edit.roles.${known}`)})`
  return position ? t('change.position', { name: plain, position }) : plain
}

const names = [
  ...(['title', 'subtitle', 'given_sort_title', 'description', 'isbn10', 'isbn13', 'asin', 'goodreads_id'] as const),
  ...(['hardcover_id', 'google_books_id', 'publication_date', 'publisher', 'language', 'cover', 'genres'] as const),
  ...([
    'narrator',
    'page_count',
    'duration_seconds',
    'creators',
    'series',
    'tags',
    'identifiers',
    'libraries',
  ] as const),
] as const

function fieldName(field: string, t: TFunction): string {
  const known = names.find((name) => name === field)
  return known ? t(`change.field.${known}`) : field
}

function headingOf({ kind, fileName, summary, fields }: ChangeEntry, t: TFunction): string {
  const name = fileName ?? ''
  if (kind === 'edited')
    return fields.length > 0 ? fields.map(({ field }) => fieldName(field, t)).join(', ') : t('change.kind.edited')
  if (kind === 'book-deleted') return t('change.kind.deleted')
  if (kind === 'file-joined') return t('change.kind.fileJoined', { name })
  if (kind === 'file-separated') return t('change.kind.fileSeparated', { name })
  if (kind === 'file-removed') return t('change.kind.fileRemoved', { name })
  return summary
}
