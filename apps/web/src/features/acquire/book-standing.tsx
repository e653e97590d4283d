import { Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { RotateCw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type QueueItem, shareOf } from '#api/queue.ts'
import { ago, moment, plainDate } from '#i18n/measures.ts'
import { Button, buttonClass } from '#ui/button.tsx'
import { cx } from '#ui/cx.ts'
import { sentenceOf } from '#ui/error-notice.tsx'
import { ProgressBar } from '#ui/progress.tsx'
import { showToast } from '#ui/toast-store.ts'
import { type AcquiredBook, useRetryImport } from './book-queries.ts'
import { placeOf, type Standing, steps } from './standing.ts'

/** One line from wanted to finished: where a form of a book is, and what comes next. */
export function BookStanding({
  book,
  standing,
  isNamed,
}: {
  book: AcquiredBook
  standing: Standing
  /** There is more than one form, so this one says which it is. */
  isNamed: boolean
}) {
  const { t, i18n } = useTranslation()
  const { slot, stage, download } = standing
  const sentence = sentenceFor(t, i18n.language, book, standing)
  return (
    <div className="flex flex-col gap-3">
      <Steps standing={standing} isNamed={isNamed} />
      <p className={cx('text-[0.9375rem] wrap-anywhere', stage === 'stuck' ? 'text-danger' : 'text-ink-soft')}>
        {isNamed ? <span className="font-medium text-ink">{t(`acquire.slot.${slot}`)}: </span> : null}
        {sentence}
      </p>
      {stage === 'loading' && download ? <Loading item={download} /> : null}
      {stage === 'stuck' && download ? <Stuck item={download} /> : null}
    </div>
  )
}

/** The way in five steps; what is behind is filled. */
function Steps({ standing: { stage, slot }, isNamed }: { standing: Standing; isNamed: boolean }) {
  const { t } = useTranslation()
  const place = placeOf(stage)
  const name = isNamed ? t(`acquire.slot.${slot}`) : t('acquire.standing.title')
  return (
    <ol aria-label={t('acquire.standing.way', { name })} className="flex gap-1.5">
      {steps.map((step, at) => (
        <li
          key={step}
          aria-current={at === place ? 'step' : undefined}
          className="flex min-w-0 flex-1 flex-col gap-1.5"
        >
          <span
            aria-hidden="true"
            className={cx(
              'h-1.5 rounded-full',
              at > place ? 'bg-line' : stage === 'stuck' && at === place ? 'bg-danger' : 'bg-accent',
            )}
          />
          <span
            className={cx('truncate text-xs max-sm:sr-only', at === place ? 'font-medium text-ink' : 'text-ink-faint')}
          >
            {t(`acquire.step.${step}`)}
          </span>
        </li>
      ))}
    </ol>
  )
}

function sentenceFor(t: TFunction, locale: string, book: AcquiredBook, standing: Standing): string {
  const { stage, report, waiting, download } = standing
  switch (stage) {
    case 'ahead':
      return t('acquire.standing.ahead', { date: plainDate(book.releaseDate ?? '', locale) })
    case 'waiting':
      return t('acquire.standing.waiting', { title: waiting?.title ?? '', reason: waiting?.reason ?? '' })
    case 'stuck':
      return t('acquire.standing.stuck', { message: download?.errorMessage || t('queue.noReason') })
    case 'wanted':
      return [
        lastSearch(t, locale, report),
        report?.nextSearchAt ? t('acquire.standing.next', { at: moment(report.nextSearchAt, locale) }) : '',
      ]
        .filter(Boolean)
        .join(' ')
    case 'unwanted':
      return book.status === 'skipped' ? t('acquire.standing.skipped') : t('acquire.standing.unwanted')
    default:
      return t(`acquire.standing.${stage}`)
  }
}

const outcomes = ['grabbing', 'pending', 'rejected', 'nothing-found', 'no-indexer'] as const

function lastSearch(t: TFunction, locale: string, report: Standing['report']): string {
  if (!report) return t('acquire.standing.notSearched')
  const outcome = outcomes.find((one) => one === report.outcome) ?? 'rejected'
  const count = report.counts?.afterRelevance ?? report.releases.length
  return t(`acquire.outcome.${outcome}`, { at: ago(report.searchedAt, locale), count })
}

function Loading({ item }: { item: QueueItem }) {
  const { t } = useTranslation()
  const share = shareOf(item)
  const told = [
    item.percentage ? t('queue.percent', { share: Number(item.percentage) / 100 }) : null,
    item.speed,
    item.timeLeft ? t('queue.left', { time: item.timeLeft }) : null,
  ]
  return (
    <div className="flex flex-col gap-1.5">
      <ProgressBar share={share} label={t('queue.progressOf', { title: item.title })} />
      <p className="text-sm text-ink-faint tabular-nums">{told.filter(Boolean).join(' · ')}</p>
    </div>
  )
}

function Stuck({ item }: { item: QueueItem }) {
  const { t } = useTranslation()
  const retry = useRetryImport()
  return (
    <div className="flex flex-wrap gap-2">
      <Button
        size="small"
        disabled={retry.isPending}
        onClick={() =>
          retry.mutate(item.id, {
            onSuccess: () => showToast(t('queue.retrying')),
            onError: (error) => showToast(sentenceOf(error, t), { isLasting: true }),
          })
        }
      >
        <RotateCw size={16} aria-hidden />
        {t('queue.retry')}
      </Button>
      <Link to="/get/queue" className={buttonClass({ size: 'small' })}>
        {t('queue.open')}
      </Link>
    </div>
  )
}
