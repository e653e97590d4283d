import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { CheckField, TextField } from '#ui/field.tsx'
import { FormActions } from '#ui/form-actions.tsx'
import { type MetadataProfile, useSaveMetadata } from './profile-queries.ts'

/** Which works of an author belong on the list. */
export function MetadataForm({ profile, onDone }: { profile?: MetadataProfile | undefined; onDone: () => void }) {
  const { t } = useTranslation()
  const save = useSaveMetadata()
  const [languages, setLanguages] = useState(profile?.allowedLanguages ?? 'eng')
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const isTicked = (name: string) => form.get(name) === 'on'
    const number = (name: string) => Math.max(0, Math.trunc(Number(form.get(name))) || 0)
    const body = {
      name: String(form.get('name')).trim(),
      minPopularity: number('minPopularity'),
      minPages: number('minPages'),
      skipMissingDate: isTicked('skipMissingDate'),
      skipMissingIsbn: isTicked('skipMissingIsbn'),
      skipPartBooks: isTicked('skipPartBooks'),
      allowedLanguages:
        languages
          .toLowerCase()
          .replaceAll(/[\s,;]+/g, ',')
          .replaceAll(/^,|,$/g, '') || 'any',
      unknownLanguageBehavior: isTicked('unknown') ? 'pass' : 'fail',
    }
    save.mutate({ id: profile?.id, body }, { onSuccess: onDone })
  }
  return (
    <form onSubmit={submit} className="flex min-h-0 flex-col gap-5 overflow-y-auto p-6 pt-2">
      <TextField label={t('profiles.name')} name="name" required defaultValue={profile?.name} />
      <TextField
        label={t('profiles.metadata.languages')}
        hint={t('profiles.metadata.languagesHint')}
        spellCheck={false}
        autoCapitalize="none"
        value={languages}
        onChange={(event) => setLanguages(event.target.value)}
      />
      <CheckField
        label={t('profiles.metadata.unknown')}
        name="unknown"
        defaultChecked={profile?.unknownLanguageBehavior !== 'fail'}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label={t('profiles.metadata.minPages')}
          name="minPages"
          type="number"
          min={0}
          defaultValue={profile?.minPages ?? 0}
        />
        <TextField
          label={t('profiles.metadata.minPopularity')}
          name="minPopularity"
          type="number"
          min={0}
          defaultValue={profile?.minPopularity ?? 0}
        />
      </div>
      <p className="-mt-3 text-sm text-ink-faint">{t('profiles.metadata.zeroHint')}</p>
      <div>
        <CheckField
          label={t('profiles.metadata.skipMissingDate')}
          name="skipMissingDate"
          defaultChecked={profile?.skipMissingDate}
        />
        <CheckField
          label={t('profiles.metadata.skipMissingIsbn')}
          name="skipMissingIsbn"
          defaultChecked={profile?.skipMissingIsbn}
        />
        <CheckField
          label={t('profiles.metadata.skipPartBooks')}
          name="skipPartBooks"
          defaultChecked={profile?.skipPartBooks}
        />
      </div>
      {save.error ? <ErrorNotice error={save.error} /> : null}
      <FormActions action={t('ui.save')} isBusy={save.isPending} onCancel={onDone} />
    </form>
  )
}
