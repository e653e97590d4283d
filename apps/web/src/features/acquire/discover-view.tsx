import { useQuery } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LEAST_LETTERS } from '#api/acquisition.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { AuthorHits, BookHits } from './discover-hits.tsx'
import { type FoundAuthor, type FoundBook, foundAuthors, foundBooks } from './discover-queries.ts'
import type { DiscoverSearch } from './discover-search.ts'

/** Sources beyond this machine are not asked for every letter. */
const PAUSE_MS = 350

/** Looks for books and people that are not here yet. */
export function DiscoverView({
  search,
  onSearch,
  renderBookAction,
  renderAuthorAction,
}: {
  search: DiscoverSearch
  onSearch: (search: DiscoverSearch) => void
  /** What can be done with a book that is not here. */
  renderBookAction: (book: FoundBook) => ReactNode
  /** The same for an author; nothing is looked for under people where it is left out. */
  renderAuthorAction?: (author: FoundAuthor) => ReactNode
}) {
  const { t } = useTranslation()
  const { q = '', kind = 'books' } = search
  const [typed, setTyped] = useState(q)
  const words = q.trim()

  const told = useRef(q)

  // Other words came with the address: somebody was led here once more, by the search or by a link.
  useEffect(() => {
    if (q === told.current) return
    told.current = q
    setTyped(q)
  }, [q])
  useEffect(() => {
    if (typed === q) return
    const timer = setTimeout(() => {
      told.current = typed
      onSearch({ ...search, q: typed || undefined })
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed, q, search, onSearch])

  return (
    <div className="flex max-w-4xl flex-col gap-5">
      <div className="flex flex-wrap items-center gap-3">
        <div className="relative min-w-0 flex-1 basis-72">
          <Search size={19} aria-hidden className="pointer-events-none absolute start-3.5 top-3.5 text-ink-faint" />
          <input
            type="search"
            aria-label={t('acquire.search')}
            placeholder={t('acquire.searchHint')}
            autoComplete="off"
            spellCheck={false}
            enterKeyHint="search"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            className="h-12 w-full rounded-xl border border-line-strong/60 bg-surface ps-11 pe-3 text-base text-ink placeholder:text-ink-faint hover:border-line-strong"
          />
        </div>
        {renderAuthorAction ? (
          <Segmented
            label={t('acquire.kind')}
            value={kind}
            choices={[
              { value: 'books', label: t('acquire.books') },
              { value: 'authors', label: t('acquire.authors') },
            ]}
            onChange={(next) => onSearch({ ...search, kind: next === 'authors' ? 'authors' : undefined })}
          />
        ) : null}
      </div>
      {words.length < LEAST_LETTERS ? (
        <EmptyState title={t('acquire.begin')}>
          {renderAuthorAction ? t('acquire.beginExplained') : t('acquire.beginReader')}
        </EmptyState>
      ) : kind === 'authors' && renderAuthorAction ? (
        <FoundPeople words={words} renderAction={renderAuthorAction} />
      ) : (
        <FoundWorks words={words} renderAction={renderBookAction} />
      )}
    </div>
  )
}

function FoundWorks({ words, renderAction }: { words: string; renderAction: (book: FoundBook) => ReactNode }) {
  const { data, error, refetch, isPlaceholderData } = useQuery(foundBooks(words))
  return (
    <Found count={data?.length} words={words} error={error} isOld={isPlaceholderData} onRetry={() => void refetch()}>
      <BookHits hits={data ?? []} renderAction={renderAction} />
    </Found>
  )
}

function FoundPeople({ words, renderAction }: { words: string; renderAction: (author: FoundAuthor) => ReactNode }) {
  const { data, error, refetch, isPlaceholderData } = useQuery(foundAuthors(words))
  return (
    <Found count={data?.length} words={words} error={error} isOld={isPlaceholderData} onRetry={() => void refetch()}>
      <AuthorHits hits={data ?? []} renderAction={renderAction} />
    </Found>
  )
}

function Found({
  count,
  words,
  error,
  isOld,
  onRetry,
  children,
}: {
  count: number | undefined
  words: string
  error: unknown
  /** What is shown was found for other words. */
  isOld: boolean
  onRetry: () => void
  children: ReactNode
}) {
  const { t } = useTranslation()
  if (error) return <ErrorNotice error={error} onRetry={onRetry} />
  if (count === undefined) return <Waiting />
  return (
    <>
      <p role="status" className="text-sm text-ink-faint">
        {isOld ? t('ui.loading') : count === 0 ? '' : t('acquire.found', { count })}
      </p>
      {count === 0 && !isOld ? (
        <EmptyState title={t('acquire.nothing', { words })}>{t('acquire.nothingExplained')}</EmptyState>
      ) : (
        <div className={isOld ? 'opacity-60' : undefined}>{children}</div>
      )}
    </>
  )
}
