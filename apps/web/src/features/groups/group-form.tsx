import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { AreaField, TextField } from '#ui/field.tsx'
import type { GroupWords } from './group-queries.ts'

/** What a group is called and what it is about. */
export function GroupForm({
  group,
  action,
  isBusy,
  error,
  onSave,
  onCancel,
}: {
  group?: GroupWords
  action: string
  isBusy: boolean
  error: Error | null
  onSave: (group: GroupWords) => void
  onCancel: () => void
}) {
  const { t } = useTranslation()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    onSave({ name: String(form.get('name')), description: String(form.get('description')).trim() || null })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-5 overflow-y-auto p-6 pt-2">
      <TextField label={t('groups.name')} name="name" defaultValue={group?.name} required maxLength={200} />
      <AreaField
        label={t('groups.description')}
        name="description"
        rows={3}
        defaultValue={group?.description ?? ''}
        maxLength={2000}
      />
      {error ? <ErrorNotice error={error} /> : null}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onCancel}>{t('ui.cancel')}</Button>
        <Button type="submit" kind="primary" disabled={isBusy}>
          {action}
        </Button>
      </div>
    </form>
  )
}
