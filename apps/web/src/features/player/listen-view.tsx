import type { BookPage, PageFile } from '@colophon/contract/web/books.ts'
import type { Playback } from '@colophon/contract/web/media.ts'
import { Link, useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { coverAddress } from '#api/cover-address.ts'
import { lastPlace } from '#reading/last-place.ts'
import { Cover } from '#ui/cover.tsx'
import { cx } from '#ui/cx.ts'
import { Notice } from '#ui/notice.tsx'
import { ChapterList } from './chapter-list.tsx'
import { ListenNotes } from './listen-notes.tsx'
import { usePlayer, usePlayerState } from './player-context.tsx'
import { SleepMenu, SoundMenu, SpeedMenu } from './player-menus.tsx'
import { SeekBar } from './seek-bar.tsx'
import { beginning, chapterAt, timelineOf } from './timeline.ts'
import { ChapterButton, PlayButton, SkipButton } from './transport.tsx'

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** Somebody who opens the player in full only wants to look at it; every other way here is one to listen. */
    isFromPlayer?: boolean
  }
}

/** The player in full: puts its book in, and plays it where somebody has just asked for it. */
export function ListenView({
  book,
  file,
  playback,
  startAt,
  onStarted,
}: {
  book: BookPage
  file: PageFile
  playback: Playback
  /** The moment that somebody asked for, in seconds. */
  startAt: number | undefined
  onStarted: () => void
}) {
  const { t } = useTranslation()
  const player = usePlayer()
  const isOpen = usePlayerState((state) => state.opened?.file.id === file.id)
  const hasFailed = usePlayerState((state) => state.hasFailed)
  const isFinished = usePlayerState((state) => state.isFinished)
  const hasChapters = usePlayerState(({ timeline }) => timeline.chapters.length > 1)
  const chapter = usePlayerState(({ timeline, seconds }) => timeline.chapters[chapterAt(timeline, seconds)]?.title)

  const isLookedAt = useLocation({ select: ({ state }) => state.isFromPlayer === true })
  const hasArrived = useRef(false)
  useEffect(() => {
    const isArriving = !hasArrived.current
    hasArrived.current = true
    if (player.state().opened?.file.id === file.id) {
      if (startAt !== undefined) player.seek(startAt)
      if (isArriving && !isLookedAt && navigator.userActivation?.isActive) player.play()
      return
    }
    const { duration } = timelineOf(
      playback.parts.map(({ durationSeconds }) => durationSeconds),
      [],
    )
    player.open({ book, file, playback }, startAt ?? beginning(lastPlace(book), duration, Date.now()))
    // Whoever came here by a press wants to hear it; whoever loaded the page anew is not to be startled.
    if (navigator.userActivation?.isActive) player.play()
  }, [player, book, file, playback, startAt, isLookedAt])
  useEffect(() => {
    // Loading the page anew goes on where one is, not there once more.
    if (isOpen && startAt !== undefined) onStarted()
  }, [isOpen, startAt, onStarted])

  if (!isOpen) return null
  const names = (role: string) => book.creators.filter((one) => one.role === role).map(({ name }) => name)
  const narrators = names('narrator')
  return (
    <div className={cx('grid gap-10', hasChapters && 'lg:grid-cols-[minmax(0,1fr)_24rem] lg:gap-16')}>
      <section
        aria-label={t('player.region')}
        className="mx-auto flex w-full max-w-xl flex-col items-center gap-6 text-center"
      >
        <Cover
          title={book.title}
          author={names('author')[0]}
          src={coverAddress(book.coverUrl, 'large')}
          color={book.coverColor}
          isEager
          className="w-44 sm:w-56"
        />
        <div className="flex flex-col gap-1">
          <h1 className="font-serif text-2xl font-semibold sm:text-3xl">{book.title}</h1>
          <p className="text-ink-soft">{names('author').join(', ')}</p>
          {narrators.length > 0 ? (
            <p className="text-sm text-ink-faint">{t('player.readBy', { names: narrators.join(', ') })}</p>
          ) : null}
        </div>
        <p aria-live="polite" className="min-h-6 font-medium">
          {isFinished ? t('player.finished') : chapter}
        </p>
        <SeekBar />
        <div className="flex items-center justify-center gap-1 sm:gap-3" dir="ltr">
          <ChapterButton to="previous" />
          <SkipButton to="back" isLarge />
          <PlayButton isLarge />
          <SkipButton to="forward" isLarge />
          <ChapterButton to="next" />
        </div>
        <div className="flex flex-wrap items-center justify-center gap-1">
          <SpeedMenu />
          <SleepMenu />
          <SoundMenu />
          <ListenNotes book={book} file={file} />
        </div>
        {hasFailed ? (
          <Notice>
            {t('player.failed')}. {t('player.failedExplained')}
          </Notice>
        ) : null}
        {isFinished ? <NextInSeries book={book} /> : null}
      </section>
      {hasChapters ? (
        <section className="flex min-w-0 flex-col gap-3">
          <h2 className="px-3 font-serif text-xl font-semibold">{t('player.chapters')}</h2>
          <ChapterList />
        </section>
      ) : null}
    </div>
  )
}

function NextInSeries({ book }: { book: BookPage }) {
  const { t } = useTranslation()
  const series = book.series.find(({ next }) => next !== null)
  const next = series?.next
  if (!series || !next) return null
  return (
    <Link
      to="/books/$bookId/listen"
      params={{ bookId: next.id }}
      search={{}}
      className="flex w-full items-center gap-4 rounded-xl border border-line bg-surface p-4 text-start hover:border-line-strong"
    >
      <Cover title={next.title} src={coverAddress(next.coverUrl, 'small')} color={null} className="w-12 shrink-0" />
      <span>
        <span className="block text-sm text-ink-faint">{t('player.nextInSeries', { series: series.name })}</span>
        <span className="block font-medium">{next.title}</span>
      </span>
    </Link>
  )
}
