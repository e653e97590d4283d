import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { isConflict, isSignedOut } from '#api/call-error.ts'
import { useSignIn } from '#api/session.ts'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { Notice } from '#ui/notice.tsx'
import { SessionError } from './session-error.tsx'

export function SignInForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation()
  const signIn = useSignIn()

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    signIn.mutate(
      { login: String(form.get('login')).trim(), password: String(form.get('password')) },
      { onSuccess: onDone },
    )
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      <TextField label={t('session.login')} name="login" autoComplete="username" autoCapitalize="none" required />
      <TextField
        label={t('session.password')}
        name="password"
        type="password"
        autoComplete="current-password"
        required
      />
      {signIn.error ? (
        isSignedOut(signIn.error) ? (
          <Notice>{t('session.wrong')}</Notice>
        ) : isConflict(signIn.error) ? (
          <Notice>{t('session.disabled')}</Notice>
        ) : (
          <SessionError error={signIn.error} />
        )
      ) : null}
      <Button type="submit" kind="primary" disabled={signIn.isPending}>
        {t('session.signIn')}
      </Button>
    </form>
  )
}
