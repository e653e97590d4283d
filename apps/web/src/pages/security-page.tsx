import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { KeysPanel } from '#features/security/keys-panel.tsx'
import { ModePanel } from '#features/security/mode-panel.tsx'
import { ProvidersPanel } from '#features/security/providers-panel.tsx'
import { authConfig } from '#features/security/security-queries.ts'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { useTitle } from '#ui/use-title.ts'

/** Who gets in, and with what. */
export function SecurityPage() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(authConfig)
  useTitle(t('security.title'))
  return (
    <div className="max-w-4xl">
      <PageHeader title={t('security.title')} />
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {data || error ? null : <Waiting />}
      {data ? (
        <>
          <ModePanel mode={data.mode} />
          <KeysPanel apiKey={data.apiKey} />
          <ProvidersPanel />
        </>
      ) : null}
    </div>
  )
}
