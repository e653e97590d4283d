import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'
import { ProgressBar } from '#ui/progress.tsx'
import { panelClass } from './book-panel.tsx'
import { MOST_PASSAGES, type Passage } from './search-book.ts'
import type { BookSearch } from './use-book-search.ts'

/** Looks for words in the whole book; what it finds stands below the chapters it is in. */
export function SearchPanel({
  isOpen,
  search,
  onGo,
  onClose,
}: {
  isOpen: boolean
  search: BookSearch
  onGo: (passage: Passage) => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  const results = useRef<HTMLDivElement>(null)
  const { words, share, found, count } = search
  const isDone = share === 1
  const field = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isOpen) field.current?.querySelector('input')?.select()
  }, [isOpen])
  return (
    <Dialog title={t('reader.search')} isOpen={isOpen} onClose={onClose} className={panelClass}>
      <div ref={field} className="flex flex-col gap-2 px-6 pt-3 pb-2">
        <TextField
          label={t('reader.searchFor')}
          type="search"
          autoComplete="off"
          value={words}
          onChange={(event) => search.look(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') moveAmong(results.current, event, 1)
            if (event.key === 'Enter') {
              const [first] = found.flatMap(({ passages }) => passages)
              if (first) onGo(first)
            }
          }}
        />
        {share !== null && !isDone ? <ProgressBar share={share} label={t('reader.searching')} /> : null}
        <p role="status" className="min-h-5 text-sm text-ink-faint">
          {isDone || count > 0
            ? count >= MOST_PASSAGES
              ? t('reader.tooMany', { count })
              : t('reader.found', { count })
            : ''}
        </p>
      </div>
      <div
        ref={results}
        className="min-h-0 flex-1 overflow-y-auto px-3 pb-8"
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') moveAmong(results.current, event, 1)
          if (event.key === 'ArrowUp') moveAmong(results.current, event, -1)
        }}
      >
        {found.map(({ index, chapter, passages }) => (
          <section key={index} aria-label={chapter || t('reader.untitled')}>
            <h3 className="sticky top-0 bg-surface px-3 pt-3 pb-1 text-sm font-medium text-ink-soft">
              {chapter || t('reader.untitled')}
            </h3>
            <ul>
              {passages.map((passage) => (
                <li key={passage.cfi}>
                  <button
                    type="button"
                    onClick={() => onGo(passage)}
                    className="block w-full rounded-lg px-3 py-2 text-start font-serif text-[0.9375rem] leading-snug hover:bg-sunken"
                  >
                    {passage.before}
                    <mark className="rounded-sm bg-accent-soft px-0.5 font-semibold text-accent">{passage.match}</mark>
                    {passage.after}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  )
}

function moveAmong(list: HTMLElement | null, event: KeyboardEvent, by: number): void {
  const buttons = [...(list?.querySelectorAll('button') ?? [])]
  const next = buttons[buttons.indexOf(document.activeElement as HTMLButtonElement) + by]
  if (!next) return
  event.preventDefault()
  next.focus()
}
