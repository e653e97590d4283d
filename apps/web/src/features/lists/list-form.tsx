import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { AreaField, TextField } from '#ui/field.tsx'

/** Name and description of a list. */
export function ListForm({
  name: givenName = '',
  description: givenDescription = '',
  action,
  error,
  isBusy,
  onSave,
  onCancel,
}: {
  name?: string
  description?: string | null
  action: string
  error: Error | null
  isBusy: boolean
  onSave: (list: { name: string; description: string | null }) => void
  onCancel: () => void
}) {
  const { t } = useTranslation()
  const [name, setName] = useState(givenName)
  const [description, setDescription] = useState(givenDescription ?? '')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSave({ name: name.trim(), description: description.trim() || null })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-5 p-6 pt-2">
      <TextField
        label={t('lists.name')}
        value={name}
        required
        maxLength={200}
        data-typed-first
        onChange={(event) => setName(event.target.value)}
      />
      <AreaField
        label={t('lists.description')}
        rows={3}
        maxLength={2_000}
        value={description}
        onChange={(event) => setDescription(event.target.value)}
      />
      {error ? <ErrorNotice error={error} /> : null}
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{t('ui.cancel')}</Button>
        <Button type="submit" kind="primary" disabled={isBusy || name.trim() === ''}>
          {action}
        </Button>
      </div>
    </form>
  )
}
