import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSignUp } from '#api/session.ts'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { SessionError } from './session-error.tsx'

/** Bytes, because that is what the server counts: a letter may be several. */
const sizeOf = (text: string) => new TextEncoder().encode(text).length

/** Name, address and password of a new account. */
export function AccountForm({ action, onDone }: { action: string; onDone: () => void }) {
  const { t } = useTranslation()
  const signUp = useSignUp()
  const [wrong, setWrong] = useState<string>()

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const password = String(form.get('password'))
    const size = sizeOf(password)
    setWrong(size < 8 ? t('session.passwordShort') : size > 72 ? t('session.passwordLong') : undefined)
    if (size < 8 || size > 72) return
    signUp.mutate(
      { name: String(form.get('name')).trim(), email: String(form.get('email')).trim(), password },
      { onSuccess: onDone },
    )
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      <TextField label={t('session.name')} name="name" autoComplete="name" required maxLength={200} />
      <TextField label={t('session.email')} name="email" type="email" autoComplete="email" required />
      <TextField
        label={t('session.password')}
        name="password"
        type="password"
        autoComplete="new-password"
        hint={t('session.passwordHint')}
        error={wrong}
        required
      />
      {signUp.error ? <SessionError error={signUp.error} /> : null}
      <Button type="submit" kind="primary" disabled={signUp.isPending}>
        {action}
      </Button>
    </form>
  )
}
