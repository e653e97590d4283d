import type { BookPage } from '@colophon/contract/web/books.ts'
import { LayoutGrid, Maximize, Minimize, ZoomIn, ZoomOut } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { address } from '#api/address.ts'
import { BookmarkButtons } from '#reading/notes/bookmark-buttons.tsx'
import { NotesPanel } from '#reading/notes/notes-panel.tsx'
import { useBookmark } from '#reading/notes/use-bookmark.ts'
import { useNotes } from '#reading/notes/use-notes.ts'
import { firstPage, pageLocator, pageOf, pageOfNote } from '#reading/page-place.ts'
import { PlaceNotice } from '#reading/place-notice.tsx'
import { useBookPlace } from '#reading/use-book-place.ts'
import { useFullScreen } from '#reading/use-full-screen.ts'
import { useWakeLock } from '#reading/use-wake-lock.ts'
import { buttonClass, IconButton } from '#ui/button.tsx'
import { cx } from '#ui/cx.ts'
import { ReaderFooter, ReaderHeader } from '#ui/reader-bars.tsx'
import { ComicMenu } from './comic-menu.tsx'
import type { Comic } from './comic-pages.ts'
import { useComicSettings } from './comic-settings.ts'
import { PageGrid } from './page-grid.tsx'
import { PagedView } from './paged-view.tsx'
import { looksLikeStrip, type PageSize, singles, spreadsOf } from './spreads.ts'
import { StripView } from './strip-view.tsx'
import { useComicKeys } from './use-comic-keys.ts'
import { zooms } from './use-pan-and-zoom.ts'

const grounds = { paper: 'bg-paper', black: 'bg-black', white: 'bg-white' } as const

/** A comic with its pages at hand. */
export function OpenComic({ comic, book, startAt }: { comic: Comic; book: BookPage; startAt: string | null }) {
  const { t } = useTranslation()
  const count = comic.list.pages.length
  const [settings, change] = useComicSettings(book.id)
  const [sizes, setSizes] = useState<readonly PageSize[]>(comic.list.pages)
  const places = useBookPlace(book, comic.fileId)
  const [page, setPage] = useState(() => firstPage(count, places.from, startAt) - 1)
  const [zoom, setZoom] = useState(1)
  const [areBarsShown, setBarsShown] = useState(true)
  const [isGridOpen, setGridOpen] = useState(false)
  const [areNotesOpen, setNotesOpen] = useState(false)
  const [isAtEnd, setAtEnd] = useState(false)
  const strip = useRef<HTMLElement>(null)
  const { isFull, toggle: toggleFull } = useFullScreen()
  const isWideWindow = useIsWide()
  useWakeLock()

  const isStrip = settings.layout === 'strip' || (settings.layout === 'auto' && looksLikeStrip(comic.list.pages))
  const isSpread = settings.layout === 'spread' || (settings.layout === 'auto' && isWideWindow)
  const isRightToLeft = (settings.direction === 'auto' ? comic.list.direction : settings.direction) === 'rtl'
  const spreads = useMemo(
    () => (isSpread ? spreadsOf(sizes, settings.isCoverAlone) : singles(sizes)),
    [sizes, isSpread, settings.isCoverAlone],
  )
  const at = Math.max(
    0,
    spreads.findIndex((spread) => spread.includes(page)),
  )

  function show(index: number, last = index) {
    setPage(index)
    setAtEnd(false)
    places.keep({ fraction: (last + 1) / count, locator: pageLocator(index + 1) })
  }

  function turnTo(step: number) {
    const spread = spreads[Math.max(0, step)]
    if (!spread) {
      setAtEnd(true)
      return
    }
    setZoom((before) => (settings.fit === 'page' ? 1 : before))
    show(spread[0] ?? 0, spread.at(-1))
  }

  function goTo(index: number) {
    setGridOpen(false)
    if (isStrip) strip.current?.children[0]?.children[index]?.scrollIntoView({ block: 'start' })
    else turnTo(spreads.findIndex((spread) => spread.includes(index)))
  }

  const shown = spreads[at] ?? [page]
  const notes = useNotes(book.id)
  const bookmark = useBookmark(
    notes,
    ({ locator, fileId }) => {
      const marked = fileId === comic.fileId ? pageOf(locator) : undefined
      return marked !== undefined && (isStrip ? [page] : shown).includes(marked - 1)
    },
    () => ({ locator: pageLocator(page + 1), fraction: (page + 1) / count, chapter: null, fileId: comic.fileId }),
  )

  const next = () => (isAtEnd ? undefined : turnTo(at + 1))
  const previous = () => (isAtEnd ? setAtEnd(false) : turnTo(at - 1))
  const toSide = (side: 'left' | 'right') => ((side === 'right') === isRightToLeft ? previous() : next())
  const zoomBy = (factor: number) =>
    setZoom((before) => Math.min(zooms.most, Math.max(isStrip ? 0.5 : zooms.least, before * factor)))
  useComicKeys({
    strip: isStrip ? strip : undefined,
    onLeft: () => toSide('left'),
    onRight: () => toSide('right'),
    onNext: next,
    onPrevious: previous,
    onFirst: () => goTo(0),
    onLast: () => goTo(count - 1),
    onZoom: (factor) => (factor === 0 ? setZoom(1) : zoomBy(factor)),
    onFull: toggleFull,
    onGrid: () => setGridOpen(true),
    onBookmark: bookmark.toggle,
    onNotes: () => setNotesOpen(true),
  })

  const learn = (index: number, size: { width: number; height: number }) =>
    setSizes((before) =>
      before[index]?.width ? before : before.map((known, other) => (other === index ? size : known)),
    )
  const toggleBars = () => setBarsShown((shown) => !shown)
  const shownPages =
    isStrip || shown.length === 1 ? String(page + 1) : `${(shown[0] ?? 0) + 1}–${(shown.at(-1) ?? 0) + 1}`
  const backToBook = address(`/books/${encodeURIComponent(book.id)}`)

  return (
    <div className={cx('fixed inset-0 overflow-hidden', grounds[settings.background])}>
      <ReaderHeader
        title={book.title}
        back={{ href: backToBook, label: t('reader.back', { title: book.title }) }}
        isShown={areBarsShown}
      >
        <IconButton label={t('comic.zoomOut')} onClick={() => zoomBy(1 / 1.25)} className="max-sm:hidden">
          <ZoomOut size={20} aria-hidden />
        </IconButton>
        <IconButton label={t('comic.zoomIn')} onClick={() => zoomBy(1.25)} className="max-sm:hidden">
          <ZoomIn size={20} aria-hidden />
        </IconButton>
        <BookmarkButtons
          isSet={bookmark.isSet}
          said={bookmark.said}
          onToggle={bookmark.toggle}
          onList={() => setNotesOpen(true)}
        />
        <IconButton label={t('comic.overview')} onClick={() => setGridOpen(true)}>
          <LayoutGrid size={20} aria-hidden />
        </IconButton>
        {toggleFull ? (
          <IconButton
            label={t(isFull ? 'comic.leaveFull' : 'comic.full')}
            onClick={toggleFull}
            className="max-sm:hidden"
          >
            {isFull ? <Minimize size={20} aria-hidden /> : <Maximize size={20} aria-hidden />}
          </IconButton>
        ) : null}
        <ComicMenu settings={settings} onChange={change} />
      </ReaderHeader>

      {isStrip ? (
        <StripView
          key="strip"
          comic={comic}
          sizes={sizes}
          first={page}
          zoom={zoom}
          target={strip}
          onPage={(index, atEnd) => {
            const last = atEnd ? count - 1 : index
            if (last !== page) show(last)
          }}
          onTap={toggleBars}
          onSize={learn}
          end={<TheEnd book={book} backToBook={backToBook} />}
        />
      ) : (
        <PagedView
          comic={comic}
          sizes={sizes}
          spread={shown}
          isRightToLeft={isRightToLeft}
          fit={settings.fit}
          zoom={zoom}
          onZoom={setZoom}
          onTap={(side) => (side === 'middle' ? toggleBars() : toSide(side))}
          onSwipe={(to) => toSide(to === 'left' ? 'right' : 'left')}
          onTurn={(to) => (to === 'next' ? next() : previous())}
          onSize={learn}
        />
      )}

      {isAtEnd && !isStrip ? <TheEnd book={book} backToBook={backToBook} onStay={() => setAtEnd(false)} /> : null}

      {places.news ? (
        <PlaceNotice
          news={places.news}
          onClose={places.dismissNews}
          onGo={() => {
            const { place } = places.news ?? {}
            places.dismissNews()
            if (place) goTo(firstPage(count, place, null) - 1)
          }}
        />
      ) : null}

      <ReaderFooter isShown={areBarsShown}>
        <input
          type="range"
          min={1}
          max={count}
          step={1}
          value={page + 1}
          dir={isRightToLeft && !isStrip ? 'rtl' : 'ltr'}
          aria-label={t('comic.place')}
          aria-valuetext={t('comic.pageOf', { page: shownPages, count })}
          onChange={(event) => goTo(Number(event.target.value) - 1)}
          onPointerUp={(event) => event.currentTarget.blur()}
          className="slider h-9 min-w-0 flex-1"
        />
        <output className="shrink-0 text-sm text-ink-faint tabular-nums">
          {t('comic.pageOf', { page: shownPages, count })}
        </output>
      </ReaderFooter>

      <PageGrid
        comic={comic}
        current={page}
        isOpen={isGridOpen}
        isRightToLeft={isRightToLeft}
        onGo={goTo}
        onClose={() => setGridOpen(false)}
      />
      <NotesPanel
        bookId={book.id}
        notes={notes}
        none={t('reader.noBookmarks')}
        isOpen={areNotesOpen}
        onGo={(note) => goTo(pageOfNote(count, comic.fileId, note) - 1)}
        onClose={() => setNotesOpen(false)}
      />
    </div>
  )
}

/** After the last page: where to go on. */
function TheEnd({
  book,
  backToBook,
  onStay,
}: {
  book: BookPage
  backToBook: string
  /** Back to the last page, which this covers; in a strip it stands below. */
  onStay?: () => void
}) {
  const { t } = useTranslation()
  const series = book.series.find(({ next }) => next !== null)
  return (
    <section
      aria-label={t('comic.end')}
      className={cx(
        'grid place-content-center gap-4 p-8 text-center text-ink',
        onStay ? 'absolute inset-0 z-10 bg-paper/95' : 'min-h-[70vh] bg-paper',
      )}
    >
      <h2 className="font-serif text-2xl font-semibold">{t('comic.end')}</h2>
      {series?.next ? (
        <a href={address(`/books/${encodeURIComponent(series.next.id)}`)} className={buttonClass({ kind: 'primary' })}>
          {t('comic.nextInSeries', { title: series.next.title })}
        </a>
      ) : null}
      <a href={backToBook} className={buttonClass()}>
        {t('reader.toBook')}
      </a>
      {onStay ? (
        <button type="button" onClick={onStay} className={buttonClass({ kind: 'ghost' })}>
          {t('comic.lastPage')}
        </button>
      ) : null}
    </section>
  )
}

function useIsWide(): boolean {
  const query = '(min-aspect-ratio: 11/10) and (min-width: 800px)'
  const [isWide, setWide] = useState(() => matchMedia(query).matches)
  useEffect(() => {
    const list = matchMedia(query)
    const follow = () => setWide(list.matches)
    list.addEventListener('change', follow)
    return () => list.removeEventListener('change', follow)
  }, [])
  return isWide
}
