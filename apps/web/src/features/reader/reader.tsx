import type { BookPage } from '@colophon/contract/web/books.ts'
import type { OpenBook } from 'foliate-js/view.js'
import { ArrowLeft, ChevronLeft, ChevronRight, TableOfContents, Undo2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { address } from '#api/address.ts'
import { IconButton } from '#ui/button.tsx'
import { cx } from '#ui/cx.ts'
import { ContentsDialog } from './contents-dialog.tsx'
import { type PaperName, papers, useReaderSettings } from './reader-settings.ts'
import { SettingsMenu } from './settings-menu.tsx'
import { useBookView } from './use-book-view.ts'
import { usePlaceKeeper } from './use-place-keeper.ts'

/** An open book, page by page. */
export function Reader({ book, page, fileId }: { book: OpenBook; page: BookPage; fileId: string }) {
  const { t } = useTranslation()
  const host = useRef<HTMLDivElement>(null)
  const [settings, changeSettings] = useReaderSettings()
  const [areBarsShown, setBarsShown] = useState(true)
  const [areContentsOpen, setContentsOpen] = useState(false)
  const paper = usePaper(settings.paper)
  const keep = usePlaceKeeper(page.id, fileId)
  const { view, location, contents, canGoBack } = useBookView(host, {
    book,
    from: page.place,
    paper,
    fontSize: settings.fontSize,
    onMiddle: () => setBarsShown((shown) => !shown),
    onPlace: keep,
  })
  const fraction = location?.fraction ?? page.place?.fraction ?? 0
  const chapter = location?.tocItem?.label?.trim()
  const bar = cx(
    'absolute inset-x-0 z-10 flex items-center gap-1 px-2 transition-opacity duration-200 focus-within:opacity-100 sm:px-4',
    !areBarsShown && 'pointer-events-none opacity-0 focus-within:pointer-events-auto',
  )

  return (
    <div className="fixed inset-0 overflow-hidden bg-paper text-ink">
      <header className={cx(bar, 'top-0 h-14 pt-[env(safe-area-inset-top)]')}>
        <a
          href={address(`/books/${encodeURIComponent(page.id)}`)}
          aria-label={t('reader.back', { title: page.title })}
          title={t('reader.back', { title: page.title })}
          className="inline-flex size-11 shrink-0 items-center justify-center rounded-lg text-ink-soft hover:bg-sunken hover:text-ink"
        >
          <ArrowLeft size={20} aria-hidden className="rtl:rotate-180" />
        </a>
        <h1 className="min-w-0 flex-1 truncate px-2 text-center font-serif text-[0.9375rem] text-ink-soft">
          {page.title}
        </h1>
        {contents.length > 0 ? (
          <IconButton label={t('reader.contents')} onClick={() => setContentsOpen(true)}>
            <TableOfContents size={20} aria-hidden />
          </IconButton>
        ) : null}
        <SettingsMenu settings={settings} onChange={changeSettings} isFixedLayout={view?.isFixedLayout ?? false} />
      </header>

      <main
        ref={host}
        aria-label={t('reader.page')}
        aria-busy={view === undefined}
        className="absolute inset-0 [&>foliate-view]:block [&>foliate-view]:size-full"
      />

      <PageButton side="left" label={t('reader.left')} onClick={() => view?.goLeft()} />
      <PageButton side="right" label={t('reader.right')} onClick={() => view?.goRight()} />

      <footer className={cx(bar, 'bottom-0 h-14 gap-3 pb-[env(safe-area-inset-bottom)]')}>
        {canGoBack ? (
          <button
            type="button"
            className="inline-flex min-h-9 shrink-0 items-center gap-1.5 rounded-lg px-2 text-sm text-ink-soft hover:bg-sunken hover:text-ink"
            onClick={() => view?.history.back()}
          >
            <Undo2 size={16} aria-hidden />
            {t('reader.returnBack')}
          </button>
        ) : null}
        <span className="hidden min-w-0 basis-1/4 truncate text-sm text-ink-faint sm:block">{chapter}</span>
        <input
          type="range"
          min={0}
          max={1}
          step={0.001}
          value={fraction}
          aria-label={t('reader.place')}
          aria-valuetext={t('reader.placeValue', { share: fraction, chapter: chapter ?? '' })}
          onChange={(event) => void view?.goToFraction(Number(event.target.value))}
          // Whoever dragged it turns pages next; whoever came by keyboard stays.
          onPointerUp={(event) => event.currentTarget.blur()}
          dir={book.dir === 'rtl' ? 'rtl' : 'ltr'}
          className="slider h-9 min-w-0 flex-1"
        />
        <span className="w-12 shrink-0 text-end text-sm text-ink-faint tabular-nums">
          {t('reader.share', { share: fraction })}
        </span>
      </footer>

      <ContentsDialog
        isOpen={areContentsOpen}
        contents={contents}
        current={location?.tocItem?.href ?? null}
        onClose={() => setContentsOpen(false)}
        onGo={(href) => {
          setContentsOpen(false)
          void view?.goTo(href)
        }}
      />
    </div>
  )
}

/** For those who point, and for whoever cannot swipe: seen on hover and on focus. */
function PageButton({ side, label, onClick }: { side: 'left' | 'right'; label: string; onClick: () => void }) {
  const Arrow = side === 'left' ? ChevronLeft : ChevronRight
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onClick}
      className={cx(
        'absolute top-1/2 z-10 grid h-24 w-11 -translate-y-1/2 place-items-center rounded-lg text-ink-faint opacity-0 transition-opacity hover:opacity-100 focus-visible:opacity-100 pointer-coarse:hidden',
        side === 'left' ? 'left-1' : 'right-1',
      )}
    >
      <Arrow size={28} aria-hidden />
    </button>
  )
}

/** The paper in use, also told to the page around the book. */
function usePaper(chosen: PaperName | 'auto'): PaperName {
  const dark = useDarkness()
  const paper = chosen === 'auto' ? (dark ? 'dark' : 'light') : chosen
  useEffect(() => {
    document.documentElement.dataset.paper = paper
    document.documentElement.dataset.theme = papers[paper].scheme
  }, [paper])
  return paper
}

function useDarkness(): boolean {
  const [isDark, setDark] = useState(readDarkness)
  useEffect(() => {
    const query = matchMedia('(prefers-color-scheme: dark)')
    const follow = () => setDark(readDarkness())
    query.addEventListener('change', follow)
    return () => query.removeEventListener('change', follow)
  }, [])
  return isDark
}

function readDarkness(): boolean {
  const chosen = localStorage.getItem('colophon.theme')
  return chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
}
