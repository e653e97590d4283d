import type { Role } from '@colophon/contract/web/session.ts'
import type { PasswordLink } from '@colophon/contract/web/users.ts'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { SelectField, TextField } from '#ui/field.tsx'
import { LinkToPassOn } from './link-to-pass-on.tsx'
import { roles } from './roles.ts'
import { useAddAccount } from './user-queries.ts'
import { readPassword, WayIn } from './way-in.tsx'

/** Makes an account, and shows the link for whoever it is for. */
export function AddUser({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation()
  const add = useAddAccount()
  const [role, setRole] = useState<Role>('reader')
  const [link, setLink] = useState<PasswordLink>()
  if (link) return <LinkToPassOn link={link} onDone={onDone} />
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name)).trim()
    add.mutate(
      { name: text('name'), email: text('email'), role, password: readPassword(form) },
      { onSuccess: (made) => (made.link ? setLink(made.link) : onDone()) },
    )
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-5 overflow-y-auto p-6 pt-2">
      <TextField label={t('session.name')} name="name" autoComplete="off" required maxLength={200} />
      <TextField label={t('session.email')} name="email" type="email" autoComplete="off" required />
      <div className="flex flex-col gap-1.5">
        <SelectField
          label={t('users.roleFilter')}
          value={role}
          onChange={(event) => setRole(roles.find((one) => one === event.target.value) ?? 'reader')}
        >
          {roles.map((one) => (
            <option key={one} value={one}>
              {t(`users.role.${one}`)}
            </option>
          ))}
        </SelectField>
        <p className="text-sm text-ink-faint">{t(`users.roleExplained.${role}`)}</p>
      </div>
      <WayIn />
      {add.error ? <ErrorNotice error={add.error} /> : null}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onDone}>{t('ui.cancel')}</Button>
        <Button type="submit" kind="primary" disabled={add.isPending}>
          {t('users.create')}
        </Button>
      </div>
    </form>
  )
}
