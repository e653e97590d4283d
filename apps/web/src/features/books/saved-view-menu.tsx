import { useQuery } from '@tanstack/react-query'
import { Bookmark, BookmarkX } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { TextField } from '#ui/field.tsx'
import { showToast } from '#ui/toast-store.ts'
import { type BookSearch, readBookSearch } from './book-search.ts'
import { savedViews, useDeleteView, useSaveView } from './saved-view-queries.ts'

/** Keeps what the page shows under a name, or lets go of the view that it shows. */
export function SavedViewMenu({ search }: { search: BookSearch }) {
  const { t } = useTranslation()
  const { data = [] } = useQuery(savedViews)
  const [isNaming, setNaming] = useState(false)
  const save = useSaveView()
  const remove = useDeleteView()
  const text = JSON.stringify(Object.entries(search).sort())
  const shown = data.find(({ view }) => JSON.stringify(Object.entries(readBookSearch(view)).sort()) === text)

  if (shown) {
    const forget = () =>
      remove.mutate(shown.id, {
        onSuccess: () =>
          showToast(t('views.deleted', { name: shown.name }), {
            action: { label: t('choose.undo'), run: () => save.mutate({ name: shown.name, view: shown.view }) },
          }),
      })
    return (
      <Button size="small" kind="ghost" onClick={forget} aria-label={t('views.delete', { name: shown.name })}>
        <BookmarkX size={16} aria-hidden />
        <span className="max-lg:hidden">{t('views.deleteShort')}</span>
      </Button>
    )
  }
  // The whole library in another form is worth no name.
  if (Object.keys(search).every((name) => name === 'view')) return null
  return (
    <>
      <Button size="small" kind="ghost" onClick={() => setNaming(true)} aria-label={t('views.save')}>
        <Bookmark size={16} aria-hidden />
        <span className="max-lg:hidden">{t('views.save')}</span>
      </Button>
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
