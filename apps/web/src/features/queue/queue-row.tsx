import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { RotateCw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type QueueItem, shareOf } from '#api/queue.ts'
import { ago, fileSize } from '#i18n/measures.ts'
import { Badge, type BadgeKind } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { asSentence, sentenceOf } from '#ui/error-notice.tsx'
import { ProgressBar } from '#ui/progress.tsx'
import { showToast } from '#ui/toast-store.ts'
import { type QueueGroup, troubleOf } from './queue-groups.ts'
import { type BlockedImport, downloadClients, useRetryImport } from './queue-queries.ts'
import { RemoveDownload } from './remove-download.tsx'
import { SettleImport } from './settle-import.tsx'

const kinds: Record<QueueGroup, BadgeKind> = { stuck: 'bad', underway: 'good', ended: 'quiet' }

interface RowProps {
  item: QueueItem
  group: QueueGroup
  maySettle: boolean
  /** What can be done about its import, where that waits for somebody. */
  blocked: BlockedImport | undefined
}

/** A download: which book it is for, how far it is, what went wrong, and what can be done. */
export function QueueRow({ item, group, maySettle, blocked }: RowProps) {
  const { t, i18n } = useTranslation()
  const { status } = item
  return (
    <li className="flex flex-col gap-3 p-4">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <p className="font-serif text-[1.0625rem] leading-snug font-semibold wrap-anywhere">
            <DownloadTitle item={item} />
          </p>
          {item.book ? <p className="text-[0.9375rem] text-ink-soft">{item.book.authorName}</p> : null}
          <p className="text-sm text-ink-faint wrap-anywhere">{item.book ? item.title : null}</p>
        </div>
        <Badge kind={status === 'failed' ? 'bad' : kinds[group]}>{t(`queue.status.${status as 'grabbed'}`)}</Badge>
      </div>
      {group === 'underway' ? <Progress item={item} /> : null}
      <Facts item={item} />
      {group === 'stuck' ? <Trouble item={item} /> : null}
      {group === 'ended' && item.errorMessage ? (
        <p className="text-sm wrap-anywhere text-danger">{asSentence(item.errorMessage)}</p>
      ) : null}
      {group === 'ended' && item.importedAt ? (
        <p className="text-sm text-ink-faint">{t('queue.importedAt', { at: ago(item.importedAt, i18n.language) })}</p>
      ) : null}
      <Actions item={item} group={group} maySettle={maySettle} blocked={blocked} />
    </li>
  )
}

function DownloadTitle({ item }: { item: QueueItem }) {
  if (!item.book) return item.title
  return (
    <Link to="/get/books/$bookNumber" params={{ bookNumber: String(item.book.id) }} className="hover:text-accent">
      {item.book.title}
    </Link>
  )
}

function Progress({ item }: { item: QueueItem }) {
  const { t } = useTranslation()
  const told = [
    item.percentage ? t('queue.percent', { share: Number(item.percentage) / 100 }) : null,
    item.speed,
    item.timeLeft ? t('queue.left', { time: item.timeLeft }) : null,
  ].filter(Boolean)
  return (
    <div className="flex flex-col gap-1.5">
      <ProgressBar share={shareOf(item)} label={t('queue.progressOf', { title: item.title })} />
      {told.length > 0 ? <p className="text-sm text-ink-soft tabular-nums">{told.join(' · ')}</p> : null}
    </div>
  )
}

function Facts({ item }: { item: QueueItem }) {
  const { t, i18n } = useTranslation()
  const { data: clients } = useQuery(downloadClients)
  const client = clients?.find(({ id }) => id === item.downloadClientId)?.name
  const facts = [
    item.quality ? item.quality.toUpperCase() : null,
    item.size > 0 ? fileSize(item.size, i18n.language) : null,
    item.protocol ? t(`queue.protocol.${item.protocol}`) : t('queue.byHand'),
    client,
    ago(item.addedAt, i18n.language),
  ]
  return <p className="text-sm text-ink-faint">{facts.filter(Boolean).join(' · ')}</p>
}

/** The words of the server, and in plain ones what they mean and what helps. */
function Trouble({ item }: { item: QueueItem }) {
  const { t } = useTranslation()
  return (
    <div className="flex flex-col gap-1 text-[0.9375rem]">
      <p className="wrap-anywhere text-danger">
        {item.errorMessage ? asSentence(item.errorMessage) : t('queue.noReason')}
      </p>
      <p className="text-ink-soft">{t(`queue.trouble.${troubleOf(item)}`)}</p>
    </div>
  )
}

function Actions({ item, group, maySettle, blocked }: RowProps) {
  const { t } = useTranslation()
  const [isRemoving, setRemoving] = useState(false)
  const retry = useRetryImport()
  const close = () => setRemoving(false)
  const tryAgain = () =>
    retry.mutate(item.id, {
      onSuccess: () => showToast(t('queue.retrying')),
      onError: (error) => showToast(sentenceOf(error, t), { isLasting: true }),
    })
  return (
    <div className="flex flex-wrap gap-2">
      {group === 'stuck' ? (
        <Button size="small" disabled={retry.isPending} onClick={tryAgain}>
          <RotateCw size={16} aria-hidden />
          {t('queue.retry')}
        </Button>
      ) : null}
      {group === 'stuck' && maySettle ? <SettleImport item={item} blocked={blocked} /> : null}
      <Button
        size="small"
        kind="ghost"
        aria-label={t('queue.removeNamed', { title: item.title })}
        onClick={() => setRemoving(true)}
      >
        <Trash2 size={16} aria-hidden />
        {t('queue.remove')}
      </Button>
      <Dialog title={t('queue.removeTitle')} isOpen={isRemoving} onClose={close}>
        <RemoveDownload item={item} isUnderway={group === 'underway'} onDone={close} />
      </Dialog>
    </div>
  )
}
