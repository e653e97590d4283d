import { LoaderCircle, Pause, Play, RotateCcw, RotateCw, SkipBack, SkipForward } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '#ui/button.tsx'
import { cx } from '#ui/cx.ts'
import { usePlayer, usePlayerState } from './player-context.tsx'
import { chapterAfter, chapterBefore } from './timeline.ts'

/** Play and pause. */
export function PlayButton({ isLarge = false }: { isLarge?: boolean }) {
  const { t } = useTranslation()
  const player = usePlayer()
  const isPlaying = usePlayerState((state) => state.isPlaying)
  const isWaiting = usePlayerState((state) => state.isPlaying && state.isWaiting)
  const size = isLarge ? 30 : 22
  const label = t(isPlaying ? 'player.pause' : 'player.play')
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={() => player.toggle()}
      className={cx(
        'inline-flex shrink-0 items-center justify-center rounded-full bg-accent text-on-accent transition-colors duration-150 hover:bg-accent-strong',
        isLarge ? 'size-16' : 'size-11',
      )}
    >
      {isWaiting ? (
        <LoaderCircle size={size} aria-hidden className="animate-spin" />
      ) : isPlaying ? (
        <Pause size={size} aria-hidden fill="currentColor" strokeWidth={0} />
      ) : (
        <Play size={size} aria-hidden fill="currentColor" strokeWidth={0} className="translate-x-px" />
      )}
    </button>
  )
}

/** A skip by some seconds, which stand in its arrow. */
export function SkipButton({ to, isLarge = false }: { to: 'back' | 'forward'; isLarge?: boolean }) {
  const { t } = useTranslation()
  const player = usePlayer()
  const seconds = usePlayerState(({ settings }) => (to === 'back' ? settings.skipBack : settings.skipForward))
  const Arrow = to === 'back' ? RotateCcw : RotateCw
  return (
    <IconButton
      label={t(`player.${to}`, { count: seconds })}
      onClick={() => player.skip(to === 'back' ? -seconds : seconds)}
      className={cx('relative', isLarge && 'min-h-14 min-w-14')}
    >
      <Arrow size={isLarge ? 34 : 26} aria-hidden strokeWidth={isLarge ? 1.4 : 1.6} />
      <span
        aria-hidden="true"
        className={cx('absolute font-semibold tabular-nums', isLarge ? 'text-[0.6875rem]' : 'text-[0.5625rem]')}
      >
        {seconds}
      </span>
    </IconButton>
  )
}

export function ChapterButton({ to }: { to: 'previous' | 'next' }) {
  const { t } = useTranslation()
  const player = usePlayer()
  const timeline = usePlayerState((state) => state.timeline)
  const canGo = usePlayerState((state) =>
    to === 'previous' ? state.seconds > 0 : chapterAfter(state.timeline, state.seconds) !== undefined,
  )
  const Arrow = to === 'previous' ? SkipBack : SkipForward
  const go = () => {
    const { seconds } = player.state()
    const target = to === 'previous' ? chapterBefore(timeline, seconds) : chapterAfter(timeline, seconds)
    if (target !== undefined) player.seek(target)
  }
  return (
    <IconButton
      label={t(to === 'previous' ? 'player.previousChapter' : 'player.nextChapter')}
      disabled={!canGo}
      onClick={go}
    >
      <Arrow size={22} aria-hidden />
    </IconButton>
  )
}
