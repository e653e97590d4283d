import { Outlet, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { currentWanted, followPicker } from '#api/list-picker-store.ts'
import { useAccount } from '#api/session.ts'
import { MiniPlayer } from '#features/player/mini-player.tsx'
import { useOpenSearch } from '#features/search/search-context.ts'
import { SearchDialog } from '#features/search/search-dialog.tsx'
import { SearchProvider } from '#features/search/search-provider.tsx'
import { DropZone } from '#features/upload/drop-zone.tsx'
import { useUnsentPlaces } from '#reading/use-unsent-places.ts'
import { Announcer } from '#ui/announcer.tsx'
import { Toaster } from '#ui/toaster.tsx'
import { BottomBar } from './bottom-bar.tsx'
import { useCommands } from './commands.ts'
import { Connection } from './connection.tsx'
import { frameLook } from './frame-look.ts'
import { Sidebar } from './sidebar.tsx'
import { useAppUpdates } from './use-app-updates.ts'

const ListPicker = lazy(async () => ({ default: (await import('#features/lists/list-picker.tsx')).ListPicker }))

/** What surrounds every page of somebody who is signed in: a sidebar on wide windows, a bar below on phones. */
export function Frame() {
  const { t } = useTranslation()
  const main = useRef<HTMLElement>(null)
  useFocusOnNewPage(main)
  useAppUpdates()
  useUnsentPlaces(useAccount().id)
  return (
    <SearchProvider>
      <a
        href="#main"
        onClick={(event) => {
          // With <base> in the page a plain fragment would lead to the start page.
          event.preventDefault()
          main.current?.focus()
        }}
        className="sr-only z-50 rounded-lg bg-accent px-4 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-3 focus:start-3"
      >
        {t('frame.skip')}
      </a>
      <Connection />
      <div className={frameLook.columns}>
        <Sidebar />
        <main ref={main} id="main" tabIndex={-1} className={frameLook.main}>
          <div className={frameLook.page}>
            <Outlet />
          </div>
        </main>
      </div>
      <MiniPlayer />
      <BottomBar />
      <DropZone />
      <ListPickerWhenWanted />
      <Toaster />
      <Announcer />
      <Search />
    </SearchProvider>
  )
}

function Search() {
  useSearchKeys(useOpenSearch())
  return <SearchDialog commands={useCommands()} />
}

function ListPickerWhenWanted() {
  const isWanted = useSyncExternalStore(followPicker, () => currentWanted() !== undefined)
  return isWanted ? (
    <Suspense>
      <ListPicker />
    </Suspense>
  ) : null
}

/** `/` as on other sites, and Ctrl+K or ⌘K as in programs. */
function useSearchKeys(open: () => void): void {
  const latest = useRef(open)
  latest.current = open
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof Element &&
        event.target.closest('input:not([type=checkbox], [type=radio]), textarea, select, dialog') !== null
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
