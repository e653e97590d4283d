import { downloadDiagnostics } from '@colophon/contract/web/admin.ts'
import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '#api/call.ts'
import { systemState, useSetLogLevel } from '#features/admin/admin-queries.ts'
import { ChecksPanel } from '#features/admin/checks-panel.tsx'
import { DisksPanel } from '#features/admin/disks-panel.tsx'
import { LastScansPanel } from '#features/admin/last-scans-panel.tsx'
import { ServerPanel } from '#features/admin/server-panel.tsx'
import { buttonClass } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Panel } from '#ui/panel.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { useTitle } from '#ui/use-title.ts'

const levels = ['debug', 'info', 'warn', 'error'] as const

/** How the server is doing, and what is wrong with its surroundings. */
export function SystemPage() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(systemState)
  const setLevel = useSetLogLevel()
  useTitle(t('system.title'))
  return (
    <div className="max-w-4xl">
      <PageHeader
        title={t('system.title')}
        actions={
          <a href={addressOf(downloadDiagnostics)} download className={buttonClass()}>
            <Download size={17} aria-hidden />
            {t('system.diagnostics')}
          </a>
        }
      />
      <p className="mb-8 text-sm text-ink-faint">{t('system.diagnosticsHint')}</p>
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {data ? null : error ? null : <Waiting />}
      {data ? (
        <>
          <ServerPanel system={data} />
          <DisksPanel disks={data.disks} />
          <ChecksPanel findings={data.findings} />
          <LastScansPanel scans={data.lastScans} />
          <Panel title={t('system.log')} lead={t('system.logLead')}>
            <Segmented
              label={t('system.log')}
              value={data.logLevel}
              choices={levels.map((value) => ({ value: value as string, label: t(`system.logLevel.${value}`) }))}
              onChange={(next) => {
                const level = levels.find((one) => one === next)
                if (level) setLevel.mutate(level)
              }}
            />
            {setLevel.error ? <ErrorNotice error={setLevel.error} /> : null}
          </Panel>
        </>
      ) : null}
    </div>
  )
}
