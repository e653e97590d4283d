import { useTranslation } from 'react-i18next'
import { useSettingsDraft } from '#api/settings.ts'
import { TextField } from '#ui/field.tsx'
import { SettingsForm } from '#ui/settings-form.tsx'

/** How long files are kept that were replaced or deleted. */
export function RecyclePanel() {
  const { t } = useTranslation()
  const draft = useSettingsDraft({ 'recycle.days': '14' })
  return (
    <SettingsForm title={t('importing.recycle.title')} lead={t('importing.recycle.lead')} draft={draft}>
      <TextField
        label={t('importing.recycle.days')}
        hint={t('importing.recycle.daysHint')}
        type="number"
        min={0}
        max={3650}
        value={draft.valueOf('recycle.days')}
        onChange={(event) => draft.set('recycle.days', event.target.value)}
      />
    </SettingsForm>
  )
}
