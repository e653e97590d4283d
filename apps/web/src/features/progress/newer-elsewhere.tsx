import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { moment } from '#i18n/measures.ts'
import { sourceName } from '#reading/source-name.ts'
import { Button } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { Notice } from '#ui/notice.tsx'
import { places, useGoBack } from './progress-queries.ts'

/** A page or two is no news. */
const LEAST = 0.005

/** Where another device has read on since: reading goes on from there, unless somebody wants their own place back. */
export function NewerElsewhere({ bookId }: { bookId: string }) {
  const { t, i18n } = useTranslation()
  const { data } = useInfiniteQuery(places(bookId))
  const goBack = useGoBack(bookId)
  const { current, left, latest = [] } = data?.pages[0] ?? {}
  const own = latest.find(({ source }) => source === 'web')
  // A device that has moved somebody far back is told of in other words.
  if (!current || !own || left || current.source === 'web') return null
  if (Math.abs(current.fraction - own.fraction) < LEAST) return null
  if (goBack.error) return <ErrorNotice error={goBack.error} onRetry={() => goBack.mutate(own)} />
  return (
    <Notice
      kind="info"
      action={
        <Button size="small" disabled={goBack.isPending} onClick={() => goBack.mutate(own)}>
          {t('reading.backToBrowser', { share: own.fraction })}
        </Button>
      }
    >
      {t('reading.continuesFrom', {
        source: sourceName(t, current),
        share: current.fraction,
        at: moment(current.at, i18n.language),
      })}
    </Notice>
  )
}
