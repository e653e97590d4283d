import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import { useCallback, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { facets } from '#api/facets.ts'
import { useAccount } from '#api/session.ts'
import { bookWindow, nameOf } from '#features/books/book-queries.ts'
import { type BookSearch, hasFilters, type View, withoutFilters } from '#features/books/book-search.ts'
import { BookShelf, type ShelfHandle } from '#features/books/book-shelf.tsx'
import { FilterBar } from '#features/books/filter-bar.tsx'
import { LetterRail } from '#features/books/letter-rail.tsx'
import { SavedViewMenu } from '#features/books/saved-view-menu.tsx'
import { SelectionBar } from '#features/books/selection-bar.tsx'
import { SortMenu } from '#features/books/sort-menu.tsx'
import { useSelection } from '#features/books/use-selection.ts'
import { ViewMenu } from '#features/books/view-menu.tsx'
import { changeViewSettings, useViewSettings } from '#features/books/view-settings.ts'
import { ScanStrip } from '#features/libraries/scan-strip.tsx'
import { NameActions } from '#features/names/name-actions.tsx'
import { useOpenSearch } from '#features/search/search-context.ts'
import { UploadButton } from '#features/upload/upload-button.tsx'
import { Button, buttonClass, IconButton } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { useTitle } from '#ui/use-title.ts'

/** All books, or those that filters leave, as grid, list or table. What is shown stands in the address. */
export function BooksPage() {
  const { t } = useTranslation()
  const search = useSearch({ from: '/frame/books' })
  const navigate = useNavigate({ from: '/books' })
  const openSearch = useOpenSearch()
  const { data: head } = useQuery(bookWindow(search, 0))
  const subject = useSubject(search)
  const title = subject?.name ?? t('books.title')
  useTitle(title)

  const settings = useViewSettings()
  const view = search.view ?? settings.view
  const choosing = useSelection(search)
  const shelf = useRef<ShelfHandle>(null)

  const change = useCallback(
    (changes: Partial<BookSearch>) => {
      void navigate({ to: '/books', search: (before) => ({ ...before, ...changes }), replace: true, resetScroll: true })
    },
    [navigate],
  )
  const narrow = (next: (before: BookSearch) => BookSearch) =>
    void navigate({ to: '/books', search: next, resetScroll: true })
  const showAs = (next: View) => {
    changeViewSettings({ view: next })
    change({ view: next })
  }

  return (
    <>
      <PageHeader
        title={title}
        eyebrow={subject?.kind}
        // Its line is there before the number is, so that nothing below it moves.
        detail={head ? t('book.count', { count: head.total }) : '\u00a0'}
        actions={
          <>
            <IconButton label={t('search.open')} className="md:hidden" onClick={openSearch}>
              <Search size={20} aria-hidden />
            </IconButton>
            <UploadButton />
            {search.tag && subject ? (
              <NameActions
                owner={{ kind: 'tag', id: search.tag, name: subject.name }}
                onMerged={(tag) => narrow((before) => ({ ...before, tag }))}
                onDeleted={() => narrow(({ tag: _, ...before }) => before)}
              />
            ) : null}
            <SavedViewMenu search={search} />
            <SortMenu search={search} onChange={change} />
            <ViewMenu view={view} onView={showAs} />
          </>
        }
      />
      <FilterBar
        search={search}
        onChange={(changes) => narrow((before) => ({ ...before, ...changes }))}
        onClear={() => narrow(withoutFilters)}
      />
      <ScanStrip />
      <div className="mt-4 sm:mt-6">
        <BookShelf
          handle={shelf}
          search={search}
          view={view}
          label={title}
          choosing={choosing}
          onChange={change}
          whenEmpty={<NoBooks search={search} />}
          whenFailed={(error, retry) => <ErrorNotice error={error} onRetry={retry} />}
        />
      </div>
      <LetterRail
        search={search}
        // A table has its second column there.
        className={view === 'table' ? 'max-sm:hidden' : undefined}
        onGo={(index) => shelf.current?.goTo(index)}
      />
      <SelectionBar search={search} total={head?.total ?? 0} choosing={choosing} />
    </>
  )
}

/** The author, series or tag whose books are shown, as the title of the page. */
function useSubject(search: BookSearch): { kind: string; name: string } | undefined {
  const { t } = useTranslation()
  const kind = search.series ? 'series' : search.author ? 'author' : search.tag ? 'tag' : undefined
  const id = kind ? (search[kind] ?? '') : ''
  const { data } = useQuery({ ...nameOf(kind ?? 'author', id), enabled: kind !== undefined })
  return kind ? { kind: t(`books.of.${kind}`), name: data ?? '…' } : undefined
}

function NoBooks({ search }: { search: BookSearch }) {
  const { t } = useTranslation()
  const { isAdmin } = useAccount()
  const { data } = useQuery(facets)
  if (hasFilters(search)) {
    return (
      <EmptyState
        title={t('books.noneMatch')}
        actions={
          <Link to="/books" search={{}} className={buttonClass({ kind: 'primary' })}>
            {t('books.showAll')}
          </Link>
        }
      >
        {t('books.noneMatchExplained')}
      </EmptyState>
    )
  }
  const hasLibrary = (data?.libraries.length ?? 0) > 0
  return (
    <EmptyState
      title={t('books.none')}
      actions={
        isAdmin ? (
          <Link to={hasLibrary ? '/libraries' : '/setup'} className={buttonClass({ kind: 'primary' })}>
            {hasLibrary ? t('books.toLibraries') : t('books.chooseFolder')}
          </Link>
        ) : (
          <Button onClick={() => location.reload()}>{t('ui.reload')}</Button>
        )
      }
    >
      {isAdmin ? t(hasLibrary ? 'books.noneInFolders' : 'books.noneAdmin') : t('books.noneReader')}
    </EmptyState>
  )
}
