import { useTranslation } from 'react-i18next'
import { clockTime } from './clock-time.ts'
import { usePlayer, usePlayerState } from './player-context.tsx'
import { chapterAt, wholeSeconds } from './timeline.ts'

/** Marks closer than this share of the bar would only be a smudge. */
const MOST_MARKS = 80

/** Where in the book, with the beginnings of the chapters, and how long it still takes at the present speed. */
export function SeekBar() {
  const { t } = useTranslation()
  const player = usePlayer()
  const seconds = usePlayerState((state) => wholeSeconds(state.seconds))
  const timeline = usePlayerState((state) => state.timeline)
  const speed = usePlayerState((state) => state.settings.speed)
  const { duration, chapters } = timeline
  const chapter = chapters[chapterAt(timeline, seconds)]
  const left = t('player.left', { time: clockTime((duration - seconds) / speed) })
  return (
    <div className="flex w-full flex-col gap-1">
      <div className="relative">
        <input
          type="range"
          min={0}
          max={Math.max(1, Math.floor(duration))}
          step={1}
          value={seconds}
          aria-label={t('player.place')}
          aria-valuetext={t('player.placeValue', {
            time: clockTime(seconds),
            whole: clockTime(duration),
            chapter: chapter?.title ?? '',
          })}
          onChange={(event) => player.seek(Number(event.target.value))}
          className="slider block h-9 w-full"
        />
        {chapters.length > 1 && chapters.length <= MOST_MARKS && duration > 0
          ? chapters
              .slice(1)
              .map(({ start }) => (
                <span
                  key={start}
                  aria-hidden="true"
                  className="pointer-events-none absolute top-1/2 h-2 w-px -translate-y-1/2 bg-line-strong"
                  style={{ insetInlineStart: `${(start / duration) * 100}%` }}
                />
              ))
          : null}
      </div>
      <div className="flex justify-between text-sm text-ink-faint tabular-nums">
        <span>{clockTime(seconds)}</span>
        <span>{left}</span>
      </div>
    </div>
  )
}
