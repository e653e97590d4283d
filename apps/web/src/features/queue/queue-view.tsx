import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { needsSomebody, queue } from '#api/queue.ts'
import { listOf, wholeNumber } from '#i18n/measures.ts'
import { buttonClass } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { Notice } from '#ui/notice.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { inGroups, queueGroups } from './queue-groups.ts'
import { blockedImports } from './queue-queries.ts'
import { QueueRow } from './queue-row.tsx'

/** All downloads: what needs somebody, what is on its way, what came of the last ones. */
export function QueueView({ maySettle }: { maySettle: boolean }) {
  const { t, i18n } = useTranslation()
  const { data, error, refetch } = useQuery(queue)
  const stuck = maySettle ? (data?.items ?? []).filter(needsSomebody) : []
  const { data: blocked } = useQuery(blockedImports(stuck.map(({ id, errorMessage }) => `${id} ${errorMessage}`)))
  if (!data) return error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <Waiting />
  const groups = inGroups(data.items)
  const silent = (data.staleClients ?? []).map(({ name, clientId }) => name ?? String(clientId))
  return (
    <div className="flex max-w-4xl flex-col gap-8">
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {silent.length > 0 ? (
        <Notice kind="warning">{t('queue.silent', { names: listOf(silent, i18n.language) })}</Notice>
      ) : null}
      {data.items.length === 0 ? (
        <EmptyState
          title={t('queue.none')}
          actions={
            <Link to="/get/wanted" search={{}} className={buttonClass({ kind: 'primary' })}>
              {t('queue.toWanted')}
            </Link>
          }
        >
          {t('queue.noneExplained')}
        </EmptyState>
      ) : null}
      {queueGroups.map((group) => {
        const items = groups.get(group) ?? []
        if (items.length === 0) return null
        return (
          <section key={group} aria-labelledby={`queue-${group}`}>
            <h2 id={`queue-${group}`} className="mb-3 flex items-baseline gap-3 font-serif text-lg font-semibold">
              {t(`queue.group.${group}`)}
              <span className="font-sans text-sm font-normal text-ink-faint tabular-nums">
                {wholeNumber(items.length, i18n.language)}
              </span>
            </h2>
            <ul className="divide-y divide-line rounded-2xl border border-line bg-surface">
              {items.map((item) => (
                <QueueRow
                  key={item.id}
                  item={item}
                  group={group}
                  maySettle={maySettle}
                  blocked={blocked?.find(({ downloadId }) => downloadId === item.id)}
                />
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}
