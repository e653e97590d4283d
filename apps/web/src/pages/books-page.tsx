import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '#api/session.ts'
import { BookGrid } from '#features/books/book-grid.tsx'
import { bookWindow, facets, nameOf } from '#features/books/book-queries.ts'
import { type BookSearch, hasFilters } from '#features/books/book-search.ts'
import { FilterBar } from '#features/books/filter-bar.tsx'
import { SortMenu } from '#features/books/sort-menu.tsx'
import { ScanStrip } from '#features/libraries/scan-strip.tsx'
import { useOpenSearch } from '#features/search/search-context.ts'
import { UploadButton } from '#features/upload/upload-button.tsx'
import { Button, buttonClass, IconButton } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { useTitle } from '#ui/use-title.ts'

/** All books, or those of one author, series, library, format, language. What is shown stands in the address. */
export function BooksPage() {
  const { t } = useTranslation()
  const search = useSearch({ from: '/frame/' })
  const navigate = useNavigate()
  const openSearch = useOpenSearch()
  const { data: head } = useQuery(bookWindow(search, 0))
  const subject = useSubject(search)
  const title = subject?.name ?? t('books.title')
  useTitle(title)

  const change = useCallback(
    (changes: Partial<BookSearch>) => {
      void navigate({ to: '/', search: (before) => ({ ...before, ...changes }), replace: true, resetScroll: true })
    },
    [navigate],
  )

  return (
    <>
      <PageHeader
        title={title}
        eyebrow={subject?.kind}
        detail={head ? t('book.count', { count: head.total }) : null}
        actions={
          <>
            <IconButton label={t('search.open')} className="md:hidden" onClick={openSearch}>
              <Search size={20} aria-hidden />
            </IconButton>
            <UploadButton />
            <SortMenu search={search} onChange={change} />
          </>
        }
      />
      <FilterBar search={search} onChange={change}>
        {subject ? (
          <Link to="/" search={{}} className="shrink-0 px-2 text-sm font-medium text-accent hover:underline">
            {t('books.showAll')}
          </Link>
        ) : null}
      </FilterBar>
      <ScanStrip />
      <div className="mt-4 sm:mt-6">
        <BookGrid
          search={search}
          label={title}
          whenEmpty={<NoBooks search={search} />}
          whenFailed={(error, retry) => <ErrorNotice error={error} onRetry={retry} />}
        />
      </div>
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
          <Link to="/" search={{}} className={buttonClass({ kind: 'primary' })}>
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
