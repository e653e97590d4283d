import type { Session } from '@colophon/contract/web/account.ts'
import { useQuery } from '@tanstack/react-query'
import { Monitor, Smartphone } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { ago, moment } from '#i18n/measures.ts'
import { Button } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { Panel } from '#ui/panel.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { sessions, useEndSession } from './account-queries.ts'
import { deviceName, isHandheld } from './device-name.ts'

/** Browsers in which the account is signed in, and the way to sign them out. */
export function SessionsPanel() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(sessions)
  const end = useEndSession()
  const others = data?.filter(({ isCurrent }) => !isCurrent) ?? []
  return (
    <Panel title={t('sessions.title')} lead={t('sessions.lead')}>
      <div className="flex flex-col items-start gap-4">
        {error || end.error ? (
          <ErrorNotice error={error ?? end.error} {...(error ? { onRetry: () => void refetch() } : {})} />
        ) : null}
        {data ? null : error ? null : <Waiting />}
        {data && data.length > 0 ? (
          <ul className="w-full divide-y divide-line rounded-xl border border-line bg-surface">
            {data.map((session) => (
              <SessionRow
                key={session.id}
                session={session}
                isBusy={end.isPending && end.variables === session.id}
                onEnd={() => end.mutate(session.id)}
              />
            ))}
          </ul>
        ) : null}
        {others.length > 0 ? (
          <Button kind="danger" disabled={end.isPending} onClick={() => end.mutate(undefined)}>
            {t('sessions.endOthers', { count: others.length })}
          </Button>
        ) : null}
      </div>
    </Panel>
  )
}

function SessionRow({ session, isBusy, onEnd }: { session: Session; isBusy: boolean; onEnd: () => void }) {
  const { t, i18n } = useTranslation()
  const Icon = isHandheld(session.userAgent) ? Smartphone : Monitor
  const name = useDeviceName(session.userAgent)
  return (
    <li className="flex items-center gap-4 py-3 ps-4 pe-2">
      <Icon size={20} aria-hidden className="shrink-0 text-ink-faint" />
      <div className="min-w-0 flex-1">
        <p className="font-medium" title={session.userAgent}>
          {name}
        </p>
        <p className="text-sm text-ink-faint">
          {session.isCurrent ? (
            <span className="font-medium text-accent">{t('sessions.current')}</span>
          ) : (
            t('sessions.lastSeen', { at: ago(session.lastSeenAt, i18n.language) })
          )}
          {' · '}
          {t('sessions.signedIn', { at: moment(session.signedInAt, i18n.language), address: session.address })}
        </p>
      </div>
      {session.isCurrent ? null : (
        <Button
          size="small"
          kind="ghost"
          disabled={isBusy}
          aria-label={t('sessions.endNamed', { name })}
          onClick={onEnd}
        >
          {t('sessions.end')}
        </Button>
      )}
    </li>
  )
}

function useDeviceName(userAgent: string): string {
  const { t } = useTranslation()
  const { browser, system } = deviceName(userAgent)
  if (browser && system) return t('sessions.device', { browser, system })
  return browser ?? system ?? t('sessions.unknown')
}
