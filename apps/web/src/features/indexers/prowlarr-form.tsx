import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { CheckField, TextField } from '#ui/field.tsx'
import { FormActions } from '#ui/form-actions.tsx'
import { SecretField } from '#ui/secret-field.tsx'
import { type Prowlarr, useSaveProwlarr, useSyncProwlarr } from './indexer-queries.ts'

/** Adds a Prowlarr, whose indexers are then taken over at once, or changes one. */
export function ProwlarrForm({
  prowlarr,
  onDone,
  onCancel,
}: {
  prowlarr?: Prowlarr | undefined
  onDone: () => void
  onCancel?: () => void
}) {
  const { t } = useTranslation()
  const save = useSaveProwlarr()
  const sync = useSyncProwlarr()
  const [added, setAdded] = useState<Prowlarr>()
  const known = prowlarr ?? added
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const word = (name: string) => String(form.get(name)).trim()
    const body = {
      name: word('name'),
      url: word('url'),
      apiKey: word('apiKey'),
      enabled: true,
      syncOnStartup: form.get('syncOnStartup') === 'on',
    }
    save.mutate(
      { id: known?.id, body },
      {
        onSuccess: (saved) => {
          if (prowlarr) return onDone()
          // A sync that fails leaves the form open, so that address and key can be put right.
          setAdded(saved)
          sync.mutate(saved.id, { onSuccess: onDone })
        },
      },
    )
  }
  const error = save.error ?? sync.error
  return (
    <form onSubmit={submit} className="flex min-h-0 flex-col gap-5 overflow-y-auto p-6 pt-2">
      <TextField label={t('indexers.name')} name="name" required defaultValue={prowlarr?.name ?? 'Prowlarr'} />
      <TextField
        label={t('indexers.prowlarr.url')}
        hint={t('indexers.prowlarr.urlHint')}
        name="url"
        type="url"
        required
        placeholder="https://"
        defaultValue={prowlarr?.url}
      />
      <SecretField
        label={t('indexers.apiKey')}
        hint={t('indexers.prowlarr.keyHint')}
        name="apiKey"
        required
        defaultValue={prowlarr?.apiKey}
      />
      <CheckField
        label={t('indexers.prowlarr.atStart')}
        name="syncOnStartup"
        defaultChecked={prowlarr?.syncOnStartup ?? true}
      />
      {error ? <ErrorNotice error={error} /> : null}
      <FormActions
        action={prowlarr ? t('ui.save') : t('indexers.prowlarr.connect')}
        isBusy={save.isPending || sync.isPending}
        onCancel={onCancel}
      />
    </form>
  )
}
