import type { NameEntry, NameSort } from '@colophon/contract/web/names.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { wholeNumber } from '#i18n/measures.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { useRowWindow } from '#ui/use-row-window.ts'
import { type IndexKind, nameIndex } from './name-queries.ts'

const ROW_HEIGHT = 52
const NARROWEST = 270
const GAP = 32
/** The next names are asked for when so few rows are left below the screen. */
const AHEAD = 20

/**
 * All people or all series as one page that scrolls: names are fetched a page at a time, each from where the last one
 * ended, and only the rows on screen exist.
 */
export function NameIndex({ kind, sort, words }: { kind: IndexKind; sort: NameSort; words: string }) {
  const { t } = useTranslation()
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    nameIndex(kind, sort, words),
  )
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!data) return <Waiting />
  const entries = data.pages.flatMap(({ items }) => items)
  if (entries.length === 0) return <EmptyState title={words === '' ? t('name.none') : t('name.noneMatch', { words })} />
  return (
    <Frame
      kind={kind}
      entries={entries}
      isWhole={!hasNextPage}
      onNearEnd={() => {
        if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
      }}
    />
  )
}

interface RowsProps {
  kind: IndexKind
  entries: readonly NameEntry[]
  /** No further names are to come. */
  isWhole: boolean
  onNearEnd: () => void
}

/** Measures how much room there is before anything is drawn. */
function Frame(props: RowsProps) {
  const frame = useRef<HTMLDivElement>(null)
  const [space, setSpace] = useState<{ width: number; top: number }>()
  useLayoutEffect(() => {
    const element = frame.current
    if (!element) return
    const measure = () => {
      const top = Math.round(element.getBoundingClientRect().top + scrollY)
      const width = element.clientWidth
      setSpace((before) => (before?.top === top && before.width === width ? before : { width, top }))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return <div ref={frame}>{space ? <Rows {...props} {...space} /> : null}</div>
}

function Rows({ kind, entries, isWhole, onNearEnd, width, top }: RowsProps & { width: number; top: number }) {
  const { t } = useTranslation()
  const columns = Math.min(3, Math.max(1, Math.floor((width + GAP) / (NARROWEST + GAP))))
  const columnWidth = (width - GAP * (columns - 1)) / columns
  const count = Math.ceil(entries.length / columns)
  const rows = useRowWindow({ rows: count, rowHeight: ROW_HEIGHT, top })
  const isNear = !isWhole && rows.last >= count - AHEAD
  const latest = useRef(onNearEnd)
  useEffect(() => {
    latest.current = onNearEnd
  })
  const { length } = entries
  useEffect(() => {
    if (isNear && length > 0) latest.current()
  }, [isNear, length])
  const first = rows.first * columns
  return (
    <ul aria-label={t(`name.${kind}`)} className="relative" style={{ height: rows.height }}>
      {entries.slice(first, (rows.last + 1) * columns).map((entry, n) => {
        const index = first + n
        return (
          <li
            key={entry.id}
            aria-posinset={index + 1}
            aria-setsize={isWhole ? length : -1}
            className="absolute top-0"
            style={{
              width: columnWidth,
              insetInlineStart: (index % columns) * (columnWidth + GAP),
              transform: `translateY(${rows.topOf(Math.floor(index / columns))}px)`,
            }}
          >
            <Entry entry={entry} kind={kind} />
          </li>
        )
      })}
    </ul>
  )
}

function Entry({ entry, kind }: { entry: NameEntry; kind: IndexKind }) {
  const { i18n } = useTranslation()
  const className = 'flex h-13 items-center justify-between gap-4 border-b border-line hover:text-accent'
  const content = (
    <>
      <span className="line-clamp-2 min-w-0 font-serif text-[1.0625rem] leading-5 wrap-anywhere">{entry.name}</span>
      <span className="text-sm text-ink-faint tabular-nums">{wholeNumber(entry.bookCount, i18n.language)}</span>
    </>
  )
  return kind === 'authors' ? (
    <Link to="/authors/$authorId" params={{ authorId: entry.id }} preload={false} className={className}>
      {content}
    </Link>
  ) : (
    <Link to="/series/$seriesId" params={{ seriesId: entry.id }} preload={false} className={className}>
      {content}
    </Link>
  )
}
