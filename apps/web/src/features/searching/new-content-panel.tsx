import { useTranslation } from 'react-i18next'
import { useSettingsDraft } from '#api/settings.ts'
import { SelectField, TextField } from '#ui/field.tsx'
import { SettingsForm } from '#ui/settings-form.tsx'

const defaults = {
  'default.media_type': 'ebook',
  'author.default_monitor_mode': 'all',
  'author.default_monitor_latest_count': '1',
}

const mediaTypes = ['ebook', 'audiobook', 'both'] as const
const monitorModes = ['all', 'future', 'latest', 'none'] as const

/** What is proposed for authors and books that are added. */
export function NewContentPanel() {
  const { t } = useTranslation()
  const draft = useSettingsDraft(defaults)
  return (
    <SettingsForm title={t('searching.fresh.title')} lead={t('searching.fresh.lead')} draft={draft}>
      <SelectField
        label={t('searching.fresh.media')}
        value={draft.valueOf('default.media_type')}
        onChange={(event) => draft.set('default.media_type', event.target.value)}
      >
        {mediaTypes.map((type) => (
          <option key={type} value={type}>
            {t(`searching.fresh.mediaType.${type}`)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t('searching.fresh.monitor')}
        value={draft.valueOf('author.default_monitor_mode')}
        onChange={(event) => draft.set('author.default_monitor_mode', event.target.value)}
      >
        {monitorModes.map((mode) => (
          <option key={mode} value={mode}>
            {t(`searching.fresh.monitorMode.${mode}`)}
          </option>
        ))}
      </SelectField>
      {draft.valueOf('author.default_monitor_mode') === 'latest' ? (
        <TextField
          label={t('searching.fresh.latest')}
          type="number"
          min={1}
          value={draft.valueOf('author.default_monitor_latest_count')}
          onChange={(event) => draft.set('author.default_monitor_latest_count', event.target.value)}
        />
      ) : null}
    </SettingsForm>
  )
}
