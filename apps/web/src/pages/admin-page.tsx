import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import {
  Activity,
  BellRing,
  CloudDownload,
  FolderOpen,
  ListChecks,
  ScrollText,
  ShieldCheck,
  TriangleAlert,
  Users,
} from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { concerns } from '#features/admin/admin-queries.ts'
import { wholeNumber } from '#i18n/measures.ts'
import { cx } from '#ui/cx.ts'

/** What is looked at together: such pages stand in a second row. */
const fetching = [
  { to: '/admin/first-steps', name: 'firstSteps' },
  { to: '/admin/indexers', name: 'indexers' },
  { to: '/admin/download-clients', name: 'clients' },
  { to: '/admin/profiles', name: 'profiles' },
  { to: '/admin/folders', name: 'folders' },
  { to: '/admin/searching', name: 'searching' },
] as const
const system = [
  { to: '/admin/system', name: 'state' },
  { to: '/admin/backups', name: 'backups' },
  { to: '/admin/log', name: 'log' },
] as const

const parts = [
  { to: '/admin/libraries', name: 'libraries', Icon: FolderOpen, pages: [] },
  { to: '/admin/users', name: 'users', Icon: Users, pages: [] },
  { to: '/admin/indexers', name: 'getting', Icon: CloudDownload, pages: fetching },
  { to: '/admin/notifications', name: 'notifications', Icon: BellRing, pages: [] },
  { to: '/admin/security', name: 'security', Icon: ShieldCheck, pages: [] },
  { to: '/admin/jobs', name: 'jobs', Icon: ListChecks, pages: [] },
  { to: '/admin/problems', name: 'problems', Icon: TriangleAlert, pages: [] },
  { to: '/admin/system', name: 'system', Icon: Activity, pages: system },
  { to: '/admin/audit', name: 'audit', Icon: ScrollText, pages: [] },
] as const

/** What only administrators see: one row of pages above each of them, and a second one for parts of several pages. */
export function AdminPage() {
  const { t } = useTranslation()
  const { data } = useQuery(concerns)
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const isAt = (to: string) => path === to || path.endsWith(to)
  const current = parts.find(({ to, pages }) => isAt(to) || pages.some((page) => isAt(page.to)))
  const rows = useRef<HTMLElement>(null)
  const subrows = useRef<HTMLElement>(null)
  // On a phone the rows go on sideways, and where one is should be seen.
  useEffect(() => {
    for (const row of [rows.current, subrows.current]) {
      const link = row?.querySelector<HTMLElement>('[data-current], [aria-current=page]')
      if (row && link) row.scrollLeft = link.offsetLeft - (row.clientWidth - link.offsetWidth) / 2
    }
    void path
  }, [path])
  const badges: Partial<Record<(typeof parts)[number]['name'], ReactNode>> = {
    problems: data?.problems ? (
      <Badge count={data.problems} label={t('admin.problemBadge', { count: data.problems })} />
    ) : null,
    jobs: data?.failedJobs ? (
      <Badge count={data.failedJobs} label={t('admin.jobBadge', { count: data.failedJobs })} />
    ) : null,
  }
  return (
    <>
      <nav
        ref={rows}
        aria-label={t('admin.navigation')}
        className={cx(
          'relative -mx-4 flex gap-1 overflow-x-auto border-b border-line px-4 sm:mx-0 sm:px-0',
          current?.pages.length ? 'mb-3' : 'mb-6 sm:mb-8',
        )}
      >
        {parts.map(({ to, name, Icon }) => (
          <Link
            key={to}
            to={to}
            search={{}}
            activeOptions={{ includeSearch: false }}
            data-current={name === current?.name || undefined}
            className="-mb-px flex min-h-11 shrink-0 items-center gap-2 border-b-2 border-transparent px-3 text-[0.9375rem] font-medium text-ink-soft transition-colors hover:text-ink data-current:border-accent data-current:text-accent"
          >
            <Icon size={17} aria-hidden />
            {t(`admin.${name}`)}
            {badges[name]}
          </Link>
        ))}
      </nav>
      {current && current.pages.length > 0 ? (
        <nav
          ref={subrows}
          aria-label={t('admin.part', { name: t(`admin.${current.name}`) })}
          className="relative -mx-4 mb-6 flex gap-1 overflow-x-auto px-4 sm:mx-0 sm:mb-8 sm:px-0"
        >
          {current.pages.map(({ to, name }) => (
            <Link
              key={to}
              to={to}
              className="flex min-h-11 shrink-0 items-center rounded-lg px-3 text-sm text-ink-soft transition-colors hover:bg-sunken hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent md:min-h-9"
            >
              {t(`admin.${name}`)}
            </Link>
          ))}
        </nav>
      ) : null}
      <Outlet />
    </>
  )
}

function Badge({ count, label }: { count: number; label: string }) {
  const { i18n } = useTranslation()
  return (
    <span className="rounded-full bg-danger-soft px-1.5 text-xs leading-5 text-danger tabular-nums">
      <span aria-hidden="true">{wholeNumber(count, i18n.language)}</span>
      <span className="sr-only">{label}</span>
    </span>
  )
}
