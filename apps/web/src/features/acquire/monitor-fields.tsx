import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { fileSize } from '#i18n/measures.ts'
import { SelectField, TextField } from '#ui/field.tsx'
import { metadataProfiles, qualityProfiles, rootFolders } from './profile-queries.ts'

export const monitorModes = ['all', 'future', 'latest', 'series', 'none'] as const
export type MonitorMode = (typeof monitorModes)[number]

export interface MonitorChoice {
  mode: MonitorMode
  latestCount: number
  /** Null: as the server does it. */
  qualityProfileId: number | null
  metadataProfileId: number | null
  rootFolderId: number | null
}

/** Which books of an author are wanted, in which quality, and where they go. */
export function MonitorFields({
  choice,
  modes = monitorModes,
  onChange,
}: {
  choice: MonitorChoice
  modes?: readonly MonitorMode[]
  onChange: (choice: MonitorChoice) => void
}) {
  const { t } = useTranslation()
  return (
    <>
      <SelectField
        label={t('acquire.mode.label')}
        value={choice.mode}
        onChange={({ target: { value } }) => {
          onChange({ ...choice, mode: modes.find((mode) => mode === value) ?? 'all' })
        }}
      >
        {modes.map((mode) => (
          <option key={mode} value={mode}>
            {t(`acquire.mode.${mode}`)}
          </option>
        ))}
      </SelectField>
      {choice.mode === 'latest' ? (
        <TextField
          type="number"
          min={1}
          max={100}
          label={t('acquire.latestCount')}
          value={choice.latestCount}
          onChange={({ target }) => onChange({ ...choice, latestCount: Math.max(1, target.valueAsNumber || 1) })}
        />
      ) : null}
      <Places choice={choice} onChange={onChange} />
    </>
  )
}

function Places({ choice, onChange }: { choice: MonitorChoice; onChange: (choice: MonitorChoice) => void }) {
  const { t, i18n } = useTranslation()
  const { data: qualities = [] } = useQuery(qualityProfiles)
  const { data: metadata = [] } = useQuery(metadataProfiles)
  const { data: roots = [] } = useQuery(rootFolders)
  return (
    <>
      <Choice
        label={t('acquire.quality')}
        value={choice.qualityProfileId}
        none={t('acquire.anyQuality')}
        options={qualities.map(({ id, name }) => ({ id, name }))}
        onChange={(qualityProfileId) => onChange({ ...choice, qualityProfileId })}
      />
      {metadata.length > 1 ? (
        <Choice
          label={t('acquire.works')}
          value={choice.metadataProfileId ?? metadata[0]?.id ?? null}
          options={metadata.map(({ id, name }) => ({ id, name }))}
          onChange={(metadataProfileId) => onChange({ ...choice, metadataProfileId })}
        />
      ) : null}
      {roots.length > 1 ? (
        <Choice
          label={t('acquire.root')}
          value={choice.rootFolderId}
          none={t('acquire.usualRoot')}
          options={roots.map(({ id, path, freeSpace }) => ({
            id,
            name: freeSpace > 0 ? t('acquire.rootFree', { path, free: fileSize(freeSpace, i18n.language) }) : path,
          }))}
          onChange={(rootFolderId) => onChange({ ...choice, rootFolderId })}
        />
      ) : null}
    </>
  )
}

function Choice({
  label,
  value,
  none,
  options,
  onChange,
}: {
  label: string
  value: number | null
  /** What it is called to choose nothing; left out where something has to be chosen. */
  none?: string
  options: readonly { id: number; name: string }[]
  onChange: (id: number | null) => void
}) {
  return (
    <SelectField
      label={label}
      value={value ?? ''}
      onChange={({ target }) => onChange(target.value === '' ? null : Number(target.value))}
    >
      {none === undefined ? null : <option value="">{none}</option>}
      {options.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  )
}
