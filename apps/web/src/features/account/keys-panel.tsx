import { useQuery } from '@tanstack/react-query'
import { Copy, Trash2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ago } from '#i18n/measures.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { Confirm } from '#ui/confirm.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { TextField } from '#ui/field.tsx'
import { Panel } from '#ui/panel.tsx'
import { apiKeys, useCreateApiKey, useDeleteApiKey } from './account-queries.ts'

/** Keys for other programs; a new one is shown this once. */
export function KeysPanel() {
  const { t, i18n } = useTranslation()
  const { data, error } = useQuery(apiKeys)
  const create = useCreateApiKey()
  const remove = useDeleteApiKey()
  const [doomed, setDoomed] = useState<{ id: string; name: string }>()

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    create.mutate(String(new FormData(form).get('name')).trim(), { onSuccess: () => form.reset() })
  }
  return (
    <Panel title={t('keys.title')} lead={t('keys.lead')}>
      <div className="flex flex-col gap-5">
        {data && data.length > 0 ? (
          <ul className="divide-y divide-line rounded-xl border border-line bg-surface">
            {data.map((key) => (
              <li key={key.id} className="flex items-center gap-3 py-2 ps-4 pe-1">
                <div className="min-w-0 flex-1">
                  <p className="truncate font-medium">{key.name}</p>
                  <p className="truncate text-sm text-ink-faint">
                    <code>{key.key_prefix}…</code>{' '}
                    {key.last_used_at
                      ? t('keys.used', { at: ago(key.last_used_at, i18n.language) })
                      : t('keys.neverUsed')}
                  </p>
                </div>
                <IconButton label={t('keys.delete', { name: key.name })} onClick={() => setDoomed(key)}>
                  <Trash2 size={18} aria-hidden />
                </IconButton>
              </li>
            ))}
          </ul>
        ) : null}
        {create.data ? <NewKey name={create.data.name} value={create.data.key} /> : null}
        <form onSubmit={submit} className="flex items-end gap-2">
          <TextField label={t('keys.name')} name="name" required maxLength={100} className="min-w-0 flex-1" />
          <Button type="submit" disabled={create.isPending}>
            {t('keys.create')}
          </Button>
        </form>
        {error || create.error || remove.error ? <ErrorNotice error={error ?? create.error ?? remove.error} /> : null}
      </div>
      <Confirm
        title={t('keys.deleteTitle')}
        action={t('keys.deleteAction')}
        isOpen={doomed !== undefined}
        isBusy={remove.isPending}
        onClose={() => setDoomed(undefined)}
        onConfirm={() => (doomed ? remove.mutate(doomed.id, { onSettled: () => setDoomed(undefined) }) : undefined)}
      >
        {t('keys.deleteExplained', { name: doomed?.name ?? '' })}
      </Confirm>
    </Panel>
  )
}

function NewKey({ name, value }: { name: string; value: string }) {
  const { t } = useTranslation()
  return (
    <div role="status" className="flex flex-col gap-2 rounded-xl bg-accent-soft p-4">
      <p className="text-sm text-accent">{t('keys.new', { name })}</p>
      <div className="flex items-center gap-2">
        <code className="min-w-0 flex-1 text-sm break-all select-all">{value}</code>
        <IconButton label={t('keys.copy')} onClick={() => void navigator.clipboard?.writeText(value)}>
          <Copy size={18} aria-hidden />
        </IconButton>
      </div>
    </div>
  )
}
