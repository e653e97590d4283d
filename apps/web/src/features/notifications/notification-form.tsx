import { Plus, X } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { CheckField, SelectField, TextField } from '#ui/field.tsx'
import { FormActions } from '#ui/form-actions.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { notificationEvents } from './events.ts'
import { type Header, readHeaders, writeHeaders } from './headers.ts'
import { type Notification, type NotificationBody, useSaveNotification } from './notification-queries.ts'

const methods = ['POST', 'PUT', 'PATCH', 'GET'] as const

/** Whom to tell, how, and of what. */
export function NotificationForm({
  notification,
  onDone,
}: {
  notification?: Notification | undefined
  onDone: () => void
}) {
  const { t } = useTranslation()
  const save = useSaveNotification()
  const [draft, setDraft] = useState(() => draftOf(notification))
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ id: notification?.id, body: bodyOf(draft) }, { onSuccess: onDone })
  }
  return (
    <form onSubmit={submit} className="flex min-h-0 flex-col gap-5 overflow-y-auto p-6 pt-2">
      <Segmented
        label={t('notify.kind')}
        value={draft.type}
        choices={[
          { value: 'webhook', label: t('notify.type.webhook') },
          { value: 'email', label: t('notify.type.email') },
        ]}
        onChange={(type) => set({ type })}
      />
      <TextField
        label={t('notify.name')}
        required
        value={draft.name}
        onChange={(event) => set({ name: event.target.value })}
      />
      {draft.type === 'email' ? (
        <TextField
          label={t('notify.to')}
          hint={t('notify.toHint')}
          type="email"
          required
          value={draft.url.replace(/^mailto:/, '')}
          onChange={(event) => set({ url: event.target.value })}
        />
      ) : (
        <WebhookFields draft={draft} onChange={set} />
      )}
      <fieldset>
        <legend className="mb-1 text-sm font-medium">{t('notify.events')}</legend>
        {notificationEvents.map((name) => (
          <CheckField
            key={name}
            label={t(`notify.event.${name}`)}
            checked={draft[name]}
            onChange={(event) => set({ [name]: event.target.checked })}
          />
        ))}
      </fieldset>
      <CheckField
        label={t('notify.enabled')}
        checked={draft.enabled}
        onChange={(event) => set({ enabled: event.target.checked })}
      />
      {save.error ? <ErrorNotice error={save.error} /> : null}
      <FormActions action={t('ui.save')} isBusy={save.isPending} onCancel={onDone} />
    </form>
  )
}

function WebhookFields({ draft, onChange }: { draft: Draft; onChange: (change: Partial<Draft>) => void }) {
  const { t } = useTranslation()
  return (
    <>
      <TextField
        label={t('notify.url')}
        hint={t('notify.urlHint')}
        type="url"
        placeholder="https://"
        required
        value={draft.url}
        onChange={(event) => onChange({ url: event.target.value })}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <SelectField
          label={t('notify.method')}
          value={draft.method}
          onChange={(event) => onChange({ method: event.target.value })}
        >
          {methods.map((method) => (
            <option key={method}>{method}</option>
          ))}
        </SelectField>
        <TextField
          label={t('notify.topic')}
          value={draft.topic}
          onChange={(event) => onChange({ topic: event.target.value })}
        />
      </div>
      <p className="-mt-3 text-sm text-ink-faint">{t('notify.topicHint')}</p>
      <HeaderFields headers={draft.headers} onChange={(headers) => onChange({ headers })} />
    </>
  )
}

function HeaderFields({ headers, onChange }: { headers: Header[]; onChange: (headers: Header[]) => void }) {
  const { t } = useTranslation()
  const change = (index: number, part: Partial<Header>) =>
    onChange(headers.map((header, at) => (at === index ? { ...header, ...part } : header)))
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="text-sm font-medium">{t('notify.headers')}</legend>
      <p className="text-sm text-ink-faint">{t('notify.headersHint')}</p>
      {headers.map((header, index) => (
        // Headers have nothing to be told apart by but their place.
        <div key={index} className="flex items-end gap-2">
          <div className="grid min-w-0 flex-1 gap-2 sm:grid-cols-2">
            <TextField
              label={t('notify.headerName')}
              spellCheck={false}
              value={header.name}
              onChange={(event) => change(index, { name: event.target.value })}
            />
            <TextField
              label={t('notify.headerValue')}
              spellCheck={false}
              autoComplete="off"
              value={header.value}
              onChange={(event) => change(index, { value: event.target.value })}
            />
          </div>
          <IconButton
            label={t('notify.removeHeader', { number: index + 1 })}
            onClick={() => onChange(headers.filter((_, at) => at !== index))}
          >
            <X size={18} aria-hidden />
          </IconButton>
        </div>
      ))}
      <Button size="small" className="self-start" onClick={() => onChange([...headers, { name: '', value: '' }])}>
        <Plus size={16} aria-hidden />
        {t('notify.addHeader')}
      </Button>
    </fieldset>
  )
}

type Draft = ReturnType<typeof draftOf>

const draftOf = (notification: Notification | undefined) => ({
  type: (notification?.type === 'email' ? 'email' : 'webhook') as 'email' | 'webhook',
  name: notification?.name ?? '',
  url: notification?.url ?? '',
  method: notification?.method || 'POST',
  topic: notification?.topic ?? '',
  headers: readHeaders(notification?.headers ?? '') ?? [],
  onGrab: notification?.onGrab ?? false,
  onImport: notification?.onImport ?? true,
  onUpgrade: notification?.onUpgrade ?? true,
  onFailure: notification?.onFailure ?? true,
  onHealth: notification?.onHealth ?? true,
  enabled: notification?.enabled ?? true,
})

function bodyOf({ headers, ...draft }: Draft): NotificationBody {
  const body = { ...draft, name: draft.name.trim(), url: draft.url.trim(), topic: draft.topic.trim() }
  return draft.type === 'email'
    ? { ...body, method: '', topic: '', headers: '' }
    : { ...body, headers: writeHeaders(headers) }
}
