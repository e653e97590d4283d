import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { isSignedOut } from '#api/call-error.ts'
import { Button } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { CheckField, TextField } from '#ui/field.tsx'
import { NewPasswordField } from '#ui/new-password-field.tsx'
import { Notice } from '#ui/notice.tsx'
import { Panel } from '#ui/panel.tsx'
import { useChangePassword } from './account-queries.ts'

export function PasswordPanel() {
  const { t } = useTranslation()
  const change = useChangePassword()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const values = new FormData(form)
    change.mutate(
      {
        currentPassword: String(values.get('current')),
        newPassword: String(values.get('new')),
        signsOutOthers: values.has('others'),
      },
      { onSuccess: () => form.reset() },
    )
  }
  return (
    <Panel title={t('account.password')}>
      <form onSubmit={submit} className="flex flex-col items-start gap-4">
        <TextField
          label={t('account.currentPassword')}
          name="current"
          type="password"
          autoComplete="current-password"
          required
          className="w-full"
        />
        <NewPasswordField label={t('account.newPassword')} name="new" className="w-full" />
        <CheckField label={t('account.signOutOthers')} name="others" defaultChecked />
        {change.error ? (
          isSignedOut(change.error) ? (
            <Notice>{t('account.wrongPassword')}</Notice>
          ) : (
            <ErrorNotice error={change.error} />
          )
        ) : null}
        <div className="flex items-center gap-3">
          <Button type="submit" disabled={change.isPending}>
            {t('account.changePassword')}
          </Button>
          <span role="status" className="text-sm text-accent">
            {change.isSuccess ? t('ui.saved') : null}
          </span>
        </div>
      </form>
    </Panel>
  )
}
