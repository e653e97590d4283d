import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from '#ui/cx.ts'
import { clockTime } from './clock-time.ts'
import { usePlayer, usePlayerState } from './player-context.tsx'
import { chapterAt } from './timeline.ts'

/** The chapters; the one that is heard is marked and in view. */
export function ChapterList() {
  const { t } = useTranslation()
  const player = usePlayer()
  const chapters = usePlayerState(({ timeline }) => timeline.chapters)
  const current = usePlayerState(({ timeline, seconds }) => chapterAt(timeline, seconds))
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    const entry = list.current?.children[current]
    if (!list.current || !(entry instanceof HTMLElement)) return
    // Only the list moves, never the page around it.
    list.current.scrollTop = entry.offsetTop - list.current.clientHeight / 2
  }, [current])
  return (
    <ol ref={list} aria-label={t('player.chapters')} className="relative max-h-[28rem] overflow-y-auto lg:max-h-[60vh]">
      {chapters.map(({ title, start, end }, index) => (
        <li key={start + title}>
          <button
            type="button"
            aria-current={index === current ? 'true' : undefined}
            onClick={() => {
              player.seek(start)
              player.play()
            }}
            className={cx(
              'flex min-h-11 w-full items-center gap-4 rounded-lg px-3 py-2 text-start text-[0.9375rem] hover:bg-sunken',
              index === current && 'bg-accent-soft font-medium text-accent',
            )}
          >
            <span className="min-w-0 flex-1">{title}</span>
            <span className="text-sm text-ink-faint tabular-nums">{clockTime(Math.round(end - start))}</span>
          </button>
        </li>
      ))}
    </ol>
  )
}
