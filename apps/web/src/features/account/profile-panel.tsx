import { useQuery } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '#api/session.ts'
import { Button } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { TextField } from '#ui/field.tsx'
import { Initials } from '#ui/initials.tsx'
import { Panel } from '#ui/panel.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { profile, useEditProfile } from './account-queries.ts'

export function ProfilePanel() {
  const { t } = useTranslation()
  const account = useAccount()
  const { data, error, refetch } = useQuery(profile)
  const edit = useEditProfile()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name)).trim()
    edit.mutate({ name: text('name'), email: text('email'), username: text('username') })
  }
  return (
    <Panel title={t('account.profile')} lead={t(`account.roles.${account.role}`)}>
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {data ? (
        <form key={data.id} onSubmit={submit} className="flex flex-col items-start gap-4">
          <Initials name={data.name} className="size-14 text-xl" />
          <TextField
            label={t('session.name')}
            name="name"
            autoComplete="name"
            defaultValue={data.name}
            maxLength={200}
            required
            className="w-full"
          />
          <TextField
            label={t('session.email')}
            name="email"
            type="email"
            autoComplete="email"
            defaultValue={data.email}
            required
            className="w-full"
          />
          <TextField
            label={t('account.username')}
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            hint={t('account.usernameHint')}
            defaultValue={data.username === data.email ? '' : data.username}
            maxLength={100}
            className="w-full"
          />
          {edit.error ? <ErrorNotice error={edit.error} /> : null}
          <div className="flex items-center gap-3">
            <Button type="submit" disabled={edit.isPending}>
              {t('ui.save')}
            </Button>
            <span role="status" className="text-sm text-accent">
              {edit.isSuccess ? t('ui.saved') : null}
            </span>
          </div>
        </form>
      ) : error ? null : (
        <Waiting />
      )}
    </Panel>
  )
}
