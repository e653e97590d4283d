import type { Contents } from 'foliate-js/view.js'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from '#ui/cx.ts'

/** The contents of the book; the chapter that is open is marked and in view. */
export function ContentsList({
  contents,
  current,
  onGo,
}: {
  contents: Contents[]
  current: string | null
  onGo: (href: string) => void
}) {
  const { t } = useTranslation()
  if (contents.length === 0) return <p className="px-6 py-4 text-ink-faint">{t('reader.noContents')}</p>
  return (
    <nav aria-label={t('reader.contents')} className="px-3 pt-1 pb-8">
      <Entries entries={contents} current={current} onGo={onGo} level={0} />
    </nav>
  )
}

interface Place {
  current: string | null
  onGo: (href: string) => void
  level: number
}

function Entries({ entries, ...place }: Place & { entries: Contents[] }) {
  return (
    <ol>
      {entries.map((entry, index) => (
        <li key={index}>
          <Entry entry={entry} {...place} />
          {entry.subitems?.length ? <Entries entries={entry.subitems} {...place} level={place.level + 1} /> : null}
        </li>
      ))}
    </ol>
  )
}

function Entry({ entry: { href, label }, current, onGo, level }: Place & { entry: Contents }) {
  const isCurrent = href !== null && href === current
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isCurrent) button.current?.scrollIntoView({ block: 'center' })
  }, [isCurrent])
  return (
    <button
      ref={button}
      type="button"
      disabled={!href}
      aria-current={isCurrent ? 'location' : undefined}
      onClick={() => (href ? onGo(href) : undefined)}
      style={{ paddingInlineStart: `${0.75 + Math.min(level, 6) * 1.1}rem` }}
      className={cx(
        'block min-h-10 w-full rounded-lg py-2 pe-3 text-start text-[0.9375rem] leading-snug hover:bg-sunken disabled:text-ink-faint',
        level === 0 && 'font-medium',
        isCurrent && 'bg-accent-soft text-accent',
      )}
    >
      {label?.trim() || '—'}
    </button>
  )
}
