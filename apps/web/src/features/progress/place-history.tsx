import type { KnownPlace, Sitting } from '@colophon/contract/web/reading.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { CornerUpLeft, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { moment } from '#i18n/measures.ts'
import { sourceName } from '#reading/source-name.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { places, useGoBack } from './progress-queries.ts'

/** Every stretch of reading in a book, newest first, each with the way back to it. */
export function PlaceHistory({ bookId, isOpen, onClose }: { bookId: string; isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog title={t('reading.places')} isOpen={isOpen} onClose={onClose}>
      <Sittings bookId={bookId} onDone={onClose} />
    </Dialog>
  )
}

function Sittings({ bookId, onDone }: { bookId: string; onDone: () => void }) {
  const { t } = useTranslation()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(places(bookId))
  const goBack = useGoBack(bookId)
  if (!data) return error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <Waiting />
  const sittings = data.pages.flatMap((page) => page.sittings)
  const current = data.pages[0]?.current
  return (
    <div className="flex min-h-0 flex-col gap-3 overflow-y-auto p-6 pt-2">
      {goBack.error ? <ErrorNotice error={goBack.error} /> : null}
      {sittings.length === 0 ? <p className="text-ink-soft">{t('reading.noPlaces')}</p> : null}
      <ol className="flex flex-col divide-y divide-line">
        {sittings.map((sitting) => (
          <SittingRow
            key={`${sitting.startedAt} ${sitting.source} ${sitting.device}`}
            sitting={sitting}
            isCurrent={current?.at === sitting.at && current.source === sitting.source}
            isBusy={goBack.isPending}
            onGo={() => goBack.mutate(sitting, { onSuccess: onDone })}
          />
        ))}
      </ol>
      {hasNextPage ? (
        <Button disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('ui.showMore')}
        </Button>
      ) : null}
    </div>
  )
}

function SittingRow({
  sitting,
  isCurrent,
  isBusy,
  onGo,
}: {
  sitting: Sitting
  isCurrent: boolean
  isBusy: boolean
  onGo: (place: KnownPlace) => void
}) {
  const { t, i18n } = useTranslation()
  const { fraction, startFraction, at } = sitting
  const isStill = Math.abs(fraction - startFraction) < 0.005
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-3">
      <div className="min-w-0">
        <p className="font-medium tabular-nums">
          {isStill ? t('reading.at', { share: fraction }) : t('reading.fromTo', { from: startFraction, to: fraction })}
        </p>
        <p className="text-sm text-ink-faint">
          {moment(at, i18n.language)} · {sourceName(t, sitting)}
        </p>
        {sitting.isJumpBack ? (
          <p className="flex items-center gap-1.5 text-sm text-warning">
            <TriangleAlert size={14} aria-hidden />
            {t('reading.jumpedBack')}
          </p>
        ) : null}
      </div>
      {isCurrent ? (
        <span className="text-sm font-medium text-accent">{t('reading.current')}</span>
      ) : (
        <Button
          size="small"
          disabled={isBusy}
          aria-label={t('reading.goTo', { share: fraction })}
          onClick={() => onGo(sitting)}
        >
          <CornerUpLeft size={15} aria-hidden className="rtl:-scale-x-100" />
          {t('reading.goHere')}
        </Button>
      )}
    </li>
  )
}
