import { useTranslation } from 'react-i18next'
import { useAccount } from '#api/session.ts'
import { QueueView } from '#features/queue/queue-view.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { useTitle } from '#ui/use-title.ts'

export function QueuePage() {
  const { t } = useTranslation()
  const { isAdmin } = useAccount()
  useTitle(t('queue.title'))
  return (
    <>
      <PageHeader title={t('queue.title')} />
      <QueueView maySettle={isAdmin} />
    </>
  )
}
