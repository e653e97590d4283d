import type { BookPage } from '@colophon/contract/web/books.ts'
import { rateBook, readReadingState, setReadingState } from '@colophon/contract/web/reading.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ArrowRight, Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { address } from '#api/address.ts'
import { call } from '#api/call.ts'
import { coverAddress } from '#api/cover-address.ts'
import { Button, buttonClass } from '#ui/button.tsx'
import { Cover } from '#ui/cover.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { StarChoice } from './star-choice.tsx'

/** Past the last page: the book is finished, and the next one of its series waits. */
export function EndDialog({ book, isOpen, onClose }: { book: BookPage; isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const params = { bookId: book.id }
  const client = useQueryClient()
  const known = {
    queryKey: ['reader', 'state', book.id],
    queryFn: ({ signal }: { signal: AbortSignal }) => call(readReadingState, { params }, { signal }),
  }
  const state = useQuery({ ...known, enabled: isOpen })
  const onSuccess = (after: NonNullable<typeof state.data>) => client.setQueryData(known.queryKey, after)
  const finish = useMutation({
    mutationFn: () => call(setReadingState, { params, body: { state: 'finished' } }),
    onSuccess,
  })
  const rate = useMutation({
    mutationFn: (rating: number | null) => call(rateBook, { params, body: { rating } }),
    onSuccess,
  })
  const isFinished = state.data?.state === 'finished'
  const rating = rate.isPending ? rate.variables : (state.data?.rating ?? null)
  const error = finish.error ?? rate.error
  const next = book.series.flatMap((series) => (series.next ? [{ ...series.next, series: series.name }] : []))[0]
  return (
    <Dialog title={t('reader.theEnd')} isOpen={isOpen} onClose={onClose}>
      <div className="flex flex-col items-center gap-6 px-6 pt-4 pb-6 text-center">
        <p className="font-serif text-lg text-balance">{t('reader.youReached', { title: book.title })}</p>
        <StarChoice value={rating} onChange={(stars) => rate.mutate(stars)} />
        {error ? <ErrorNotice error={error} /> : null}
        <div className="flex flex-wrap justify-center gap-3">
          <Button
            kind={isFinished ? 'plain' : 'primary'}
            disabled={isFinished || finish.isPending}
            onClick={() => finish.mutate()}
          >
            <Check size={18} aria-hidden />
            {isFinished ? t('reader.isFinished') : t('reader.finish')}
          </Button>
          <a href={address(`/books/${encodeURIComponent(book.id)}`)} className={buttonClass()}>
            {t('reader.toBook')}
          </a>
        </div>
        {next ? (
          <a
            href={address(`/books/${encodeURIComponent(next.id)}`)}
            className="flex w-full items-center gap-4 rounded-xl border border-line p-3 text-start hover:bg-sunken"
          >
            <span className="w-14 shrink-0">
              <Cover src={coverAddress(next.coverUrl, 'small')} title={next.title} color={null} />
            </span>
            <span className="min-w-0 flex-1">
              <span className="block text-sm text-ink-faint">
                {next.position
                  ? t('reader.nextNumbered', { series: next.series, position: next.position })
                  : t('reader.next', { series: next.series })}
              </span>
              <span className="block font-serif text-[1.0625rem]">{next.title}</span>
            </span>
            <ArrowRight size={20} aria-hidden className="shrink-0 rtl:rotate-180" />
          </a>
        ) : null}
      </div>
    </Dialog>
  )
}
