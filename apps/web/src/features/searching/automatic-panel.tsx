import { useTranslation } from 'react-i18next'
import { useSettingsDraft } from '#api/settings.ts'
import { CheckField, SelectField, TextField } from '#ui/field.tsx'
import { SettingsForm } from '#ui/settings-form.tsx'

const defaults = {
  'autoGrab.enabled': 'true',
  'search.interval': '12h',
  'upgrade.enabled': 'false',
  'search.preferredLanguage': '',
  'stall.timeout_minutes': '120',
}

/** Hours between two searches for all that is wanted. */
const intervals = [1, 3, 6, 12, 24, 48, 168] as const

/** Whether Colophon looks for books by itself, and how often. */
export function AutomaticPanel() {
  const { t } = useTranslation()
  const draft = useSettingsDraft(defaults)
  const isOn = draft.valueOf('autoGrab.enabled') !== 'false'
  const interval = draft.valueOf('search.interval')
  const isListed = intervals.some((hours) => `${hours}h` === interval)
  return (
    <SettingsForm title={t('searching.automatic.title')} lead={t('searching.automatic.lead')} draft={draft}>
      <CheckField
        label={t('searching.automatic.enabled')}
        hint={t('searching.automatic.enabledHint')}
        checked={isOn}
        onChange={(event) => draft.set('autoGrab.enabled', String(event.target.checked))}
      />
      <CheckField
        label={t('searching.automatic.upgrade')}
        hint={t('searching.automatic.upgradeHint')}
        checked={draft.valueOf('upgrade.enabled') === 'true'}
        disabled={!isOn}
        onChange={(event) => draft.set('upgrade.enabled', String(event.target.checked))}
      />
      <SelectField
        label={t('searching.automatic.interval')}
        hint={t('searching.automatic.intervalHint')}
        value={interval}
        disabled={!isOn}
        onChange={(event) => draft.set('search.interval', event.target.value)}
      >
        {intervals.map((hours) => (
          <option key={hours} value={`${hours}h`}>
            {t('searching.automatic.hours', { count: hours })}
          </option>
        ))}
        {isListed ? null : <option value={interval}>{interval}</option>}
      </SelectField>
      <TextField
        label={t('searching.automatic.language')}
        hint={t('searching.automatic.languageHint')}
        spellCheck={false}
        autoCapitalize="none"
        maxLength={100}
        value={draft.valueOf('search.preferredLanguage')}
        onChange={(event) => draft.set('search.preferredLanguage', event.target.value)}
      />
      <TextField
        label={t('searching.automatic.stall')}
        hint={t('searching.automatic.stallHint')}
        type="number"
        min={1}
        value={draft.valueOf('stall.timeout_minutes')}
        onChange={(event) => draft.set('stall.timeout_minutes', event.target.value)}
      />
    </SettingsForm>
  )
}
