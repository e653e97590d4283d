import { setReadingState } from '@colophon/contract/web/reading.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouterState } from '@tanstack/react-router'
import { BookCheck, Bookmark, BookX, Languages, ListPlus, RefreshCw, SunMoon, Upload } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { call } from '#api/call.ts'
import { facets } from '#api/facets.ts'
import { pickListForBook } from '#api/list-picker-store.ts'
import { useAccount } from '#api/session.ts'
import { readBookSearch } from '#features/books/book-search.ts'
import { savedViews } from '#features/books/saved-view-queries.ts'
import { useScan } from '#features/libraries/library-queries.ts'
import type { Command } from '#features/search/commands.ts'
import { chooseTheme, themes } from '#features/theme/theme.ts'
import { isLanguage, languages } from '#i18n/languages.ts'
import { chooseLanguage } from '#i18n/translations.ts'
import { showToast } from '#ui/toast-store.ts'
import { placesOf } from './navigation.ts'

/** All that can be done from anywhere: pages, views, and what the reader may do. */
export function useCommands(): Command[] {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const client = useQueryClient()
  const { isAdmin } = useAccount()
  const { data } = useQuery(facets)
  const { data: views = [] } = useQuery(savedViews)
  const scan = useScan()
  const bookId = useRouterState({ select: ({ location }) => /\/books\/([^/]+)$/.exec(location.pathname)?.[1] })

  const mark = async (state: 'finished' | 'unread') => {
    if (!bookId) return
    await call(setReadingState, { params: { bookId }, body: { state } })
    await Promise.all(['books', 'book'].map((key) => client.invalidateQueries({ queryKey: [key] })))
    showToast(t(`command.${state}Done`))
  }
  const pages: Command[] = placesOf({ isAdmin }).map(({ to, name, Icon }) => ({
    id: name,
    label: t('command.go', { name: t(`frame.${name}`) }),
    Icon,
    run: () => void navigate({ to, search: {} }),
  }))
  const ofBook: Command[] = bookId
    ? [
        { id: 'list', label: t('lists.addTo'), Icon: ListPlus, run: () => pickListForBook(bookId) },
        { id: 'read', label: t('command.finished'), Icon: BookCheck, run: () => void mark('finished') },
        { id: 'unread', label: t('command.unread'), Icon: BookX, run: () => void mark('unread') },
      ]
    : []
  const upload = () => void navigate({ to: '/upload' })
  return [
    ...ofBook,
    ...pages,
    ...views.map(({ id, name, view }) => ({
      id,
      label: t('command.view', { name }),
      Icon: Bookmark,
      run: () => void navigate({ to: '/books', search: readBookSearch(view) }),
    })),
    { id: 'upload', label: t('command.upload'), also: t('command.uploadAlso'), Icon: Upload, run: upload },
    ...(isAdmin ? (data?.libraries ?? []) : []).map(({ id, name }) => ({
      id: `scan ${id}`,
      label: t('command.scan', { name }),
      Icon: RefreshCw,
      run: () => scan.mutate(id, { onSuccess: () => showToast(t('command.scanAsked', { name })) }),
    })),
    ...themes.map((theme) => ({
      id: theme,
      label: t('command.theme', { name: t(`theme.${theme}`) }),
      Icon: SunMoon,
      run: () => chooseTheme(theme),
    })),
    ...Object.entries(languages).map(([code, name]) => ({
      id: `language ${code}`,
      label: t('command.language', { name }),
      Icon: Languages,
      run: () => void chooseLanguage(isLanguage(code) ? code : undefined),
    })),
  ]
}
