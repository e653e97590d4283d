import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { ChevronDown, Download } from 'lucide-react'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NoteEntry } from '#features/notes/note-entry.tsx'
import { NotesFilter } from '#features/notes/notes-filter.tsx'
import { exportAddress, notebook, useRemoveNote } from '#features/notes/notes-queries.ts'
import { isNarrowed, type NotesSearch } from '#features/notes/notes-search.ts'
import { Button, buttonClass } from '#ui/button.tsx'
import { Confirm } from '#ui/confirm.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { Menu, MenuLink } from '#ui/menu.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { useTitle } from '#ui/use-title.ts'

/** The notebook: highlights, notes and bookmarks of all books, or of one. */
export function NotesPage() {
  const { t } = useTranslation()
  const search = useSearch({ from: '/frame/notes' })
  const navigate = useNavigate({ from: '/notes' })
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(notebook(search))
  const remove = useRemoveNote()
  const [toRemove, setToRemove] = useState<string>()
  useTitle(t('notes.title'))
  const change = useCallback(
    (changes: Partial<NotesSearch>) => {
      void navigate({ search: (before) => ({ ...before, ...changes }), replace: true })
    },
    [navigate],
  )
  const entries = data?.pages.flatMap(({ items }) => items) ?? []
  const ofBook = search.book ? entries[0]?.book : undefined
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader
        title={ofBook?.title ?? t('notes.title')}
        eyebrow={ofBook ? t('notes.title') : null}
        actions={
          search.book ? (
            <>
              <Link to="/notes" search={{}} className={buttonClass({ kind: 'ghost' })}>
                {t('notes.allBooks')}
              </Link>
              <ExportMenu bookId={search.book} />
            </>
          ) : null
        }
      />
      <NotesFilter search={search} onChange={change} />
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {remove.error ? <ErrorNotice error={remove.error} /> : null}
      {data || error ? null : <Waiting />}
      {data && entries.length === 0 ? <NoNotes search={search} /> : null}
      <ol aria-label={t('notes.title')} className="flex flex-col">
        {entries.map((entry) => (
          <NoteEntry key={entry.id} entry={entry} onRemove={() => setToRemove(entry.id)} />
        ))}
      </ol>
      {hasNextPage ? (
        <div className="flex justify-center py-6">
          <Button disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('ui.showMore')}
          </Button>
        </div>
      ) : null}
      <Confirm
        title={t('notes.removeAsk')}
        action={t('notes.remove')}
        isOpen={toRemove !== undefined}
        isBusy={remove.isPending}
        onClose={() => setToRemove(undefined)}
        onConfirm={() => {
          if (toRemove) remove.mutate(toRemove, { onSettled: () => setToRemove(undefined) })
        }}
      >
        {t('notes.removeExplained')}
      </Confirm>
    </div>
  )
}

function ExportMenu({ bookId }: { bookId: string }) {
  const { t } = useTranslation()
  return (
    <Menu
      trigger={
        <Button>
          <Download size={18} aria-hidden />
          {t('notes.export')}
          <ChevronDown size={16} aria-hidden />
        </Button>
      }
    >
      {(['markdown', 'json'] as const).map((format) => (
        <MenuLink key={format}>
          <a href={exportAddress(bookId, format)} download>
            {t(`notes.formats.${format}`)}
          </a>
        </MenuLink>
      ))}
    </Menu>
  )
}

function NoNotes({ search }: { search: NotesSearch }) {
  const { t } = useTranslation()
  if (isNarrowed(search)) {
    return (
      <EmptyState
        title={t('notes.noMatch')}
        actions={
          <Link to="/notes" search={{ book: search.book }} className={buttonClass()}>
            {t('notes.showAll')}
          </Link>
        }
      >
        {t('notes.noMatchExplained')}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title={t('notes.none')}
      actions={
        <Link to="/books" search={{}} className={buttonClass({ kind: 'primary' })}>
          {t('notes.toBooks')}
        </Link>
      }
    >
      {t('notes.noneExplained')}
    </EmptyState>
  )
}
