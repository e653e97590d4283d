import { CircleAlert, CircleCheck, Clock, FolderOpen, RotateCw, WifiOff, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { fileSize } from '#i18n/measures.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { cx } from '#ui/cx.ts'
import { sentenceOf } from '#ui/error-notice.tsx'
import { ProgressBar } from '#ui/progress.tsx'
import { progressOf, type Sending, uploadQueue, useUploadQueue } from './upload-queue.ts'

/** What is on its way, one by one and all together. What has arrived is told of below, in the review. */
export function SendingList() {
  const { t, i18n } = useTranslation()
  const { items, isPaused } = useUploadQueue()
  const shown = items.filter(({ state }) => state !== 'sent')
  if (shown.length === 0) return null
  const { sent, all, left } = progressOf(items)
  const size = (bytes: number) => fileSize(bytes, i18n.language)
  return (
    <section aria-label={t('upload.sendingTitle')} className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 className="font-serif text-lg font-semibold">{t('upload.sendingTitle')}</h2>
        <p role="status" className="flex-1 text-sm text-ink-faint tabular-nums">
          {t('upload.overall', { count: left, sent: size(sent), all: size(all) })}
        </p>
        {left > 0 ? (
          <Button size="small" onClick={isPaused ? uploadQueue.resume : uploadQueue.pause}>
            {t(isPaused ? 'upload.resume' : 'upload.pause')}
          </Button>
        ) : null}
      </div>
      {left > 0 ? <ProgressBar share={all > 0 ? sent / all : 0} label={t('upload.sendingTitle')} /> : null}
      <ul className="divide-y divide-line rounded-2xl border border-line bg-surface">
        {shown.map((item) => (
          <SendingRow key={item.id} item={item} isPaused={isPaused} />
        ))}
      </ul>
    </section>
  )
}

const icons = { waiting: Clock, sending: Clock, offline: WifiOff, sent: CircleCheck, failed: CircleAlert }

function SendingRow({ item, isPaused }: { item: Sending; isPaused: boolean }) {
  const { t, i18n } = useTranslation()
  const Icon = item.isFolder && item.state !== 'failed' ? FolderOpen : icons[item.state]
  const share = item.sizeBytes > 0 ? item.sentBytes / item.sizeBytes : 0
  const isFailed = item.state === 'failed'
  return (
    <li className="flex items-center gap-3 py-2 ps-4 pe-1">
      <Icon size={20} aria-hidden className={cx('shrink-0', isFailed ? 'text-danger' : 'text-ink-faint')} />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{item.name}</p>
        {item.state === 'sending' ? <ProgressBar share={share} label={item.name} className="my-1.5" /> : null}
        <p className={cx('text-sm tabular-nums', isFailed ? 'text-danger' : 'text-ink-faint')}>
          {isFailed
            ? sentenceOf(item.error, t)
            : t(`upload.${isPaused ? 'paused' : (item.state as Exclude<Sending['state'], 'failed'>)}`, {
                share,
                size: fileSize(item.sizeBytes, i18n.language),
              })}
        </p>
      </div>
      {isFailed ? (
        <IconButton label={t('upload.retryNamed', { name: item.name })} onClick={() => uploadQueue.retry(item.id)}>
          <RotateCw size={18} aria-hidden />
        </IconButton>
      ) : null}
      <IconButton label={t('upload.cancelNamed', { name: item.name })} onClick={() => uploadQueue.cancel(item.id)}>
        <X size={18} aria-hidden />
      </IconButton>
    </li>
  )
}
