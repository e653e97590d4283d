import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Download, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { ago, fileSize } from '#i18n/measures.ts'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorNotice, sentenceOf } from '#ui/error-notice.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { showToast } from '#ui/toast-store.ts'
import { type PendingRelease, pending, useDropPending, useGrabPending } from './activity-queries.ts'

/** Releases that fit and wait: for their time, or for somebody to say yes. */
export function WaitingList() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(pending)
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!data) return <Waiting />
  if (data.length === 0)
    return <EmptyState title={t('activity.noWaiting')}>{t('activity.noWaitingExplained')}</EmptyState>
  return (
    <ul className="divide-y divide-line">
      {data.map((release) => (
        <Row key={release.id} release={release} />
      ))}
    </ul>
  )
}

function Row({ release }: { release: PendingRelease }) {
  const { t, i18n } = useTranslation()
  const drop = useDropPending()
  const grab = useGrabPending()
  const onError = (error: Error) => showToast(sentenceOf(error, t), { isLasting: true })
  const facts = [
    release.quality?.toUpperCase(),
    release.size > 0 ? fileSize(release.size, i18n.language) : null,
    t(`queue.protocol.${release.protocol}`),
    t('activity.seen', { at: ago(release.firstSeen, i18n.language) }),
  ]
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 py-4">
      <div className="min-w-0 flex-1 basis-64">
        <p className="text-[0.9375rem] font-medium wrap-anywhere">
          <Link
            to="/get/books/$bookNumber"
            params={{ bookNumber: String(release.bookId) }}
            className="hover:text-accent"
          >
            {release.title}
          </Link>
        </p>
        <p className="text-sm text-warning">{release.reason}</p>
        <p className="text-sm text-ink-faint">{facts.filter(Boolean).join(' · ')}</p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button
          size="small"
          disabled={grab.isPending}
          // The row is gone by the time at which the answer of a plain mutation would be heard.
          onClick={() =>
            void grab
              .mutateAsync(release.id)
              .then(() => showToast(t('release.grabbed', { title: release.title })), onError)
          }
        >
          <Download size={16} aria-hidden />
          {t('activity.grabNow')}
        </Button>
        <Button
          size="small"
          kind="ghost"
          disabled={drop.isPending}
          onClick={() => drop.mutate(release.id, { onError })}
        >
          <X size={16} aria-hidden />
          {t('activity.drop')}
        </Button>
      </div>
    </li>
  )
}
