import type { ReadState } from '@colophon/contract/web/reading.ts'
import { useTranslation } from 'react-i18next'
import { cx } from '#ui/cx.ts'

/** What a book is to the reader, in a word, with a bar while they are in it. */
export function ReadingMark({
  state,
  progress,
  className,
}: {
  state: ReadState
  progress: number | null
  className?: string
}) {
  const { t } = useTranslation()
  if (state === 'unread') return <span className={className} />
  if (state !== 'reading') return <span className={cx('text-sm text-ink-faint', className)}>{t(`state.${state}`)}</span>
  const share = progress ?? 0
  return (
    <span className={cx('flex flex-col gap-1 text-sm text-ink-faint', className)}>
      <span>{t('book.readShare', { share })}</span>
      <span aria-hidden="true" className="h-1 overflow-hidden rounded-full bg-line">
        <span className="block h-full bg-accent" style={{ width: `${share * 100}%` }} />
      </span>
    </span>
  )
}
