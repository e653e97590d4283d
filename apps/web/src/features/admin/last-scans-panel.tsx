import type { System } from '@colophon/contract/web/admin.ts'
import { useTranslation } from 'react-i18next'
import { ago } from '#i18n/measures.ts'
import { Panel } from '#ui/panel.tsx'

/** When each library was looked through last, and how that went. */
export function LastScansPanel({ scans }: { scans: System['lastScans'] }) {
  const { t, i18n } = useTranslation()
  if (scans.length === 0) return null
  return (
    <Panel title={t('system.scans')}>
      <ul className="flex flex-col gap-2">
        {scans.map(({ libraryName, scan }) => (
          <li key={libraryName} className="flex flex-wrap justify-between gap-x-6">
            <span className="font-medium">{libraryName}</span>
            <span className="text-ink-soft">
              {scan
                ? `${t(`system.scanState.${scan.state}`)}, ${ago(scan.finishedAt ?? scan.startedAt, i18n.language)}`
                : t('system.neverScanned')}
            </span>
            {scan?.message ? <span className="basis-full text-sm text-warning">{scan.message}</span> : null}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
