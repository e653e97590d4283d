import { getSystemStatus } from '@colophon/contract/acquisition/system.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#api/call.ts'
import { useSaveSettings, useSettingsDraft } from '#api/settings.ts'
import { Button } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { SelectField } from '#ui/field.tsx'
import { Panel } from '#ui/panel.tsx'
import { SecretField } from '#ui/secret-field.tsx'
import { SettingsForm } from '#ui/settings-form.tsx'
import { Standing } from '#ui/standing.tsx'
import { showToast } from '#ui/toast-store.ts'

const defaults = { 'metadata.primary_provider': 'openlibrary' }

/** Which source of facts about books is asked first. */
export function SourcesPanel() {
  const { t } = useTranslation()
  const draft = useSettingsDraft(defaults)
  return (
    <SettingsForm title={t('searching.sources.title')} lead={t('searching.sources.lead')} draft={draft}>
      <SelectField
        label={t('searching.sources.primary')}
        hint={t('searching.sources.primaryHint')}
        value={draft.valueOf('metadata.primary_provider')}
        onChange={(event) => draft.set('metadata.primary_provider', event.target.value)}
      >
        <option value="openlibrary">{t('searching.sources.openlibrary')}</option>
        <option value="dnb">{t('searching.sources.dnb')}</option>
      </SelectField>
    </SettingsForm>
  )
}

/** Keys of sources that want one. They are kept sealed: what is stored is never shown again. */
export function SourceKeysPanel() {
  const { t } = useTranslation()
  const { data } = useQuery({
    queryKey: ['settings', 'status'],
    queryFn: ({ signal }) => call(getSystemStatus, {}, { signal }),
  })
  return (
    <Panel title={t('searching.keys.title')} lead={t('searching.keys.lead')}>
      <div className="flex flex-col gap-8">
        <KeyForm
          setting="googlebooks.apiKey"
          label={t('searching.keys.google')}
          hint={t('searching.keys.googleHint')}
        />
        <KeyForm
          setting="hardcover.api_token"
          label={t('searching.keys.hardcover')}
          hint={t('searching.keys.hardcoverHint')}
          isSet={data?.hardcoverTokenConfigured}
        />
      </div>
    </Panel>
  )
}

function KeyForm({
  setting,
  label,
  hint,
  isSet,
}: {
  setting: string
  label: string
  hint: string
  /** Undefined where the server does not say. */
  isSet?: boolean | undefined
}) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const save = useSaveSettings()
  const [value, setValue] = useState('')
  const store = (text: string) =>
    save.mutate(
      { [setting]: text },
      {
        onSuccess: () => {
          setValue('')
          showToast(t(text === '' ? 'searching.keys.removed' : 'ui.saved'))
          void client.invalidateQueries({ queryKey: ['settings', 'status'] })
        },
      },
    )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    store(value.trim())
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <SecretField label={label} hint={hint} value={value} onChange={(event) => setValue(event.target.value)} />
      {isSet === undefined ? null : (
        <p className="text-sm">
          <Standing kind={isSet ? 'ok' : 'off'}>{t(isSet ? 'searching.keys.set' : 'searching.keys.unset')}</Standing>
        </p>
      )}
      {save.error ? <ErrorNotice error={save.error} /> : null}
      <div className="flex gap-2">
        <Button type="submit" disabled={save.isPending || value.trim() === ''}>
          {t('ui.save')}
        </Button>
        {isSet === false ? null : (
          <Button kind="ghost" disabled={save.isPending} onClick={() => store('')}>
            {t('searching.keys.remove')}
          </Button>
        )}
      </div>
    </form>
  )
}
