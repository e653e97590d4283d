import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ago } from '#i18n/measures.ts'
import { Button } from '#ui/button.tsx'
import { Confirm } from '#ui/confirm.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { TextField } from '#ui/field.tsx'
import { type Protocol, useRemoveSignIn, useSetSignIn } from './device-queries.ts'

interface SignIn {
  username: string
  updatedAt: string
}

/** What devices of one kind sign in with: made, replaced and taken away here. */
export function DeviceSignIn({ protocol, signIn }: { protocol: Protocol; signIn: SignIn | null }) {
  const { t, i18n } = useTranslation()
  const [open, setOpen] = useState<'set' | 'remove'>()
  const set = useSetSignIn(protocol)
  const remove = useRemoveSignIn(protocol)
  const close = () => {
    set.reset()
    setOpen(undefined)
  }
  return (
    <div className="flex flex-col items-start gap-3">
      {signIn ? (
        <p>
          {t('devices.signInIs')} <code className="font-semibold break-all select-all">{signIn.username}</code>
          <span className="block text-sm text-ink-faint">
            {t('devices.signInSince', { at: ago(signIn.updatedAt, i18n.language) })}
          </span>
        </p>
      ) : (
        <p className="text-ink-soft">{t('devices.signInNone')}</p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button kind={signIn ? 'plain' : 'primary'} size="small" onClick={() => setOpen('set')}>
          {t(signIn ? 'devices.signInReplace' : 'devices.signInSet')}
        </Button>
        {signIn ? (
          <Button kind="danger" size="small" onClick={() => setOpen('remove')}>
            {t('devices.signInRemove')}
          </Button>
        ) : null}
      </div>
      <Dialog title={t(signIn ? 'devices.signInReplace' : 'devices.signInSet')} isOpen={open === 'set'} onClose={close}>
        <SignInForm
          username={signIn?.username ?? ''}
          error={set.error}
          isBusy={set.isPending}
          onCancel={close}
          onSave={(given) => set.mutate(given, { onSuccess: close })}
        />
      </Dialog>
      <Confirm
        title={t('devices.signInRemoveTitle')}
        action={t('devices.signInRemove')}
        isOpen={open === 'remove'}
        isBusy={remove.isPending}
        onClose={close}
        onConfirm={() => remove.mutate(undefined, { onSettled: close })}
      >
        {t('devices.signInRemoveExplained')}
      </Confirm>
      {remove.error ? <ErrorNotice error={remove.error} /> : null}
    </div>
  )
}

function SignInForm({
  username,
  error,
  isBusy,
  onCancel,
  onSave,
}: {
  username: string
  error: Error | null
  isBusy: boolean
  onCancel: () => void
  onSave: (given: { username: string; password: string }) => void
}) {
  const { t } = useTranslation()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    onSave({ username: String(form.get('username')).trim(), password: String(form.get('password')) })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-5 p-6 pt-2">
      <TextField
        label={t('devices.username')}
        name="username"
        defaultValue={username}
        required
        maxLength={256}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <TextField
        label={t('devices.password')}
        name="password"
        type="text"
        required
        minLength={8}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        hint={t('devices.passwordHint')}
      />
      {error ? <ErrorNotice error={error} /> : null}
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{t('ui.cancel')}</Button>
        <Button type="submit" kind="primary" disabled={isBusy}>
          {t('ui.save')}
        </Button>
      </div>
    </form>
  )
}
