import { useTranslation } from 'react-i18next'
import { useSettingsDraft } from '#api/settings.ts'
import { CheckField, SelectField, TextField } from '#ui/field.tsx'
import { RadioCards } from '#ui/radio-cards.tsx'
import { SettingsForm } from '#ui/settings-form.tsx'

const modes = ['auto', 'hardlink', 'copy', 'move', 'external'] as const

const defaults = {
  'import.mode': 'auto',
  'import.audiobook.flatten_multi_disc': 'false',
  'import.formats': 'all',
  'import.minFreeSpace': '500',
  'import.drop_folder': '',
  'import.drop_layout': 'flat',
  'import.drop_link_mode': 'copy',
  'cwa.ingest_path': '',
}

/** How a finished download comes into the library. */
export function ImportPanel() {
  const { t } = useTranslation()
  const draft = useSettingsDraft(defaults)
  const mode = modes.find((one) => one === draft.valueOf('import.mode')) ?? 'auto'
  return (
    <SettingsForm title={t('importing.mode.title')} lead={t('importing.mode.lead')} draft={draft}>
      <RadioCards
        label={t('importing.mode.title')}
        value={mode as string}
        choices={modes.map((value) => ({
          value,
          label: t(`importing.mode.name.${value}`),
          hint: t(`importing.mode.hint.${value}`),
        }))}
        onChange={(value) => draft.set('import.mode', value)}
      />
      {mode === 'external' ? <HandOver draft={draft} /> : null}
      <SelectField
        label={t('importing.mode.formats')}
        value={draft.valueOf('import.formats')}
        onChange={(event) => draft.set('import.formats', event.target.value)}
      >
        <option value="all">{t('importing.mode.formatsAll')}</option>
        <option value="best">{t('importing.mode.formatsBest')}</option>
      </SelectField>
      <CheckField
        label={t('importing.mode.flatten')}
        hint={t('importing.mode.flattenHint')}
        checked={draft.valueOf('import.audiobook.flatten_multi_disc') === 'true'}
        onChange={(event) => draft.set('import.audiobook.flatten_multi_disc', String(event.target.checked))}
      />
      <TextField
        label={t('importing.mode.minFree')}
        hint={t('importing.mode.minFreeHint')}
        type="number"
        min={0}
        value={draft.valueOf('import.minFreeSpace')}
        onChange={(event) => draft.set('import.minFreeSpace', event.target.value)}
      />
      <TextField
        label={t('importing.mode.ingest')}
        hint={t('importing.mode.ingestHint')}
        spellCheck={false}
        autoCapitalize="none"
        value={draft.valueOf('cwa.ingest_path')}
        onChange={(event) => draft.set('cwa.ingest_path', event.target.value)}
      />
    </SettingsForm>
  )
}

function HandOver({
  draft,
}: {
  draft: Pick<ReturnType<typeof useSettingsDraft<keyof typeof defaults>>, 'set' | 'valueOf'>
}) {
  const { t } = useTranslation()
  return (
    <div className="flex flex-col gap-4 rounded-xl bg-sunken p-4">
      <TextField
        label={t('importing.handOver.folder')}
        hint={t('importing.handOver.folderHint')}
        spellCheck={false}
        autoCapitalize="none"
        value={draft.valueOf('import.drop_folder')}
        onChange={(event) => draft.set('import.drop_folder', event.target.value)}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <SelectField
          label={t('importing.handOver.layout')}
          value={draft.valueOf('import.drop_layout')}
          onChange={(event) => draft.set('import.drop_layout', event.target.value)}
        >
          <option value="flat">{t('importing.handOver.flat')}</option>
          <option value="templated">{t('importing.handOver.templated')}</option>
        </SelectField>
        <SelectField
          label={t('importing.handOver.link')}
          value={draft.valueOf('import.drop_link_mode')}
          onChange={(event) => draft.set('import.drop_link_mode', event.target.value)}
        >
          <option value="copy">{t('importing.mode.name.copy')}</option>
          <option value="hardlink">{t('importing.mode.name.hardlink')}</option>
        </SelectField>
      </div>
    </div>
  )
}
