import type { System } from '@colophon/contract/web/admin.ts'
import { useTranslation } from 'react-i18next'
import { fileSize } from '#i18n/measures.ts'
import { Panel } from '#ui/panel.tsx'
import { ProgressBar } from '#ui/progress.tsx'

/** How full the disks are on which data and books lie. */
export function DisksPanel({ disks }: { disks: System['disks'] }) {
  const { t, i18n } = useTranslation()
  return (
    <Panel title={t('system.disks')}>
      <ul className="flex flex-col gap-4">
        {disks.map(({ path, libraryName, freeBytes, totalBytes }) => (
          <li key={`${libraryName ?? ''}:${path}`}>
            <p className="font-medium">{libraryName ?? t('system.dataFolder')}</p>
            <p className="text-sm break-all text-ink-faint">{path}</p>
            {freeBytes === null || !totalBytes ? (
              <p className="text-sm text-danger">{t('system.unreachable')}</p>
            ) : (
              <>
                <ProgressBar
                  share={1 - freeBytes / totalBytes}
                  label={t('system.diskUse', { path })}
                  className="my-1.5"
                />
                <p className="text-sm text-ink-soft tabular-nums">
                  {t('system.free', {
                    free: fileSize(freeBytes, i18n.language),
                    all: fileSize(totalBytes, i18n.language),
                  })}
                </p>
              </>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
