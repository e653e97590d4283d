import { useQuery } from '@tanstack/react-query'
import { Send } from 'lucide-react'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { SelectField, TextField } from '#ui/field.tsx'
import { FormActions } from '#ui/form-actions.tsx'
import { Notice } from '#ui/notice.tsx'
import { Panel } from '#ui/panel.tsx'
import { SecretField } from '#ui/secret-field.tsx'
import { Spinner } from '#ui/spinner.tsx'
import { Findings } from '#ui/standing.tsx'
import { showToast } from '#ui/toast-store.ts'
import { type Smtp, smtp, useSetSmtp, useTestSmtp } from './smtp-queries.ts'

const modes = ['starttls', 'tls', 'none'] as const

/** By which server mails go out. */
export function SmtpPanel() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(smtp)
  return (
    <Panel title={t('notify.smtp.title')} lead={t('notify.smtp.lead')}>
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {data || error ? null : <Spinner />}
      {data ? <SmtpForm config={data} /> : null}
    </Panel>
  )
}

function SmtpForm({ config }: { config: Smtp }) {
  const { t } = useTranslation()
  const save = useSetSmtp()
  const test = useTestSmtp()
  const isFixed = config.env_override
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const word = (name: string) => String(form.get(name) ?? '').trim()
    const body = {
      host: word('host'),
      port: word('port'),
      tls: word('tls'),
      username: word('username'),
      password: word('password') || null,
      from: word('from'),
    }
    save.mutate(body, { onSuccess: () => showToast(t('ui.saved')) })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {isFixed ? <Notice kind="info">{t('notify.smtp.fixed')}</Notice> : null}
      <div className="grid grid-cols-[1fr_6rem] gap-3">
        <TextField
          label={t('notify.smtp.host')}
          name="host"
          required
          autoCapitalize="none"
          spellCheck={false}
          disabled={isFixed}
          defaultValue={config.host}
        />
        <TextField
          label={t('notify.smtp.port')}
          name="port"
          inputMode="numeric"
          pattern="\d{1,5}"
          required
          disabled={isFixed}
          defaultValue={config.port || '587'}
        />
      </div>
      <SelectField label={t('notify.smtp.tls')} name="tls" disabled={isFixed} defaultValue={config.tls || 'starttls'}>
        {modes.map((mode) => (
          <option key={mode} value={mode}>
            {t(`notify.smtp.mode.${mode}`)}
          </option>
        ))}
      </SelectField>
      <TextField
        label={t('notify.smtp.username')}
        name="username"
        autoComplete="off"
        autoCapitalize="none"
        disabled={isFixed}
        defaultValue={config.username}
      />
      <SecretField
        label={t('notify.smtp.password')}
        hint={config.password_set ? t('notify.smtp.passwordKept') : undefined}
        name="password"
        disabled={isFixed}
      />
      <TextField
        label={t('notify.smtp.from')}
        hint={t('notify.smtp.fromHint')}
        name="from"
        required
        disabled={isFixed}
        defaultValue={config.from}
      />
      {test.data ? <Findings findings={[{ kind: 'ok', text: t('notify.smtp.sent') }]} /> : null}
      {save.error || test.error ? <ErrorNotice error={save.error ?? test.error} /> : null}
      <FormActions action={t('ui.save')} isBusy={save.isPending} isDisabled={isFixed}>
        <Button disabled={test.isPending || config.host === ''} onClick={() => test.mutate()}>
          <Send size={17} aria-hidden />
          {t('notify.smtp.test')}
        </Button>
      </FormActions>
    </form>
  )
}
