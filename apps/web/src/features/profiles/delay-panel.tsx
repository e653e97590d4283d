import { useQuery } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { CheckField, SelectField, TextField } from '#ui/field.tsx'
import { Panel } from '#ui/panel.tsx'
import { showToast } from '#ui/toast-store.ts'
import { type DelayProfile, delayProfiles, useSaveDelay } from './profile-queries.ts'

/** How long automatic grabs wait, and which ways of downloading are used. Only the first profile counts. */
export function DelayPanel() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(delayProfiles)
  return (
    <Panel title={t('profiles.delay.title')} lead={t('profiles.delay.lead')}>
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {data ? <DelayForm key={data[0]?.id} profile={data[0]} /> : null}
    </Panel>
  )
}

function DelayForm({ profile }: { profile: DelayProfile | undefined }) {
  const { t } = useTranslation()
  const save = useSaveDelay()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const minutes = (name: string) => Math.max(0, Math.trunc(Number(form.get(name))) || 0)
    const body = {
      enableUsenet: form.get('enableUsenet') === 'on',
      enableTorrent: form.get('enableTorrent') === 'on',
      usenetDelay: minutes('usenetDelay'),
      torrentDelay: minutes('torrentDelay'),
      preferredProtocol: String(form.get('preferredProtocol')),
      order: profile?.order ?? 0,
    }
    save.mutate({ id: profile?.id, body }, { onSuccess: () => showToast(t('ui.saved')) })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {(['Usenet', 'Torrent'] as const).map((protocol) => {
        const minutes = protocol === 'Usenet' ? profile?.usenetDelay : profile?.torrentDelay
        const isOn = protocol === 'Usenet' ? profile?.enableUsenet : profile?.enableTorrent
        return (
          <div key={protocol} className="grid items-end gap-x-4 sm:grid-cols-2">
            <CheckField
              label={t(`profiles.delay.use${protocol}`)}
              name={`enable${protocol}`}
              defaultChecked={isOn ?? true}
            />
            <TextField
              label={t(`profiles.delay.wait${protocol}`)}
              name={`${protocol.toLowerCase()}Delay`}
              type="number"
              min={0}
              max={1_000_000}
              defaultValue={minutes ?? 0}
            />
          </div>
        )
      })}
      <SelectField
        label={t('profiles.delay.preferred')}
        name="preferredProtocol"
        defaultValue={profile?.preferredProtocol ?? 'usenet'}
      >
        <option value="usenet">{t('profiles.delay.usenet')}</option>
        <option value="torrent">{t('profiles.delay.torrent')}</option>
      </SelectField>
      {save.error ? <ErrorNotice error={save.error} /> : null}
      <Button type="submit" className="self-start" disabled={save.isPending}>
        {t('ui.save')}
      </Button>
    </form>
  )
}
