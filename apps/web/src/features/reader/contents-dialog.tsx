import type { Contents } from 'foliate-js/view.js'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from '#ui/cx.ts'
import { Dialog } from '#ui/dialog.tsx'

/** The contents of the book; the chapter that is open is marked and in view. */
export function ContentsDialog({
  isOpen,
  contents,
  current,
  onGo,
  onClose,
}: {
  isOpen: boolean
  contents: Contents[]
  current: string | null
  onGo: (href: string) => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  return (
    <Dialog
      title={t('reader.contents')}
      isOpen={isOpen}
      onClose={onClose}
      className="my-0 ms-auto me-0 h-dvh max-h-none w-[min(24rem,90vw)] rounded-none rounded-s-2xl"
    >
      <nav aria-label={t('reader.contents')} className="min-h-0 flex-1 overflow-y-auto px-3 py-3 pb-8">
        <Entries entries={contents} current={current} onGo={onGo} level={0} />
      </nav>
    </Dialog>
  )
}

function Entries({
  entries,
  current,
  onGo,
  level,
}: {
  entries: Contents[]
  current: string | null
  onGo: (href: string) => void
  level: number
}) {
  return (
    <ol>
      {entries.map((entry, index) => (
        <li key={index}>
          <EntryButton
            entry={entry}
            isCurrent={entry.href !== null && entry.href === current}
            onGo={onGo}
            level={level}
          />
          {entry.subitems?.length ? (
            <Entries entries={entry.subitems} current={current} onGo={onGo} level={level + 1} />
          ) : null}
        </li>
      ))}
    </ol>
  )
}

function EntryButton({
  entry,
  isCurrent,
  onGo,
  level,
}: {
  entry: Contents
  isCurrent: boolean
  onGo: (href: string) => void
  level: number
}) {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isCurrent) button.current?.scrollIntoView({ block: 'center' })
  }, [isCurrent])
  const { href } = entry
  return (
    <button
      ref={button}
      type="button"
      disabled={!href}
      aria-current={isCurrent ? 'location' : undefined}
      onClick={() => (href ? onGo(href) : undefined)}
      style={{ paddingInlineStart: `${0.75 + level * 1.1}rem` }}
      className={cx(
        'block min-h-10 w-full rounded-lg py-2 pe-3 text-start text-[0.9375rem] hover:bg-sunken disabled:text-ink-faint',
        level === 0 && 'font-medium',
        isCurrent && 'bg-accent-soft text-accent',
      )}
    >
      {entry.label?.trim() || '—'}
    </button>
  )
}
