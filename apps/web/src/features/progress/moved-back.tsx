import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { sourceName } from '#reading/source-name.ts'
import { Button } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { Notice } from '#ui/notice.tsx'
import { places, useGoBack } from './progress-queries.ts'

/** Where another device has moved one far back, the way to where one was. */
export function MovedBack({ bookId }: { bookId: string }) {
  const { t } = useTranslation()
  const { data } = useInfiniteQuery(places(bookId))
  const goBack = useGoBack(bookId)
  const { current, left } = data?.pages[0] ?? {}
  if (!current || !left) return null
  if (goBack.error) return <ErrorNotice error={goBack.error} onRetry={() => goBack.mutate(left)} />
  return (
    <Notice
      kind="warning"
      action={
        <Button size="small" disabled={goBack.isPending} onClick={() => goBack.mutate(left)}>
          {t('reading.goTo', { share: left.fraction })}
        </Button>
      }
    >
      {t('reading.movedBack', { from: left.fraction, to: current.fraction, source: sourceName(t, current) })}
    </Notice>
  )
}
