import { useQuery } from '@tanstack/react-query'
import { ArrowUp, Check, Folder } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '#ui/button.tsx'
import { cx } from '#ui/cx.ts'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { TextField } from '#ui/field.tsx'
import { folder } from './library-queries.ts'

/** Walks through the folders of the server; a path can be typed as well. The folder that is open, or typed, is the chosen one. */
export function FolderPicker({
  start,
  action,
  isBusy = false,
  onChoose,
}: {
  start?: string | undefined
  action: string
  isBusy?: boolean
  onChoose: (path: string) => void
}) {
  const { t } = useTranslation()
  const [path, setPath] = useState(start)
  // What somebody types stands until it is sent: the answer for the first folder may come while they type.
  const [typed, setTyped] = useState<string>()
  const { data, error, isPlaceholderData } = useQuery(folder(path))
  const shown = typed ?? (isPlaceholderData ? path : data?.path) ?? ''
  const open = (next: string | undefined) => {
    setPath(next)
    setTyped(undefined)
  }
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (shown.trim()) open(shown.trim())
  }
  return (
    <div className="flex min-h-0 flex-col gap-4">
      <form onSubmit={send} className="flex items-end gap-2">
        <TextField
          label={t('folder.path')}
          name="path"
          value={shown}
          onChange={(event) => setTyped(event.target.value)}
          spellCheck={false}
          autoCapitalize="none"
          className="min-w-0 flex-1"
        />
        <Button type="submit">{t('folder.open')}</Button>
      </form>
      {error ? <ErrorNotice error={error} /> : null}
      <div className="overflow-hidden rounded-xl border border-line bg-surface">
        <div className="flex items-center gap-2 border-b border-line ps-1 pe-4">
          <IconButton label={t('folder.up')} disabled={!data?.parent} onClick={() => open(data?.parent ?? undefined)}>
            <ArrowUp size={18} aria-hidden />
          </IconButton>
          <p role="status" className="min-w-0 flex-1 truncate text-sm text-ink-soft">
            {data
              ? data.bookFiles > 0
                ? t('folder.books', { count: data.bookFiles })
                : t('folder.folders', { count: data.folders.length })
              : t('ui.loading')}
          </p>
        </div>
        <ul
          aria-label={t('folder.list', { path: data?.path ?? '' })}
          className={cx('h-64 overflow-y-auto p-1.5 transition-opacity', isPlaceholderData && 'opacity-50')}
        >
          {data?.folders.map((inner) => (
            <li key={inner.path}>
              <button
                type="button"
                onClick={() => open(inner.path)}
                className="flex min-h-10 w-full items-center gap-3 rounded-lg px-3 text-start text-[0.9375rem] hover:bg-sunken"
              >
                <Folder size={18} aria-hidden className="shrink-0 text-ink-faint" />
                <span className="truncate">{inner.name}</span>
              </button>
            </li>
          ))}
          {data?.folders.length === 0 ? (
            <li className="px-3 py-8 text-center text-sm text-ink-faint">{t('folder.noFolders')}</li>
          ) : null}
        </ul>
      </div>
      <Button
        kind="primary"
        disabled={!shown.trim() || isBusy || (typed === undefined && Boolean(error))}
        onClick={() => onChoose(shown.trim())}
      >
        <Check size={18} aria-hidden />
        {action}
      </Button>
    </div>
  )
}
