import type { LibraryOverview } from '@colophon/contract/web/libraries.ts'
import { Link } from '@tanstack/react-router'
import { EllipsisVertical, FolderOpen, Pencil, RefreshCw, Trash2, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { ago, wholeNumber } from '#i18n/measures.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { Menu, MenuItem } from '#ui/menu.tsx'
import { Notice } from '#ui/notice.tsx'
import { isBusy } from './library-queries.ts'
import { ScanProgress } from './scan-progress.tsx'

/** A library at a glance: where it is, what it holds, how the last look at it went. */
export function LibraryCard({
  library,
  canManage,
  isScanAsked,
  onScan,
  onEdit,
  onDelete,
}: {
  library: LibraryOverview
  canManage: boolean
  isScanAsked: boolean
  onScan: () => void
  onEdit: () => void
  onDelete: () => void
}) {
  const { t, i18n } = useTranslation()
  const { lastScan } = library
  const busy = isBusy(library)
  return (
    <section
      aria-label={library.name}
      className="flex flex-col gap-5 rounded-2xl border border-line bg-surface p-5 sm:p-6"
    >
      <header className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <h2 className="font-serif text-xl font-semibold">
            <Link to="/books" search={{ library: library.id }} className="hover:text-accent">
              {library.name}
            </Link>
          </h2>
          <ul className="mt-1 flex flex-col gap-0.5 text-sm text-ink-faint">
            {library.paths.map((path) => (
              <li key={path} className="flex items-start gap-1.5">
                <FolderOpen size={15} aria-hidden className="mt-0.5 shrink-0" />
                <span className="break-all">{path}</span>
              </li>
            ))}
          </ul>
        </div>
        {canManage ? (
          <div className="-me-2 -mt-1 flex items-center gap-1">
            <Button size="small" onClick={onScan} disabled={busy || isScanAsked}>
              <RefreshCw size={16} aria-hidden />
              <span className="max-sm:sr-only">{t('library.scan')}</span>
            </Button>
            <Menu
              trigger={
                <IconButton label={t('library.actions', { name: library.name })}>
                  <EllipsisVertical size={18} aria-hidden />
                </IconButton>
              }
            >
              <MenuItem onSelect={onEdit}>
                <Pencil size={17} aria-hidden />
                {t('library.edit')}
              </MenuItem>
              <MenuItem onSelect={onDelete} isDanger>
                <Trash2 size={17} aria-hidden />
                {t('library.delete')}
              </MenuItem>
            </Menu>
          </div>
        ) : null}
      </header>

      <dl className="flex flex-wrap gap-x-10 gap-y-3">
        <Figure name={t('library.books')} value={library.bookCount} />
        {library.missingCount > 0 ? <Figure name={t('library.missing')} value={library.missingCount} /> : null}
        {library.waitingCovers > 0 ? <Figure name={t('library.covers')} value={library.waitingCovers} /> : null}
      </dl>

      {busy ? <ScanProgress library={library} /> : null}
      {lastScan?.message && !busy ? <Notice kind="warning">{lastScan.message}</Notice> : null}

      <footer className="flex flex-wrap items-center gap-x-6 gap-y-2 text-sm text-ink-faint">
        {busy ? null : (
          <span>
            {lastScan?.finishedAt
              ? t(`library.scanned.${lastScan.state}`, { at: ago(lastScan.finishedAt, i18n.language) })
              : t('library.neverScanned')}
          </span>
        )}
        <Link
          to="/libraries/$libraryId/problems"
          params={{ libraryId: library.id }}
          className={
            library.problemCount > 0
              ? 'inline-flex items-center gap-1.5 font-medium text-warning hover:underline'
              : 'hover:text-accent hover:underline'
          }
        >
          {library.problemCount > 0 ? <TriangleAlert size={15} aria-hidden /> : null}
          {t('library.problems', { count: library.problemCount })}
        </Link>
      </footer>
    </section>
  )
}

function Figure({ name, value }: { name: string; value: number }) {
  const { i18n } = useTranslation()
  return (
    <div className="flex flex-col-reverse">
      <dt className="text-sm text-ink-faint">{name}</dt>
      <dd className="font-serif text-2xl font-semibold tabular-nums">{wholeNumber(value, i18n.language)}</dd>
    </div>
  )
}
