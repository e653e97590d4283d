import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ClientForm } from '#features/download-clients/client-form.tsx'
import { ClientList } from '#features/download-clients/client-list.tsx'
import { type DownloadClient, downloadClients, useDeleteClient } from '#features/download-clients/client-queries.ts'
import { Button } from '#ui/button.tsx'
import { Confirm } from '#ui/confirm.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { useTitle } from '#ui/use-title.ts'

/** The programs that download what is wanted. */
export function DownloadClientsPage() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(downloadClients)
  const remove = useDeleteClient()
  const [edited, setEdited] = useState<DownloadClient | 'new'>()
  const [doomed, setDoomed] = useState<DownloadClient>()
  useTitle(t('clients.title'))
  const close = () => setEdited(undefined)
  const add = (
    <Button kind="primary" onClick={() => setEdited('new')}>
      <Plus size={18} aria-hidden />
      {t('clients.add')}
    </Button>
  )
  return (
    <div className="max-w-4xl">
      <PageHeader title={t('clients.title')} actions={data && data.length > 0 ? add : null} />
      <div className="flex flex-col gap-4">
        {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
        {remove.error ? <ErrorNotice error={remove.error} /> : null}
        {data || error ? null : <Waiting />}
        {data?.length === 0 ? (
          <EmptyState title={t('clients.none')} actions={add}>
            {t('clients.noneExplained')}
          </EmptyState>
        ) : null}
        {data && data.length > 0 ? <ClientList clients={data} onEdit={setEdited} onDelete={setDoomed} /> : null}
      </div>
      <Dialog
        title={edited === 'new' || !edited ? t('clients.add') : edited.name}
        isOpen={edited !== undefined}
        onClose={close}
      >
        <ClientForm client={edited === 'new' ? undefined : edited} onDone={close} onCancel={close} />
      </Dialog>
      <Confirm
        title={t('clients.deleteTitle', { name: doomed?.name ?? '' })}
        action={t('clients.deleteAction')}
        isOpen={doomed !== undefined}
        isBusy={remove.isPending}
        onClose={() => setDoomed(undefined)}
        onConfirm={() => doomed && remove.mutate(doomed.id, { onSettled: () => setDoomed(undefined) })}
      >
        {t('clients.deleteExplained')}
      </Confirm>
    </div>
  )
}
