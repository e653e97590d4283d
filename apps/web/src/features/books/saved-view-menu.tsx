import { useQuery } from '@tanstack/react-query'
import { Bookmark, BookmarkX } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { cx } from '#ui/cx.ts'
import { Dialog } from '#ui/dialog.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { TextField } from '#ui/field.tsx'
import { Menu, MenuHeading, MenuItem, MenuLine } from '#ui/menu.tsx'
import { showToast } from '#ui/toast-store.ts'
import { type BookSearch, readBookSearch } from './book-search.ts'
import { SavedViewEntries } from './saved-view-links.tsx'
import { savedViews, useDeleteView, useSaveView } from './saved-view-queries.ts'

/**
 * Keeps what the page shows under a name, or lets go of the view that it shows. Where the sidebar is too narrow to list the
 * views, a menu has them, and either as its first entry.
 */
export function SavedViewMenu({ search }: { search: BookSearch }) {
  const { t } = useTranslation()
  const { data = [] } = useQuery(savedViews)
  const [isNaming, setNaming] = useState(false)
  const save = useSaveView()
  const remove = useDeleteView()
  const text = JSON.stringify(Object.entries(search).sort())
  const shown = data.find(({ view }) => JSON.stringify(Object.entries(readBookSearch(view)).sort()) === text)

  const forget = ({ id, name, view }: (typeof data)[number]) =>
    remove.mutate(id, {
      onSuccess: () =>
        showToast(t('views.deleted', { name }), {
          action: { label: t('choose.undo'), run: () => save.mutate({ name, view }) },
        }),
    })
  // The whole library in another form is worth no name.
  const isWorthName = Object.keys(search).some((name) => name !== 'view')
  const act = shown
    ? {
        label: t('views.delete', { name: shown.name }),
        short: t('views.deleteShort'),
        Icon: BookmarkX,
        run: () => forget(shown),
      }
    : isWorthName
      ? { label: t('views.save'), short: t('views.save'), Icon: Bookmark, run: () => setNaming(true) }
      : undefined
  return (
    <>
      {act ? (
        <Button
          size="small"
          kind="ghost"
          onClick={act.run}
          aria-label={act.label}
          className={cx(data.length > 0 && 'max-lg:hidden')}
        >
          <act.Icon size={16} aria-hidden />
          <span className="max-lg:hidden">{act.short}</span>
        </Button>
      ) : null}
      {data.length > 0 ? (
        <Menu
          trigger={
            <Button size="small" kind="ghost" aria-label={t('views.title')} className="lg:hidden">
              <Bookmark size={16} aria-hidden />
            </Button>
          }
        >
          {act ? (
            <>
              <MenuItem onSelect={act.run}>
                <act.Icon size={16} aria-hidden className="shrink-0" />
                {act.short}
              </MenuItem>
              <MenuLine />
            </>
          ) : null}
          <MenuHeading>{t('views.title')}</MenuHeading>
          <SavedViewEntries />
        </Menu>
      ) : null}
      {isWorthName && !shown ? (
        <Dialog title={t('views.save')} isOpen={isNaming} onClose={() => setNaming(false)}>
          <NameForm
            error={save.error}
            isBusy={save.isPending}
            onName={(name) =>
              save.mutate(
                { name, view: readBookSearch(search) as Parameters<typeof save.mutate>[0]['view'] },
                { onSuccess: () => setNaming(false) },
              )
            }
          />
        </Dialog>
      ) : null}
    </>
  )
}

function NameForm({ error, isBusy, onName }: { error: Error | null; isBusy: boolean; onName: (name: string) => void }) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    onName(name)
  }
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-5 p-6 pt-2">
      <p className="text-ink-soft">{t('views.explained')}</p>
      <TextField
        label={t('views.name')}
        value={name}
        maxLength={100}
        required
        data-typed-first
        onChange={(event) => setName(event.target.value)}
      />
      {error ? <ErrorNotice error={error} /> : null}
      <Button kind="primary" type="submit" className="self-end" disabled={isBusy || name.trim() === ''}>
        {t('ui.save')}
      </Button>
    </form>
  )
}
