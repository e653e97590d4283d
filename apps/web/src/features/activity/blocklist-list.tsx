import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { eventWords } from '#i18n/event-words.ts'
import { moment } from '#i18n/measures.ts'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorNotice, sentenceOf } from '#ui/error-notice.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { showToast } from '#ui/toast-store.ts'
import { blocklist, useUnblock } from './activity-queries.ts'

/** So many rows are drawn at first; the whole list comes from the server at once. */
const STEP = 100

/** Releases that are not taken again. */
export function BlocklistList() {
  const { t, i18n } = useTranslation()
  const { data, error, refetch } = useQuery(blocklist)
  const [shown, setShown] = useState(STEP)
  const unblock = useUnblock()
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!data) return <Waiting />
  if (data.length === 0)
    return <EmptyState title={t('activity.noBlocked')}>{t('activity.noBlockedExplained')}</EmptyState>
  const free = (ids: number[]) =>
    unblock.mutate(ids, {
      onSuccess: () => showToast(t('activity.freed', { count: ids.length })),
      onError: (problem) => showToast(sentenceOf(problem, t), { isLasting: true }),
    })
  return (
    <>
      <div className="mb-2 flex justify-end">
        <Button size="small" kind="ghost" disabled={unblock.isPending} onClick={() => free(data.map(({ id }) => id))}>
          {t('activity.freeAll')}
        </Button>
      </div>
      <ul className="divide-y divide-line">
        {data.slice(0, shown).map((entry) => (
          <li key={entry.id} className="flex flex-wrap items-start gap-x-4 gap-y-2 py-3">
            <div className="min-w-0 flex-1 basis-64">
              <p className="text-[0.9375rem] font-medium wrap-anywhere">{entry.title || entry.guid}</p>
              <p className="text-sm text-ink-faint">
                {eventWords(t, entry.reason)} · {moment(entry.createdAt, i18n.language)}
              </p>
              {entry.bookId === null ? null : (
                <Link
                  to="/get/books/$bookNumber"
                  params={{ bookNumber: String(entry.bookId) }}
                  className="text-sm font-medium text-accent hover:underline"
                >
                  {t('activity.theBook')}
                </Link>
              )}
            </div>
            <Button
              size="small"
              kind="ghost"
              disabled={unblock.isPending}
              aria-label={t('activity.freeNamed', { title: entry.title })}
              onClick={() => free([entry.id])}
            >
              <Trash2 size={16} aria-hidden />
              {t('activity.free')}
            </Button>
          </li>
        ))}
      </ul>
      {data.length > shown ? (
        <div className="py-4 text-center">
          <Button onClick={() => setShown(shown + STEP)}>{t('ui.showMore')}</Button>
        </div>
      ) : null}
    </>
  )
}
