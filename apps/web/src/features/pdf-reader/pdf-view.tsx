import type { BookAnnotation } from '@colophon/contract/web/annotations.ts'
import type { BookPage } from '@colophon/contract/web/books.ts'
import { PanelLeft, RotateCw, Search, Undo2, ZoomIn, ZoomOut } from 'lucide-react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { address } from '#api/address.ts'
import { BookmarkButtons } from '#reading/notes/bookmark-buttons.tsx'
import { NoteDialog } from '#reading/notes/note-dialog.tsx'
import { NotesPanel } from '#reading/notes/notes-panel.tsx'
import { PassageBar } from '#reading/notes/passage-bar.tsx'
import { copyText, quotation, shareText } from '#reading/notes/share-passage.ts'
import { useBookmark } from '#reading/notes/use-bookmark.ts'
import { useNotes } from '#reading/notes/use-notes.ts'
import { firstPage, pageLocator, pageOf, pageOfNote } from '#reading/page-place.ts'
import { PlaceNotice } from '#reading/place-notice.tsx'
import { useBookPlace } from '#reading/use-book-place.ts'
import type { Paper } from '#reading/use-paper.ts'
import { useWakeLock } from '#reading/use-wake-lock.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { ReaderFooter, ReaderHeader } from '#ui/reader-bars.tsx'
import { markHits, unmarkHits } from './mark-hits.ts'
import { boxesOf } from './page-boxes.ts'
import { zoomRange } from './page-layout.ts'
import { PdfMenu } from './pdf-menu.tsx'
import { PdfPage } from './pdf-page.tsx'
import { PdfPanel } from './pdf-panel.tsx'
import type { PdfSettings } from './pdf-settings.ts'
import { SearchBar } from './search-bar.tsx'
import type { OpenPdf } from './use-open-pdf.ts'
import { usePageTrail } from './use-page-trail.ts'
import { usePageWindow } from './use-page-window.ts'
import { usePdfKeys } from './use-pdf-keys.ts'
import { usePdfPassage } from './use-pdf-passage.ts'
import { usePdfSearch } from './use-pdf-search.ts'
import { useZoomGestures } from './use-zoom-gestures.ts'

/** An open PDF. */
export function PdfView({
  pdf,
  book,
  fileId,
  startAt,
  settings,
  paper,
  onSettings: change,
}: {
  pdf: OpenPdf
  book: BookPage
  fileId: string
  startAt: string | null
  settings: PdfSettings
  paper: Paper
  onSettings: (change: Partial<PdfSettings>) => void
}) {
  const { t } = useTranslation()
  const count = pdf.document.numPages
  const [rotation, setRotation] = useState(0)
  const [isPanelOpen, setPanelOpen] = useState(false)
  const [areNotesOpen, setNotesOpen] = useState(false)
  const [isSearching, setSearching] = useState(false)
  const [words, setWords] = useState('')
  const [hitIndex, setHitIndex] = useState(0)
  const searchField = useRef<HTMLInputElement>(null)
  const texts = useRef(new Map<number, HTMLElement[]>())
  const [textCount, countTexts] = useState(0)
  const places = useBookPlace(book, fileId)
  const { keep } = places
  const first = useRef(firstPage(count, places.from, startAt) - 1)
  const pages = usePageWindow({
    count,
    usualSize: pdf.usualSize,
    layout: settings.layout,
    zoom: settings.zoom,
    rotation,
    first: first.current,
  })
  const { current, scale, goTo } = pages
  // Where the search began: the way from hit to hit is one jump.
  const searchedFrom = useRef<number>(undefined)
  const trail = usePageTrail((page) => {
    goTo(page)
    searchedFrom.current = page
  })
  // The page that somebody waits for has the machine to itself.
  const [isFirstDrawn, setFirstDrawn] = useState(false)
  const onDrawn = useCallback(() => setFirstDrawn(true), [])
  const near = isFirstDrawn ? pages.near : pages.near.filter(({ index }) => index === current)
  const search = usePdfSearch(pdf, isSearching ? words : '')
  const hit = search.hits[Math.min(hitIndex, search.hits.length - 1)]
  useWakeLock()

  const notes = useNotes(book.id)
  const marked = useMemo(() => marksByPage(notes.list, fileId), [notes.list, fileId])
  const passages = usePdfPassage({ view: pages.view, notes, fileId, rotation, count })
  const bookmark = useBookmark(
    notes,
    (note) => note.fileId === fileId && pageOf(note.locator) === current + 1,
    () => ({ locator: pageLocator(current + 1), fraction: (current + 1) / count, chapter: null, fileId }),
  )

  const kept = useRef(first.current)
  useEffect(() => {
    if (kept.current === current) return
    kept.current = current
    keep({ fraction: (current + 1) / count, locator: pageLocator(current + 1) })
  }, [current, count, keep])

  useEffect(() => {
    // A page that has come into sight brings new text to mark.
    void textCount
    markHits(texts.current, search.hits, hit)
  }, [search.hits, hit, textCount])
  useEffect(() => unmarkHits, [])
  useEffect(() => {
    if (!hit) return
    const from = searchedFrom.current
    if (from !== undefined && from !== hit.page) {
      trail.leave(from)
      searchedFrom.current = undefined
    }
    goTo(hit.page)
    // Only another hit moves the page, not another layout.
  }, [hit?.page, hit])

  const onText = useCallback((index: number, own: HTMLElement[] | null) => {
    if (own) texts.current.set(index, own)
    else texts.current.delete(index)
    countTexts((count) => count + 1)
  }, [])

  const leap = (page: number, share = 0) => {
    trail.leave(current)
    setPanelOpen(false)
    goTo(page, share)
  }
  const go = async (destination: string | unknown[]) => {
    const page = await pageOfDestination(pdf, destination)
    if (page !== undefined) leap(page)
  }
  const openSearch = () => {
    if (!isSearching) searchedFrom.current = current
    setSearching(true)
    searchField.current?.select()
  }
  const step = settings.layout === 'spread' && current > 0 ? 2 : 1
  const zoomTo = (zoom: number) =>
    change({ zoom: Math.min(zoomRange.least > zoom ? zoomRange.least : zoom, zoomRange.most) })
  const zoomBy = (factor: number) => zoomTo((scale * 72 * factor) / 96)
  const turn = (pagesOn: number) => goTo(current + pagesOn)
  usePdfKeys({
    scroller: settings.layout === 'scroll' ? pages.view : undefined,
    onNext: () => turn(step),
    onPrevious: () => turn(-step),
    onFirst: () => goTo(0),
    onLast: () => goTo(count - 1),
    onZoom: (factor) => (factor === 0 ? change({ zoom: 'width' }) : zoomBy(factor)),
    onSearch: openSearch,
    onReturn: trail.back,
    onRotate: () => setRotation((rotation + 90) % 360),
    onBookmark: bookmark.toggle,
    onNotes: () => setNotesOpen(true),
    onHighlight: () => passages.mark('yellow'),
  })
  useZoomGestures(pages.view, zoomBy)

  const label = pdf.labels?.[current]
  const shownPage = label && label !== String(current + 1) ? `${label} (${current + 1})` : String(current + 1)
  return (
    <div className="fixed inset-0 overflow-hidden bg-sunken text-ink">
      <ReaderHeader
        title={book.title}
        back={{
          href: address(`/books/${encodeURIComponent(book.id)}`),
          label: t('reader.back', { title: book.title }),
        }}
        isShown
      >
        <IconButton label={t('pdf.zoomOut')} onClick={() => zoomBy(1 / 1.2)} className="max-sm:hidden">
          <ZoomOut size={20} aria-hidden />
        </IconButton>
        <IconButton label={t('pdf.zoomIn')} onClick={() => zoomBy(1.2)} className="max-sm:hidden">
          <ZoomIn size={20} aria-hidden />
        </IconButton>
        <IconButton
          label={t('pdf.rotate')}
          onClick={() => setRotation((rotation + 90) % 360)}
          className="max-sm:hidden"
        >
          <RotateCw size={20} aria-hidden />
        </IconButton>
        <BookmarkButtons
          isSet={bookmark.isSet}
          said={bookmark.said}
          onToggle={bookmark.toggle}
          onList={() => setNotesOpen(true)}
        />
        <IconButton
          label={t('pdf.search')}
          aria-expanded={isSearching}
          onClick={() => (isSearching ? setSearching(false) : openSearch())}
        >
          <Search size={20} aria-hidden />
        </IconButton>
        <IconButton label={t('pdf.panel')} onClick={() => setPanelOpen(true)}>
          <PanelLeft size={20} aria-hidden />
        </IconButton>
        <PdfMenu settings={settings} onChange={change} onRotate={() => setRotation((rotation + 90) % 360)} />
      </ReaderHeader>

      {isSearching ? (
        <SearchBar
          field={searchField}
          words={words}
          search={search}
          index={hitIndex}
          onWords={(next) => {
            setWords(next)
            setHitIndex(0)
          }}
          onIndex={setHitIndex}
          onClose={() => setSearching(false)}
        />
      ) : null}

      <main
        ref={pages.view}
        tabIndex={0}
        aria-label={t('pdf.pages')}
        className="absolute inset-x-0 top-14 bottom-14 overflow-auto outline-none"
      >
        <div dir="ltr" className="relative" style={{ width: pages.layout.width, height: pages.layout.height }}>
          {near.map((placed) => (
            <PdfPage
              key={placed.index}
              pdf={pdf}
              placed={placed}
              rotation={rotation}
              isDark={paper === 'dark'}
              isSepia={paper === 'sepia'}
              marks={marked.get(placed.index + 1) ?? unmarked}
              onSize={pages.learn}
              onDrawn={onDrawn}
              onText={onText}
              onGo={(destination) => void go(destination)}
            />
          ))}
        </div>
      </main>

      {places.news ? (
        <PlaceNotice
          news={places.news}
          onClose={places.dismissNews}
          onGo={() => {
            const { place } = places.news ?? {}
            places.dismissNews()
            if (place) leap(firstPage(count, place, null) - 1)
          }}
        />
      ) : null}

      <ReaderFooter isShown>
        {trail.back ? (
          <Button kind="ghost" size="small" onClick={trail.back}>
            <Undo2 size={16} aria-hidden />
            {t('reader.returnBack')}
          </Button>
        ) : null}
        <input
          type="range"
          min={1}
          max={count}
          step={1}
          value={current + 1}
          aria-label={t('pdf.place')}
          aria-valuetext={t('pdf.pageOf', { page: shownPage, count })}
          onChange={(event) => goTo(Number(event.target.value) - 1)}
          className="slider h-9 min-w-0 flex-1"
        />
        <output className="shrink-0 text-sm text-ink-faint tabular-nums">
          {t('pdf.pageOf', { page: shownPage, count })}
        </output>
      </ReaderFooter>

      {passages.passage ? (
        <PassageBar
          spot={passages.passage.spot}
          text={passages.passage.text}
          language={book.language ?? ''}
          color={passages.passage.note?.color ?? null}
          onColor={(color) => passages.mark(color)}
          onNote={passages.write}
          onCopy={() => {
            void copyText(passages.passage?.text ?? '')
            passages.close()
          }}
          onShare={() => {
            void shareText(quotation(passages.passage?.text ?? '', book))
            passages.close()
          }}
          onSearch={() => {
            setWords(passages.passage?.text.slice(0, 100) ?? '')
            setHitIndex(0)
            openSearch()
            passages.close()
          }}
          onRemove={passages.passage.note ? passages.remove : undefined}
        />
      ) : null}
      {isFirstDrawn || isPanelOpen || areNotesOpen ? (
        <>
          <PdfPanel
            pdf={pdf}
            current={current}
            isOpen={isPanelOpen}
            onPage={(page) => leap(page)}
            onDestination={(destination) => void go(destination)}
            onClose={() => setPanelOpen(false)}
          />
          <NoteDialog note={passages.written} onSave={passages.save} onClose={passages.stopWriting} />
          <NotesPanel
            bookId={book.id}
            notes={notes}
            none={t('reader.noNotes')}
            isOpen={areNotesOpen}
            onGo={(note) => {
              const [line] = note.fileId === fileId ? boxesOf(note.locator) : []
              leap(pageOfNote(count, fileId, note) - 1, line ? Math.max(0, line.top - 0.1) : 0)
            }}
            onClose={() => setNotesOpen(false)}
          />
        </>
      ) : null}
    </div>
  )
}

const unmarked: readonly BookAnnotation[] = []

/** The passages that are marked in this file, by page from 1. */
function marksByPage(notes: readonly BookAnnotation[], fileId: string): Map<number, BookAnnotation[]> {
  const marks = new Map<number, BookAnnotation[]>()
  for (const note of notes) {
    const page = note.kind !== 'bookmark' && note.fileId === fileId ? pageOf(note.locator) : undefined
    if (page !== undefined) marks.set(page, [...(marks.get(page) ?? []), note])
  }
  return marks
}

/** The page, from 0, that a place inside the document names; undefined where it names none. */
async function pageOfDestination({ document }: OpenPdf, destination: string | unknown[]): Promise<number | undefined> {
  try {
    const explicit = typeof destination === 'string' ? await document.getDestination(destination) : destination
    const [page] = (explicit ?? []) as unknown[]
    if (typeof page === 'number') return page
    if (typeof page !== 'object' || page === null) return undefined
    return await document.getPageIndex(page as Parameters<typeof document.getPageIndex>[0])
  } catch {
    // A link that leads nowhere: nothing happens, as with a dead reference on paper.
    return undefined
  }
}
