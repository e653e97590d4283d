import type { BookPage, PageFile } from '@colophon/contract/web/books.ts'
import type { OpenBook } from 'foliate-js/view.js'
import { Bookmark, Search, TableOfContents, Undo2 } from 'lucide-react'
import { useDeferredValue, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { address } from '#api/address.ts'
import { NoteDialog } from '#reading/notes/note-dialog.tsx'
import { NotesList } from '#reading/notes/notes-list.tsx'
import { PassageBar } from '#reading/notes/passage-bar.tsx'
import { copyText, quotation, shareText } from '#reading/notes/share-passage.ts'
import { useNotes } from '#reading/notes/use-notes.ts'
import { PlaceNotice } from '#reading/place-notice.tsx'
import { useBookPlace } from '#reading/use-book-place.ts'
import { useFullScreen } from '#reading/use-full-screen.ts'
import { useWakeLock } from '#reading/use-wake-lock.ts'
import { IconButton } from '#ui/button.tsx'
import { cx } from '#ui/cx.ts'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { ReaderFooter, ReaderHeader } from '#ui/reader-bars.tsx'
import { AloudBar } from './aloud-bar.tsx'
import { BookPanel, type PanelPart } from './book-panel.tsx'
import { type ChapterMark, chapterMarks } from './chapter-marks.ts'
import { ContentsList } from './contents-list.tsx'
import { EndDialog } from './end-dialog.tsx'
import { isNoteLink } from './find-note.ts'
import { pictureOnPage, pictureUnder } from './find-picture.ts'
import { noteBehind, type ShownNote } from './follow-link.ts'
import { FootnoteDialog } from './footnote-dialog.tsx'
import { FoundBar } from './found-bar.tsx'
import type { Command } from './keys.ts'
import { KeysDialog } from './keys-dialog.tsx'
import { isOnPage, placeIn } from './note-places.ts'
import { PageButton } from './page-button.tsx'
import { type Picture, PictureDialog } from './picture-dialog.tsx'
import { usePageWords, useTimeWords } from './place-words.tsx'
import { ProgressSlider, usePlaceWords } from './progress-slider.tsx'
import { ReaderMenu } from './reader-menu.tsx'
import { ranges, useReaderSettings } from './reader-settings.ts'
import { SearchPanel } from './search-panel.tsx'
import { SettingsMenu } from './settings-menu.tsx'
import { goToFraction } from './turning.ts'
import { useBookSearch } from './use-book-search.ts'
import { useBookView } from './use-book-view.ts'
import { useMarks } from './use-marks.ts'
import { usePagePaper } from './use-page-paper.ts'
import { usePassage } from './use-passage.ts'
import { useReadAloud } from './use-read-aloud.ts'
import { useReadingSpeed } from './use-reading-speed.ts'

type OpenPart = PanelPart | 'search' | 'settings' | 'keys' | 'end' | null

/** An open book with everything around it. */
export function Reader({
  book,
  page,
  file,
  startAt,
}: {
  book: OpenBook
  page: BookPage
  file: PageFile
  startAt: string | null
}) {
  const { t, i18n } = useTranslation()
  const host = useRef<HTMLDivElement>(null)
  const inUse = useReaderSettings(page.id)
  const { settings, change } = inUse
  const paper = usePagePaper(settings)
  const [areBarsShown, setBarsShown] = useState(true)
  const [open, setOpen] = useState<OpenPart>(null)
  const [picture, setPicture] = useState<Picture | null>(null)
  const [footnote, setFootnote] = useState<ShownNote | null>(null)
  const [found, setFound] = useState<number | null>(null)
  const [said, say] = useSaying()
  const places = useBookPlace(page, file.id)
  const notes = useNotes(page.id)
  const fullScreen = useFullScreen()
  const close = () => setOpen(null)

  const { view, location, contents, canGoBack } = useBookView(host, {
    book,
    from: inFile(places.from, file.id),
    startAt,
    paper,
    settings,
    events: {
      onMiddle: () => {
        if (passages.passage) passages.close()
        else setBarsShown((shown) => !shown)
      },
      onTurn: (by) => {
        passages.close()
        if (by === 'finger' || by === 'wheel') setBarsShown(false)
      },
      onCommand: (command) => obey(command),
      onClick: (event) => {
        const touched = view?.renderer.getContents().some(({ overlayer }) => overlayer?.hitTest(event).length) ?? false
        const shown = touched ? undefined : pictureUnder(event)
        if (shown) setPicture(shown)
        return touched || shown !== undefined
      },
      onPlace: places.keep,
      onLink: ({ element, href }) => {
        if (!isNoteLink(element)) return false
        void noteBehind(book, element, href)
          .catch(() => undefined)
          .then((note) => (note ? setFootnote(note) : view?.goTo(href)))
        return true
      },
      onSelect: (selected) => passages.select(selected),
      onMark: (mark) => passages.touch(mark),
      onPage: () => marks.drawAgain(),
      onEnd: () => {
        places.keep({ fraction: 1, locator: location?.cfi ?? '' })
        setOpen('end')
      },
      draw: (mark) => marks.draw(mark),
    },
  })
  // Everything around the page is put together once the page that somebody waits for is there.
  const settled = useDeferredValue(view)
  const fraction = location?.fraction ?? places.from?.fraction ?? 0
  const chapter = location?.tocItem?.label?.trim() || null
  const search = useBookSearch(view, book)
  const aloud = useReadAloud(view)
  const pointed = aloud?.sentence ?? (found === null ? null : (search.passages[found]?.cfi ?? null))
  const marks = useMarks(view, notes.list, file.id, pointed)
  const passages = usePassage({ view, notes, fileId: file.id, where: () => ({ fraction, chapter }) })
  const chapters = useChapterMarks(book, view)
  const timeLeft = useReadingSpeed(view?.isFixedLayout ? undefined : location)
  const pageWords = usePageWords(location, view?.isFixedLayout ?? false)
  const timeWords = useTimeWords()
  const placeWords = usePlaceWords(chapters)
  useWakeLock()

  const bookmarks = notes.list.filter(
    ({ kind, locator }) => kind === 'bookmark' && locator && location && isOnPage(location.cfi, locator),
  )
  const isRtl = book.dir === 'rtl'
  const isPaged = settings.flow === 'pages' || view?.isFixedLayout

  const goToFound = (at: number) => {
    const passage = search.passages[at]
    if (!passage) return
    setFound(at)
    close()
    void view?.goTo(passage.cfi)
  }
  const toggleBookmark = () => {
    if (!location) return
    if (bookmarks.length > 0) for (const { id } of bookmarks) notes.keeper.remove(id)
    else {
      const quote = location.range?.toString().replace(/\s+/g, ' ').trim().slice(0, 160) || null
      const bookmark = { kind: 'bookmark', quote, note: null, color: null, locator: location.cfi } as const
      notes.keeper.add({ ...bookmark, fraction, chapter, fileId: file.id })
    }
    say(t(bookmarks.length > 0 ? 'reader.bookmarkGone' : 'reader.bookmarked'))
  }
  const obey = (command: Command) => {
    const { fontSize } = ranges
    if (command === 'contents' || command === 'notes' || command === 'search' || command === 'keys') setOpen(command)
    else if (command === 'settings') {
      setBarsShown(true)
      setOpen('settings')
    } else if (command === 'bookmark') toggleBookmark()
    else if (command === 'highlight') passages.mark('yellow')
    else if (command === 'note') passages.write()
    else if (command === 'picture') setPicture((view && pictureOnPage(view, location?.range)) ?? null)
    else if (command === 'fullscreen') fullScreen.toggle?.()
    else if (command === 'larger') change({ fontSize: Math.min(fontSize.most, settings.fontSize + fontSize.step) })
    else if (command === 'smaller') change({ fontSize: Math.max(fontSize.least, settings.fontSize - fontSize.step) })
    else if (command === 'return') view?.history.back()
    else if (command === 'aloud') toggleAloud()
    else if (passages.passage) passages.close()
    else if (aloud?.state) aloud.stop()
    else if (found !== null) setFound(null)
    else setBarsShown((shown) => !shown)
  }
  const toggleAloud = () => {
    if (aloud?.state) aloud.stop()
    else aloud?.start(location?.range ?? null)
  }
  const share = async () => {
    if (!passages.passage) return
    const outcome = await shareText(quotation(passages.passage.text, page))
    if (outcome === 'copied') say(t('reader.copied'))
    passages.close()
  }
  const copy = async () => {
    if (passages.passage && (await copyText(passages.passage.text))) say(t('reader.copied'))
    passages.close()
  }

  return (
    <div className="fixed inset-0 overflow-hidden bg-paper text-ink">
      <ReaderHeader
        isShown={areBarsShown}
        title={page.title}
        back={{
          href: address(`/books/${encodeURIComponent(page.id)}`),
          label: t('reader.back', { title: page.title }),
        }}
      >
        {settled ? (
          <>
            {contents.length > 0 ? (
              <IconButton label={t('reader.contents')} onClick={() => setOpen('contents')}>
                <TableOfContents size={20} aria-hidden />
              </IconButton>
            ) : null}
            {settled.isFixedLayout ? null : (
              <IconButton label={t('reader.search')} onClick={() => setOpen('search')}>
                <Search size={19} aria-hidden />
              </IconButton>
            )}
            <IconButton label={t('reader.bookmark')} aria-pressed={bookmarks.length > 0} onClick={toggleBookmark}>
              <Bookmark size={20} aria-hidden className={cx(bookmarks.length > 0 && 'fill-accent text-accent')} />
            </IconButton>
            <SettingsMenu
              inUse={inUse}
              isFixedLayout={settled.isFixedLayout}
              isOpen={open === 'settings'}
              onOpenChange={(isOpen) => setOpen(isOpen ? 'settings' : null)}
            />
            <ReaderMenu
              isFull={fullScreen.isFull}
              onFullScreen={fullScreen.toggle ?? null}
              onAloud={aloud ? toggleAloud : null}
              onNotes={() => setOpen('notes')}
              onKeys={() => setOpen('keys')}
            />
          </>
        ) : null}
      </ReaderHeader>

      <main
        ref={host}
        // Inside, the book says for itself in which direction it runs.
        dir="ltr"
        aria-label={t('reader.page')}
        aria-busy={view === undefined}
        className="absolute inset-0 [&>foliate-view]:block [&>foliate-view]:size-full"
      />
      {isPaged ? (
        <div aria-hidden className="pointer-events-none absolute inset-0 text-xs text-ink-faint">
          <p className="absolute inset-x-14 top-0 flex h-14 items-center justify-center truncate">{chapter}</p>
          <p className="absolute inset-x-6 bottom-0 flex h-14 items-center justify-between gap-4 tabular-nums">
            <span>{pageWords}</span>
            <span>{timeLeft ? timeWords(timeLeft.chapter, 'chapter') : null}</span>
          </p>
        </div>
      ) : null}
      {bookmarks.length > 0 ? (
        <svg
          aria-hidden
          viewBox="0 0 20 32"
          className="pointer-events-none absolute end-6 top-0 z-5 w-5 text-accent sm:end-10"
        >
          <path fill="currentColor" d="M0 0h20v32l-10-8-10 8z" />
        </svg>
      ) : null}
      <Light dimness={settings.dimness} warmth={settings.warmth} />

      {settled ? (
        <>
          <PageButton side="left" label={t('reader.left')} onClick={() => view?.goLeft()} />
          <PageButton side="right" label={t('reader.right')} onClick={() => view?.goRight()} />

          {places.news ? (
            <PlaceNotice
              news={places.news}
              onClose={places.dismissNews}
              onGo={() => {
                const { place } = places.news ?? {}
                places.dismissNews()
                if (place?.locator?.startsWith('epubcfi(')) void view?.goTo(place.locator)
                else if (place && view) void goToFraction(view, place.fraction)
              }}
            />
          ) : null}
          {notes.refusal ? (
            <div className="absolute inset-x-2 top-16 z-20 mx-auto max-w-md">
              <ErrorNotice error={notes.refusal} />
            </div>
          ) : null}
          <p
            role="status"
            className={cx(
              'pointer-events-none absolute inset-x-0 bottom-20 z-20 mx-auto w-fit rounded-full bg-ink px-4 py-2 text-sm text-paper transition-opacity',
              said ? 'opacity-100' : 'opacity-0',
            )}
          >
            {said}
          </p>

          <ReaderFooter isShown={areBarsShown}>
            {canGoBack ? (
              <button
                type="button"
                className="inline-flex min-h-11 shrink-0 items-center gap-1.5 rounded-lg px-2 text-sm text-ink-soft hover:bg-sunken hover:text-ink"
                onClick={() => view?.history.back()}
              >
                <Undo2 size={16} aria-hidden />
                {t('reader.returnBack')}
              </button>
            ) : null}
            <span className="hidden max-w-1/4 min-w-0 shrink-0 truncate text-sm text-ink-faint md:block">
              {chapter}
            </span>
            <ProgressSlider
              fraction={fraction}
              marks={chapters}
              isRtl={isRtl}
              valueText={placeWords}
              onSeek={(share) => view && void goToFraction(view, share)}
            />
            <span className="flex shrink-0 flex-col items-end text-xs leading-tight text-ink-faint tabular-nums sm:text-sm">
              <span>
                <span className="max-sm:hidden">{pageWords ? `${pageWords} · ` : ''}</span>
                {t('reader.share', { share: fraction })}
              </span>
              {timeLeft ? <span className="text-xs">{timeWords(timeLeft.book, 'book')}</span> : null}
            </span>
          </ReaderFooter>

          {found !== null && search.passages.length > 0 && !aloud?.state ? (
            <FoundBar
              at={found}
              count={search.passages.length}
              onStep={(by) => goToFound(found + by)}
              onOpen={() => setOpen('search')}
              onClose={() => setFound(null)}
            />
          ) : null}
          {aloud?.state ? <AloudBar aloud={aloud} language={page.language ?? i18n.language} /> : null}
          {passages.passage ? (
            <PassageBar
              spot={passages.passage.spot}
              text={passages.passage.text}
              language={passages.passage.language}
              color={passages.passage.note?.color ?? null}
              onColor={(color) => passages.mark(color)}
              onNote={passages.write}
              onCopy={copy}
              onShare={share}
              onSearch={() => {
                search.look(passages.passage?.text.slice(0, 100) ?? '')
                passages.close()
                setOpen('search')
              }}
              onRemove={passages.passage.note ? passages.remove : undefined}
            />
          ) : null}

          <BookPanel
            part={open === 'contents' || open === 'notes' ? open : null}
            onChoose={setOpen}
            onClose={close}
            contents={
              <ContentsList
                contents={contents}
                current={location?.tocItem?.href ?? null}
                onGo={(href) => {
                  close()
                  void settled.goTo(href)
                }}
              />
            }
            notes={
              <NotesList
                bookId={page.id}
                notes={notes.list}
                none={t('reader.noNotes')}
                onGo={(note) => {
                  const place = placeIn(file.id, note)
                  close()
                  if (place) void settled.goTo(place)
                  else void goToFraction(settled, note.fraction ?? 0)
                }}
                onEdit={(note) => {
                  close()
                  passages.edit(note)
                }}
                onRemove={({ id }) => notes.keeper.remove(id)}
              />
            }
          />
          <SearchPanel
            isOpen={open === 'search'}
            search={search}
            onGo={(passage) => goToFound(search.passages.indexOf(passage))}
            onClose={close}
          />
          <NoteDialog note={passages.written} onSave={passages.save} onClose={() => passages.edit(null)} />
          <FootnoteDialog
            note={footnote}
            paper={paper}
            fontSize={settings.fontSize}
            onGo={(href) => {
              setFootnote(null)
              void settled.goTo(href)
            }}
            onClose={() => setFootnote(null)}
          />
          <PictureDialog picture={picture} onClose={() => setPicture(null)} />
          <KeysDialog isOpen={open === 'keys'} onClose={close} />
          <EndDialog book={page} isOpen={open === 'end'} onClose={close} />
        </>
      ) : null}
    </div>
  )
}

/** Darker and warmer than the screen would be, over everything but what is operated. */
function Light({ dimness, warmth }: { dimness: number; warmth: number }) {
  if (dimness === 0 && warmth === 0) return null
  return (
    <div aria-hidden className="pointer-events-none fixed inset-0 z-5">
      <div className="absolute inset-0 bg-[#ff9a3c] mix-blend-multiply" style={{ opacity: warmth * 0.5 }} />
      <div className="absolute inset-0 bg-black" style={{ opacity: dimness }} />
    </div>
  )
}

function useChapterMarks(book: OpenBook, view: ReturnType<typeof useBookView>['view']): ChapterMark[] {
  const [marks, setMarks] = useState<ChapterMark[]>([])
  useEffect(() => {
    if (view) void chapterMarks(book, view.getSectionFractions()).then(setMarks)
  }, [book, view])
  return marks
}

/** Words of another file, of another format of the book say, tell nothing about where something is in this one. */
const inFile = <Known extends { fileId: string | null; locator: string | null }>(
  place: Known | null,
  fileId: string,
) => (place && place.fileId !== null && place.fileId !== fileId ? { ...place, locator: null } : place)

/** A word that is said for a moment. */
function useSaying(): [string, (words: string) => void] {
  const [said, setSaid] = useState('')
  useEffect(() => {
    if (!said) return
    const timer = setTimeout(() => setSaid(''), 2_500)
    return () => clearTimeout(timer)
  }, [said])
  return [said, setSaid]
}
