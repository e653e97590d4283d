import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { Bookmark, CalendarDays, DownloadCloud, History, MessageSquare, Search, Users } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { mayAcquire } from '#api/acquisition.ts'
import { needsSomebody, queue } from '#api/queue.ts'
import { useAccount } from '#api/session.ts'
import { wholeNumber } from '#i18n/measures.ts'

const parts = [
  { to: '/get/discover', name: 'discover', Icon: Search },
  { to: '/get/authors', name: 'authors', Icon: Users },
  { to: '/get/wanted', name: 'wanted', Icon: Bookmark },
  { to: '/get/calendar', name: 'calendar', Icon: CalendarDays },
  { to: '/get/queue', name: 'queue', Icon: DownloadCloud },
  { to: '/get/activity', name: 'activity', Icon: History },
  { to: '/get/requests', name: 'requests', Icon: MessageSquare },
] as const

/** From finding a book to having it: one row of pages above each of them. */
export function GetPage() {
  const { t } = useTranslation()
  const isMember = mayAcquire(useAccount())
  const row = useRef<HTMLElement>(null)
  const path = useRouterState({ select: ({ location }) => location.pathname })
  // On a phone the row is wider than the screen.
  useEffect(() => {
    const current = path ? row.current?.querySelector('[aria-current=page]') : null
    current?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [path])
  return (
    <>
      <nav
        ref={row}
        aria-label={t('get.navigation')}
        className="relative -mx-4 mb-6 flex gap-1 overflow-x-auto border-b border-line px-4 sm:mx-0 sm:mb-8 sm:px-0"
      >
        {parts
          .filter(({ name }) => isMember || name === 'discover' || name === 'requests')
          .map(({ to, name, Icon }) => (
            <Link
              key={to}
              to={to}
              search={{}}
              activeOptions={{ includeSearch: false }}
              className="-mb-px flex min-h-11 shrink-0 items-center gap-2 border-b-2 border-transparent px-3 text-[0.9375rem] font-medium text-ink-soft transition-colors hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-accent"
            >
              <Icon size={17} aria-hidden />
              {t(`get.${name}`)}
              {name === 'queue' ? <StuckCount /> : null}
            </Link>
          ))}
      </nav>
      <Outlet />
    </>
  )
}

/** How many downloads wait for somebody. */
function StuckCount() {
  const { t, i18n } = useTranslation()
  const { data } = useQuery(queue)
  const count = data?.items.filter(needsSomebody).length ?? 0
  if (count === 0) return null
  return (
    <span className="rounded-full bg-danger-soft px-1.5 text-xs leading-5 text-danger tabular-nums">
      <span aria-hidden="true">{wholeNumber(count, i18n.language)}</span>
      <span className="sr-only">{t('get.stuck', { count })}</span>
    </span>
  )
}
