import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '#api/session.ts'
import { Button } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { TextField } from '#ui/field.tsx'
import { Panel } from '#ui/panel.tsx'
import { useRename } from './account-queries.ts'

export function ProfilePanel() {
  const { t } = useTranslation()
  const account = useAccount()
  const rename = useRename()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    rename.mutate(String(new FormData(event.currentTarget).get('name')).trim())
  }
  return (
    <Panel title={t('account.profile')} lead={t(`account.roles.${account.role}`)}>
      <form onSubmit={submit} className="flex flex-col items-start gap-4">
        <TextField label={t('session.name')} name="name" defaultValue={account.name} required className="w-full" />
        <TextField label={t('session.email')} value={account.email} readOnly className="w-full" />
        {rename.error ? <ErrorNotice error={rename.error} /> : null}
        <div className="flex items-center gap-3">
          <Button type="submit" disabled={rename.isPending}>
            {t('ui.save')}
          </Button>
          <span role="status" className="text-sm text-accent">
            {rename.isSuccess ? t('ui.saved') : null}
          </span>
        </div>
      </form>
    </Panel>
  )
}
