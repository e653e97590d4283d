import { type PointerEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ChapterMark, chapterAt } from './chapter-marks.ts'

/** More marks than these would be a grey line. */
const MOST_MARKS = 80

/** Where one is in the book, with its chapters: drag it to go elsewhere, and see where that would be. */
export function ProgressSlider({
  fraction,
  marks,
  isRtl,
  valueText,
  onSeek,
}: {
  fraction: number
  marks: readonly ChapterMark[]
  isRtl: boolean
  valueText: (fraction: number) => string
  onSeek: (fraction: number) => void
}) {
  const { t } = useTranslation()
  const [dragged, setDragged] = useState<number | null>(null)
  const [pointed, setPointed] = useState<number | null>(null)
  const value = dragged ?? fraction
  const told = dragged ?? pointed
  const commit = () => {
    if (dragged !== null) onSeek(dragged)
    setDragged(null)
  }
  const point = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    const share = (event.clientX - left) / width
    setPointed(Math.min(1, Math.max(0, isRtl ? 1 - share : share)))
  }
  return (
    <div
      dir={isRtl ? 'rtl' : 'ltr'}
      className="relative flex min-w-0 flex-1 items-center"
      onPointerMove={point}
      onPointerLeave={() => setPointed(null)}
    >
      {marks.length > 1 && marks.length <= MOST_MARKS ? (
        <div aria-hidden className="pointer-events-none absolute inset-x-2 top-1/2 h-2.5 -translate-y-1/2">
          {marks.map((mark) => (
            <span
              key={mark.href}
              className="absolute h-full w-px bg-line-strong"
              style={{ insetInlineStart: `${mark.fraction * 100}%` }}
            />
          ))}
        </div>
      ) : null}
      <input
        type="range"
        min={0}
        max={1}
        step={0.001}
        value={value}
        aria-label={t('reader.place')}
        aria-valuetext={valueText(value)}
        onChange={(event) => setDragged(Number(event.target.value))}
        onKeyUp={commit}
        onBlur={commit}
        // Whoever dragged it turns pages next; whoever came by keyboard stays.
        onPointerUp={(event) => {
          commit()
          event.currentTarget.blur()
        }}
        className="slider relative h-11 w-full"
      />
      {told === null ? null : (
        <div
          aria-hidden
          className="pointer-events-none absolute bottom-full mb-1 max-w-64 -translate-x-1/2 truncate rounded-lg border border-line bg-surface px-3 py-1.5 text-sm shadow-raised rtl:translate-x-1/2"
          style={{ insetInlineStart: `clamp(4rem, ${told * 100}%, calc(100% - 4rem))` }}
        >
          {valueText(told)}
        </div>
      )}
    </div>
  )
}

/** Says where a place is: its share of the book, and its chapter. */
export function usePlaceWords(marks: readonly ChapterMark[]) {
  const { t } = useTranslation()
  return (fraction: number) =>
    t('reader.placeValue', { share: fraction, chapter: chapterAt(marks, fraction)?.label ?? '' }).trim()
}
