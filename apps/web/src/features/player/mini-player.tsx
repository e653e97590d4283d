import { Link, useLocation } from '@tanstack/react-router'
import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { coverAddress } from '#api/cover-address.ts'
import { IconButton } from '#ui/button.tsx'
import { Cover } from '#ui/cover.tsx'
import { clockTime } from './clock-time.ts'
import { usePlayer, usePlayerState } from './player-context.tsx'
import { chapterAt, wholeSeconds } from './timeline.ts'
import { PlayButton, SkipButton } from './transport.tsx'

/** What plays, at the foot of every page but its own. */
export function MiniPlayer() {
  const { t } = useTranslation()
  const player = usePlayer()
  const opened = usePlayerState((state) => state.opened)
  const seconds = usePlayerState((state) => wholeSeconds(state.seconds))
  const timeline = usePlayerState((state) => state.timeline)
  const path = useLocation({ select: ({ pathname }) => pathname })
  if (!opened || path === `/books/${opened.book.id}/listen`) return null
  const { book } = opened
  const chapter = timeline.chapters[chapterAt(timeline, seconds)]?.title
  const share = timeline.duration > 0 ? Math.min(1, seconds / timeline.duration) : 0
  return (
    <>
      <div aria-hidden="true" className="h-20" />
      <section
        aria-label={t('player.region')}
        data-foot="player"
        className="fixed inset-x-0 bottom-[calc(3.5rem+env(safe-area-inset-bottom))] z-30 border-t border-line bg-surface md:start-[4.75rem] md:bottom-0 lg:start-[15rem]"
      >
        <div aria-hidden="true" className="h-0.5 bg-line">
          <div className="h-full bg-accent" style={{ width: `${share * 100}%` }} />
        </div>
        <div className="mx-auto flex max-w-[100rem] items-center gap-2 px-3 py-2 md:gap-4 md:px-10">
          <Link
            to="/books/$bookId/listen"
            params={{ bookId: book.id }}
            search={{ file: opened.file.id }}
            state={{ isFromPlayer: true }}
            aria-label={t('player.open', { title: book.title })}
            className="flex min-w-0 flex-1 items-center gap-3 rounded-lg"
          >
            <Cover
              title={book.title}
              src={coverAddress(book.coverUrl, 'small')}
              color={book.coverColor}
              isEager
              className="w-9 shrink-0"
            />
            <span className="min-w-0 flex-1">
              <span className="block truncate text-[0.9375rem] font-medium">{book.title}</span>
              <span className="block truncate text-sm text-ink-faint tabular-nums">
                {[chapter, clockTime(seconds)].filter(Boolean).join(' · ')}
              </span>
            </span>
          </Link>
          <SkipButton to="back" />
          <PlayButton />
          <span className="max-sm:hidden">
            <SkipButton to="forward" />
          </span>
          <IconButton label={t('player.close')} onClick={() => player.close()}>
            <X size={20} aria-hidden />
          </IconButton>
        </div>
      </section>
    </>
  )
}
