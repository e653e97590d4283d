import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { Panel } from '#ui/panel.tsx'
import { Standing } from '#ui/standing.tsx'
import { storage } from './import-queries.ts'

/** Where images with mounted folders have them: where they are not there, nobody asked for them. */
const usual = ['/downloads', '/books']

const names = ['download', 'library', 'audiobook', 'audiobook-download'] as const

/** Whether the folders that the environment names can be used, and whether files can be linked between them. */
export function StoragePanel() {
  const { t } = useTranslation()
  const { data, error } = useQuery(storage)
  const dirs = data?.dirs.filter(({ path, exists }) => path !== '' && (exists || !usual.includes(path))) ?? []
  if (!error && dirs.length === 0) return null
  return (
    <Panel title={t('importing.storage.title')} lead={t('importing.storage.lead')}>
      {error ? <ErrorNotice error={error} /> : null}
      <ul className="flex flex-col gap-3">
        {dirs.map(({ name, path, exists, writable, reason }) => {
          const known = names.find((one) => one === name)
          return (
            <li key={name}>
              <p className="font-medium">{known ? t(`importing.storage.name.${known}`) : name}</p>
              <p className="text-sm break-all text-ink-faint">{path}</p>
              <p className="text-sm">
                <Standing kind={exists && writable ? 'ok' : 'problem'}>
                  {exists && writable ? t('importing.storage.fine') : reason || t('importing.storage.unusable')}
                </Standing>
              </p>
            </li>
          )
        })}
        {data ? (
          <li className="text-sm">
            <Standing kind={data.hardlinkable ? 'ok' : 'warning'}>
              {data.hardlinkable
                ? t('importing.storage.linkable')
                : t('importing.storage.notLinkable', { reason: data.hardlinkReason ?? '' })}
            </Standing>
          </li>
        ) : null}
      </ul>
    </Panel>
  )
}
