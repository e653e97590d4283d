import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { FolderOpen, LibraryBig, ListChecks, Search, UserRound } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '#api/session.ts'
import { facets } from '#features/books/book-queries.ts'
import { SearchContext } from '#features/search/search-context.ts'
import { SearchDialog } from '#features/search/search-dialog.tsx'
import { cx } from '#ui/cx.ts'
import { Wordmark } from '#ui/wordmark.tsx'

const Icons = { books: LibraryBig, libraries: FolderOpen, jobs: ListChecks, account: UserRound }

/** What surrounds every page of somebody who is signed in: a sidebar on wide windows, a bar below on phones. */
export function Frame() {
  const { t } = useTranslation()
  const [isSearching, setSearching] = useState(false)
  const main = useRef<HTMLElement>(null)
  useSearchKeys(() => setSearching(true))
  useFocusOnNewPage(main)
  return (
    <SearchContext value={() => setSearching(true)}>
      <a
        href="#main"
        onClick={(event) => {
          // With <base> in the page a plain fragment would lead to the start page.
          event.preventDefault()
          main.current?.focus()
        }}
        className="sr-only z-50 rounded-lg bg-accent px-4 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        {t('frame.skip')}
      </a>
      <div className="md:grid md:grid-cols-[15rem_minmax(0,1fr)]">
        <Sidebar onSearch={() => setSearching(true)} />
        <main
          ref={main}
          id="main"
          tabIndex={-1}
          className="min-w-0 px-4 pt-[max(1rem,env(safe-area-inset-top))] pb-28 outline-none sm:px-6 md:px-10 md:pt-8 md:pb-16"
        >
          <div className="mx-auto max-w-[100rem]">
            <Outlet />
          </div>
        </main>
      </div>
      <BottomBar />
      <SearchDialog isOpen={isSearching} onClose={() => setSearching(false)} />
    </SearchContext>
  )
}

function Sidebar({ onSearch }: { onSearch: () => void }) {
  const { t } = useTranslation()
  const { isAdmin } = useAccount()
  const { data } = useQuery(facets)
  const item =
    'flex min-h-10 items-center gap-3 rounded-lg px-3 text-[0.9375rem] text-ink-soft transition-colors hover:bg-sunken hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent'
  return (
    <aside className="sticky top-0 hidden h-dvh flex-col gap-6 overflow-y-auto border-e border-line px-4 py-6 md:flex">
      <Link to="/" search={{}} className="self-start rounded-lg px-2 text-lg">
        <Wordmark />
      </Link>
      <button
        type="button"
        onClick={onSearch}
        className="flex min-h-10 items-center gap-3 rounded-lg border border-line bg-surface px-3 text-[0.9375rem] text-ink-faint transition-colors hover:border-line-strong hover:text-ink"
      >
        <Search size={17} aria-hidden />
        <span className="flex-1 text-start">{t('search.open')}</span>
        <kbd aria-hidden="true" className="rounded border border-line px-1.5 font-sans text-xs">
          /
        </kbd>
      </button>
      <nav aria-label={t('frame.navigation')} className="flex flex-1 flex-col gap-1">
        <Link to="/" search={{}} activeOptions={{ exact: true, includeSearch: true }} className={item}>
          <LibraryBig size={18} aria-hidden />
          <span className="flex-1">{t('frame.allBooks')}</span>
          {data ? <Count value={data.total} /> : null}
        </Link>
        {data && data.libraries.length > 1
          ? data.libraries.map((library) => (
              <Link
                key={library.id}
                to="/"
                search={{ library: library.id }}
                activeOptions={{ includeSearch: true }}
                className={cx(item, 'ps-10')}
              >
                <span className="min-w-0 flex-1 truncate">{library.name}</span>
                <Count value={library.bookCount} />
              </Link>
            ))
          : null}
        <span className="flex-1" />
        <Link to="/libraries" className={item}>
          <FolderOpen size={18} aria-hidden />
          {t('frame.libraries')}
        </Link>
        {isAdmin ? (
          <Link to="/jobs" className={item}>
            <ListChecks size={18} aria-hidden />
            {t('frame.jobs')}
          </Link>
        ) : null}
        <Link to="/account" className={item}>
          <UserRound size={18} aria-hidden />
          {t('frame.account')}
        </Link>
      </nav>
    </aside>
  )
}

function Count({ value }: { value: number }) {
  return <span className="text-sm text-ink-faint tabular-nums">{value.toLocaleString()}</span>
}

function BottomBar() {
  const { t } = useTranslation()
  const { isAdmin } = useAccount()
  const isInBooks = useRouterState({ select: ({ location }) => /^\/(books\/.*)?$/.test(location.pathname) })
  const item =
    'flex min-h-14 flex-1 flex-col items-center justify-center gap-0.5 text-xs font-medium text-ink-faint aria-[current=page]:text-accent'
  const entry = (name: keyof typeof Icons) => {
    const Icon = Icons[name]
    return (
      <>
        <Icon size={22} aria-hidden />
        {t(`frame.${name}`)}
      </>
    )
  }
  return (
    <nav
      aria-label={t('frame.navigation')}
      className="fixed inset-x-0 bottom-0 z-30 flex border-t border-line bg-paper/95 pb-[env(safe-area-inset-bottom)] backdrop-blur-sm md:hidden"
    >
      <Link
        to="/"
        search={{}}
        activeOptions={{ exact: true, includeSearch: false }}
        aria-current={isInBooks ? 'page' : undefined}
        className={item}
      >
        {entry('books')}
      </Link>
      <Link to="/libraries" className={item}>
        {entry('libraries')}
      </Link>
      {isAdmin ? (
        <Link to="/jobs" className={item}>
          {entry('jobs')}
        </Link>
      ) : null}
      <Link to="/account" className={item}>
        {entry('account')}
      </Link>
    </nav>
  )
}

/** `/` as on other sites, and Ctrl+K or ⌘K as in programs. */
function useSearchKeys(open: () => void): void {
  const latest = useRef(open)
  latest.current = open
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof Element && event.target.closest('input, textarea, select, dialog') !== null
      const isCommand = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)
      const isSlash = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey
      if (!isCommand && (!isSlash || isTyping)) return
      event.preventDefault()
      latest.current()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}

/** A new page begins at its content for those who do not see that it is new. */
function useFocusOnNewPage(main: React.RefObject<HTMLElement | null>): void {
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const before = useRef(path)
  useEffect(() => {
    if (before.current === path) return
    before.current = path
    main.current?.focus({ preventScroll: true })
  }, [path, main])
}
