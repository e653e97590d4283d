import type { FoundRelease } from '@colophon/contract/web/releases.ts'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AcquiredBook } from './book-queries.ts'
import {
  bestFirst,
  inOrder,
  type ReleaseColumn,
  type ReleaseOrder,
  releaseColumns,
  startsDescending,
} from './release-order.ts'
import { GrabButton, Reasons, ReleaseFacts, ReleaseName, useReleaseWords } from './release-parts.tsx'

/** What the indexers offer: a table on wide windows, cards on phones. */
export function ReleaseTable({ book, releases }: { book: AcquiredBook; releases: readonly FoundRelease[] }) {
  const { t } = useTranslation()
  const [order, setOrder] = useState<ReleaseOrder>(bestFirst)
  const rows = inOrder(releases, order)
  return (
    <>
      <div
        // A table that is wider than its place is scrolled, with the keyboard too.
        tabIndex={0}
        role="region"
        aria-label={t('release.table')}
        className="hidden overflow-x-auto lg:block"
      >
        <table className="w-full text-start text-sm">
          <caption className="sr-only">{t('release.table')}</caption>
          <thead>
            <tr className="border-b border-line text-ink-faint">
              <th scope="col" className="py-2 pe-4 text-start font-medium">
                {t('release.column.title')}
              </th>
              {releaseColumns.map((column) => (
                <Heading key={column} column={column} order={order} onOrder={setOrder} />
              ))}
              <th scope="col" className="py-2 text-start font-medium">
                <span className="sr-only">{t('release.column.action')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((release) => (
              <Row key={`${release.slot} ${release.guid}`} book={book} release={release} />
            ))}
          </tbody>
        </table>
      </div>
      <ul aria-label={t('release.table')} className="divide-y divide-line lg:hidden">
        {rows.map((release) => (
          <li key={`${release.slot} ${release.guid}`} className="flex flex-col gap-2 py-4">
            <ReleaseName release={release} />
            <ReleaseFacts release={release} />
            <Reasons release={release} />
            <div>
              <GrabButton book={book} release={release} />
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}

function Heading({
  column,
  order,
  onOrder,
}: {
  column: ReleaseColumn
  order: ReleaseOrder
  onOrder: (order: ReleaseOrder) => void
}) {
  const { t } = useTranslation()
  const isChosen = order.column === column
  const Arrow = order.isDescending ? ArrowDown : ArrowUp
  return (
    <th
      scope="col"
      aria-sort={isChosen ? (order.isDescending ? 'descending' : 'ascending') : undefined}
      className="py-1 pe-4 text-start font-medium"
    >
      <button
        type="button"
        className="flex min-h-8 items-center gap-1 rounded-md whitespace-nowrap hover:text-ink"
        onClick={() => onOrder({ column, isDescending: isChosen ? !order.isDescending : startsDescending(column) })}
      >
        {t(`release.column.${column}`)}
        {isChosen ? <Arrow size={14} aria-hidden /> : null}
      </button>
    </th>
  )
}

function Row({ book, release }: { book: AcquiredBook; release: FoundRelease }) {
  const words = useReleaseWords()(release)
  const cell = 'py-3 pe-4 align-top whitespace-nowrap tabular-nums'
  return (
    <tr className="border-b border-line last:border-b-0">
      <td className="min-w-64 py-3 pe-4 align-top">
        <div className="flex flex-col gap-1">
          <ReleaseName release={release} />
          <Reasons release={release} />
        </div>
      </td>
      {releaseColumns.map((column) => (
        <td key={column} className={cell}>
          {words[column]}
        </td>
      ))}
      <td className="py-3 align-top">
        <GrabButton book={book} release={release} />
      </td>
    </tr>
  )
}
