import { ImageOff } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { reasonAt } from './comic-pages.ts'
import type { PageSize } from './spreads.ts'

/** One page; in its place, where it cannot be had, the reason. */
export function PagePicture({
  src,
  number,
  size,
  className,
  style,
  isEager = true,
  onSize,
}: {
  src: string
  /** From 1. */
  number: number
  size: PageSize | undefined
  className?: string
  style?: React.CSSProperties
  isEager?: boolean
  onSize: (size: { width: number; height: number }) => void
}) {
  const { t } = useTranslation()
  const [failure, setFailure] = useState<{ src: string; reason: string }>()
  const [tries, setTries] = useState(0)
  if (failure?.src === src) {
    return (
      <div
        role="alert"
        className="m-auto flex w-full max-w-sm flex-col items-center gap-3 rounded-xl bg-sunken p-8 text-center text-ink"
      >
        <ImageOff size={28} aria-hidden className="text-ink-faint" />
        <p className="font-medium">{t('comic.pageFailed', { page: number })}</p>
        <p className="text-sm text-ink-soft">{failure.reason || t('error.unreachable')}</p>
        <Button
          size="small"
          onClick={() => {
            setFailure(undefined)
            setTries(tries + 1)
          }}
        >
          {t('ui.retry')}
        </Button>
      </div>
    )
  }
  return (
    <img
      key={`${src} ${tries}`}
      src={src}
      alt={t('comic.pageAlt', { page: number })}
      width={size?.width ?? undefined}
      height={size?.height ?? undefined}
      decoding="async"
      loading={isEager ? 'eager' : 'lazy'}
      draggable={false}
      className={className}
      style={style}
      onLoad={({ currentTarget: image }) => onSize({ width: image.naturalWidth, height: image.naturalHeight })}
      onError={() => void reasonAt(src).then((reason) => setFailure({ src, reason }))}
    />
  )
}
