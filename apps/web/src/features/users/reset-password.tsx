import type { Account, PasswordLink } from '@colophon/contract/web/users.ts'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { LinkToPassOn } from './link-to-pass-on.tsx'
import { useResetPassword } from './user-queries.ts'
import { readPassword, WayIn } from './way-in.tsx'

/** Gives somebody a new way in, who forgot the old one or lost it to others. */
export function ResetPassword({ account, onDone }: { account: Account; onDone: () => void }) {
  const { t } = useTranslation()
  const reset = useResetPassword()
  const [link, setLink] = useState<PasswordLink>()
  if (link) return <LinkToPassOn link={link} onDone={onDone} />
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const password = readPassword(new FormData(event.currentTarget))
    reset.mutate({ userId: account.id, password }, { onSuccess: (made) => (made.link ? setLink(made.link) : onDone()) })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-5 overflow-y-auto p-6 pt-2">
      <p className="text-ink-soft">{t('users.resetExplained')}</p>
      <WayIn />
      {reset.error ? <ErrorNotice error={reset.error} /> : null}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onDone}>{t('ui.cancel')}</Button>
        <Button type="submit" kind="primary" disabled={reset.isPending}>
          {t('users.resetAction')}
        </Button>
      </div>
    </form>
  )
}
