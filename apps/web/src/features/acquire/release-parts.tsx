import type { FoundRelease } from '@colophon/contract/web/releases.ts'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ago, fileSize, wholeNumber } from '#i18n/measures.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Confirm } from '#ui/confirm.tsx'
import { sentenceOf } from '#ui/error-notice.tsx'
import { showToast } from '#ui/toast-store.ts'
import { type AcquiredBook, useGrab } from './book-queries.ts'
import { reasonInWords } from './reason-words.ts'
import type { ReleaseColumn } from './release-order.ts'

const levels = ['id', 'exact', 'strong', 'fair', 'weak', 'none'] as const

/** What the columns say of a release, in the words and figures of the reader. */
export function useReleaseWords(): (release: FoundRelease) => Record<ReleaseColumn, string> {
  const { t, i18n } = useTranslation()
  const locale = i18n.language
  return (release) => ({
    score: wholeNumber(release.score, locale),
    match: t(`release.match.${levels.find((level) => level === release.match) ?? 'none'}`),
    format: release.format?.toUpperCase() ?? '–',
    size: release.sizeBytes > 0 ? fileSize(release.sizeBytes, locale) : '–',
    age: release.publishedAt ? ago(release.publishedAt, locale) : '–',
    seeders:
      release.seeders === null
        ? t('release.grabs', { count: release.grabs })
        : t('release.seeders', { count: release.seeders }),
    indexer: release.indexerName,
  })
}

export function ReleaseName({ release }: { release: FoundRelease }) {
  const { t } = useTranslation()
  return (
    <p className="text-[0.9375rem] font-medium wrap-anywhere">
      {release.infoUrl && /^https?:/.test(release.infoUrl) ? (
        <a
          href={release.infoUrl}
          target="_blank"
          rel="noopener noreferrer"
          className="underline decoration-line-strong/50 underline-offset-4 hover:text-accent"
        >
          {release.title}
        </a>
      ) : (
        release.title
      )}{' '}
      {release.isFreeleech ? <Badge kind="good">{t('release.freeleech')}</Badge> : null}
    </p>
  )
}

/** The same as the columns of the table, in one line. */
export function ReleaseFacts({ release }: { release: FoundRelease }) {
  const { t } = useTranslation()
  const words = useReleaseWords()(release)
  const facts = [words.format, words.size, words.age, words.seeders, words.indexer]
  return (
    <p className="text-sm text-ink-faint">
      {t('release.matchAndScore', { match: words.match, score: words.score })} ·{' '}
      {facts.filter((fact) => fact !== '–').join(' · ')}
    </p>
  )
}

/** All that stands against a release. */
export function Reasons({ release }: { release: FoundRelease }) {
  const { t } = useTranslation()
  if (release.reasons.length === 0) return null
  return (
    <ul className="flex list-disc flex-col gap-0.5 ps-4 text-sm text-warning">
      {release.reasons.map((reason) => (
        <li key={`${reason.code} ${reason.text}`} title={reason.text}>
          {reasonInWords(t, reason)}
        </li>
      ))}
    </ul>
  )
}

/** Takes a release. Where something stands against it, a person has to say so twice. */
export function GrabButton({ book, release }: { book: AcquiredBook; release: FoundRelease }) {
  const { t } = useTranslation()
  const grab = useGrab(book.id)
  const [isAsking, setAsking] = useState(false)
  const take = () =>
    grab.mutate(release, {
      onSuccess: () => showToast(t('release.grabbed', { title: release.title })),
      onError: (error) => showToast(sentenceOf(error, t), { isLasting: true }),
      onSettled: () => setAsking(false),
    })
  return (
    <>
      <Button
        size="small"
        kind={release.isApproved ? 'primary' : 'plain'}
        disabled={grab.isPending || grab.isSuccess}
        aria-label={grab.isSuccess ? undefined : t('release.grabNamed', { title: release.title })}
        onClick={() => (release.isApproved ? take() : setAsking(true))}
      >
        <Download size={16} aria-hidden />
        {grab.isSuccess ? t('release.taken') : t('release.grab')}
      </Button>
      <Confirm
        title={t('release.anywayTitle')}
        action={t('release.anyway')}
        isOpen={isAsking}
        isBusy={grab.isPending}
        onClose={() => setAsking(false)}
        onConfirm={take}
      >
        <p className="mb-2 wrap-anywhere">{release.title}</p>
        <Reasons release={release} />
      </Confirm>
    </>
  )
}
