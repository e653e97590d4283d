import type { Job } from '@colophon/contract/web/jobs.ts'
import { CircleCheck, CircleSlash, CircleX, Clock, RotateCw, Trash2, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { ago } from '#i18n/measures.ts'
import { Button } from '#ui/button.tsx'
import { cx } from '#ui/cx.ts'
import { ProgressBar } from '#ui/progress.tsx'
import { Spinner } from '#ui/spinner.tsx'
import type { JobAction } from './job-queries.ts'

const looks = {
  waiting: { Icon: Clock, className: 'text-ink-faint' },
  active: { Icon: null, className: 'text-accent' },
  completed: { Icon: CircleCheck, className: 'text-accent' },
  failed: { Icon: CircleX, className: 'text-danger' },
  cancelled: { Icon: CircleSlash, className: 'text-ink-faint' },
}

/** A piece of background work: what it is, how far it is, what went wrong, what can be done. */
export function JobRow({ job, onAct, isBusy }: { job: Job; onAct: (action: JobAction) => void; isBusy: boolean }) {
  const { t, i18n } = useTranslation()
  const { Icon, className } = looks[job.state]
  const at = job.finishedAt ?? job.startedAt ?? job.createdAt
  const { progress } = job
  const name = t(`job.name.${job.name.replace('.', '-') as 'library-scan'}`, { defaultValue: nameOf(job.name) })
  const share = progress?.total ? Math.min(1, progress.done / progress.total) : null
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-3 p-4">
      <span className={cx('mt-0.5', className)}>
        {Icon ? <Icon size={20} aria-hidden /> : <Spinner className="size-5" />}
      </span>
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-medium">
          {name} <span className="text-sm font-normal text-ink-faint">{detailOf(job.payload)}</span>
        </p>
        <p className="text-sm text-ink-faint">
          {job.isCancelRequested && job.state === 'active' ? t('job.stopping') : t(`job.state.${job.state}`)}
          {' · '}
          {ago(at, i18n.language)}
          {job.attemptsMade > 1 ? ` · ${t('job.attempt', { made: job.attemptsMade, most: job.attemptsMax })}` : null}
        </p>
        {job.state === 'active' && progress ? (
          <div className="mt-2 flex max-w-md flex-col gap-1">
            <ProgressBar share={share} label={name} />
            <p className="text-sm text-ink-soft tabular-nums">
              {progress.text ?? t('job.done', { done: progress.done, total: progress.total ?? '…' })}
            </p>
          </div>
        ) : null}
        {job.error ? <p className="mt-1 text-sm break-words text-danger">{job.error}</p> : null}
      </div>
      <div className="flex gap-1">
        {job.state !== 'active' && job.state !== 'completed' ? (
          <Button size="small" kind="ghost" disabled={isBusy} onClick={() => onAct('retry')}>
            <RotateCw size={16} aria-hidden />
            {job.state === 'waiting' ? t('job.runNow') : t('job.retry')}
          </Button>
        ) : null}
        {job.state === 'active' || job.state === 'waiting' ? (
          <Button size="small" kind="ghost" disabled={isBusy || job.isCancelRequested} onClick={() => onAct('cancel')}>
            <X size={16} aria-hidden />
            {t('job.cancel')}
          </Button>
        ) : (
          <Button size="small" kind="ghost" disabled={isBusy} onClick={() => onAct('delete')}>
            <Trash2 size={16} aria-hidden />
            {t('job.delete')}
          </Button>
        )}
      </div>
    </li>
  )
}

/** `library.scan` as `Library: scan`, for a job that has no name in words. */
function nameOf(name: string): string {
  const [area = '', verb = ''] = name.split('.')
  const words = verb.replaceAll('-', ' ')
  return words ? `${area.charAt(0).toUpperCase()}${area.slice(1)}: ${words}` : name
}

/** The one thing a job is about, where its payload names it in words. */
function detailOf(payload: unknown): string {
  if (typeof payload !== 'object' || payload === null) return ''
  const { path, name, fileName, libraryName, folder } = payload as Record<string, unknown>
  const told = [libraryName, fileName, name, folder, path].find((value) => typeof value === 'string' && value !== '')
  return typeof told === 'string' ? (told.split('/').at(-1) ?? '') : ''
}
