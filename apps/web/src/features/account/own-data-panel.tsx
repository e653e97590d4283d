import { exportOwnData } from '@colophon/contract/web/account.ts'
import { Download } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '#api/call.ts'
import { Button, buttonClass } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { TextField } from '#ui/field.tsx'
import { Panel } from '#ui/panel.tsx'
import { useDeleteAccount } from './account-queries.ts'

/** What is kept of a person: they may take it along, and they may have it forgotten. */
export function OwnDataPanel({ onDeleted }: { onDeleted: () => void }) {
  const { t } = useTranslation()
  const [isLeaving, setLeaving] = useState(false)
  return (
    <Panel title={t('account.ownData')} lead={t('account.ownDataLead')}>
      <div className="flex flex-wrap gap-3">
        <a href={addressOf(exportOwnData)} download className={buttonClass()}>
          <Download size={17} aria-hidden />
          {t('account.export')}
        </a>
        <Button kind="danger" onClick={() => setLeaving(true)}>
          {t('account.delete')}
        </Button>
      </div>
      <Dialog title={t('account.deleteTitle')} isOpen={isLeaving} onClose={() => setLeaving(false)}>
        <Farewell onCancel={() => setLeaving(false)} onDeleted={onDeleted} />
      </Dialog>
    </Panel>
  )
}

function Farewell({ onCancel, onDeleted }: { onCancel: () => void; onDeleted: () => void }) {
  const { t } = useTranslation()
  const remove = useDeleteAccount()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    remove.mutate(String(new FormData(event.currentTarget).get('password')), { onSuccess: onDeleted })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-5 overflow-y-auto p-6 pt-2">
      <p className="text-ink-soft">{t('account.deleteExplained')}</p>
      <ul className="list-disc ps-5 text-ink-soft">
        <li>{t('account.deletePlaces')}</li>
        <li>{t('account.deleteKeys')}</li>
        <li>{t('account.deleteStays')}</li>
      </ul>
      <TextField
        label={t('account.deletePassword')}
        name="password"
        type="password"
        autoComplete="current-password"
        required
      />
      {remove.error ? <ErrorNotice error={remove.error} /> : null}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onCancel}>{t('ui.cancel')}</Button>
        <Button type="submit" kind="danger" disabled={remove.isPending}>
          {t('account.deleteAction')}
        </Button>
      </div>
    </form>
  )
}
