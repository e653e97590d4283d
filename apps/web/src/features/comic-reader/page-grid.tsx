import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from '#ui/cx.ts'
import { Dialog } from '#ui/dialog.tsx'
import { type Comic, pageAddress } from './comic-pages.ts'

/** Every page as a small picture; the one that is open is marked and in view. */
export function PageGrid({
  comic,
  current,
  isOpen,
  isRightToLeft,
  onGo,
  onClose,
}: {
  comic: Comic
  /** Index of the page that is open. */
  current: number
  isOpen: boolean
  isRightToLeft: boolean
  onGo: (index: number) => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  return (
    <Dialog
      title={t('comic.overview')}
      isOpen={isOpen}
      onClose={onClose}
      className="h-[calc(100dvh-3rem)] max-h-none w-[min(64rem,calc(100vw-1.5rem))]"
    >
      <ol
        dir={isRightToLeft ? 'rtl' : 'ltr'}
        className="grid min-h-0 flex-1 grid-cols-[repeat(auto-fill,minmax(6.5rem,1fr))] content-start gap-3 overflow-y-auto p-6"
      >
        {comic.list.pages.map((_, index) => (
          <li key={index} className="[contain-intrinsic-size:auto_11rem] [content-visibility:auto]">
            <Thumbnail
              src={pageAddress(comic, index, 160)}
              index={index}
              isCurrent={index === current}
              onGo={() => onGo(index)}
            />
          </li>
        ))}
      </ol>
    </Dialog>
  )
}

function Thumbnail({
  src,
  index,
  isCurrent,
  onGo,
}: {
  src: string
  index: number
  isCurrent: boolean
  onGo: () => void
}) {
  const { t } = useTranslation()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isCurrent) button.current?.scrollIntoView({ block: 'center' })
  }, [isCurrent])
  return (
    <button
      ref={button}
      type="button"
      aria-label={t('comic.goTo', { page: index + 1 })}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={onGo}
      className={cx(
        'flex w-full flex-col items-center gap-1 rounded-lg p-1.5 text-sm text-ink-soft tabular-nums hover:bg-sunken',
        isCurrent && 'bg-accent-soft font-medium text-accent',
      )}
    >
      <img src={src} alt="" loading="lazy" decoding="async" className="h-32 w-full rounded bg-sunken object-contain" />
      {index + 1}
    </button>
  )
}
