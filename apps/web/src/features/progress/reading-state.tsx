import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { History, NotebookPen } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, buttonClass } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { StarRating } from '#ui/star-rating.tsx'
import { DatesLine } from './dates-line.tsx'
import { MovedBack } from './moved-back.tsx'
import { NewerElsewhere } from './newer-elsewhere.tsx'
import { PlaceHistory } from './place-history.tsx'
import { readingState, useRate, useSetState } from './progress-queries.ts'
import { StateMenu } from './state-menu.tsx'

/** What a book is to the one who looks at it: state, stars, dates, and every place they were at. */
export function ReadingState({ bookId }: { bookId: string }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(readingState(bookId))
  const setState = useSetState(bookId)
  const rate = useRate(bookId)
  const [isHistoryOpen, setHistoryOpen] = useState(false)
  if (!data) return error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <div className="h-24" />
  return (
    <section aria-label={t('reading.section')} className="flex flex-col gap-3 max-md:items-center">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 max-md:justify-center">
        <StateMenu state={data.state} onChange={(state) => setState.mutate({ state })} />
        <span className="flex items-center gap-1">
          <StarRating
            legend={t('reading.rating')}
            value={data.rating}
            nameOf={(count) => t('reading.stars', { count })}
            onChange={rate.mutate}
          />
          {data.rating === null ? null : (
            <Button kind="ghost" size="small" onClick={() => rate.mutate(null)}>
              {t('reading.noRating')}
            </Button>
          )}
        </span>
      </div>
      <DatesLine state={data} onChange={setState.mutateAsync}>
        <Button kind="ghost" size="small" className="-ms-3 max-md:ms-0" onClick={() => setHistoryOpen(true)}>
          <History size={16} aria-hidden />
          {t('reading.places')}
        </Button>
        <Link to="/notes" search={{ book: bookId }} className={buttonClass({ kind: 'ghost', size: 'small' })}>
          <NotebookPen size={16} aria-hidden />
          {t('notes.ofBook')}
        </Link>
      </DatesLine>
      {setState.error || rate.error ? <ErrorNotice error={setState.error ?? rate.error} /> : null}
      <MovedBack bookId={bookId} />
      <NewerElsewhere bookId={bookId} />
      <PlaceHistory bookId={bookId} isOpen={isHistoryOpen} onClose={() => setHistoryOpen(false)} />
    </section>
  )
}
