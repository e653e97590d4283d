import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useSignUp } from '#api/session.ts'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { NewPasswordField } from '#ui/new-password-field.tsx'
import { SessionError } from './session-error.tsx'

/** Name, address and password of a new account. */
export function AccountForm({ action, onDone }: { action: string; onDone: () => void }) {
  const { t } = useTranslation()
  const signUp = useSignUp()

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const password = String(form.get('password'))
    signUp.mutate(
      { name: String(form.get('name')).trim(), email: String(form.get('email')).trim(), password },
      { onSuccess: onDone },
    )
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      <TextField label={t('session.name')} name="name" autoComplete="name" required maxLength={200} />
      <TextField label={t('session.email')} name="email" type="email" autoComplete="email" required />
      <NewPasswordField label={t('session.password')} name="password" />
      {signUp.error ? <SessionError error={signUp.error} /> : null}
      <Button type="submit" kind="primary" disabled={signUp.isPending}>
        {action}
      </Button>
    </form>
  )
}
