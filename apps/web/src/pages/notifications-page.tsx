import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NotificationForm } from '#features/notifications/notification-form.tsx'
import { NotificationList } from '#features/notifications/notification-list.tsx'
import {
  type Notification,
  notifications,
  useDeleteNotification,
} from '#features/notifications/notification-queries.ts'
import { SmtpPanel } from '#features/notifications/smtp-panel.tsx'
import { Button } from '#ui/button.tsx'
import { Confirm } from '#ui/confirm.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { useTitle } from '#ui/use-title.ts'

/** Who is told of what happens while nobody looks. */
export function NotificationsPage() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(notifications)
  const remove = useDeleteNotification()
  const [edited, setEdited] = useState<Notification | 'new'>()
  const [doomed, setDoomed] = useState<Notification>()
  useTitle(t('notify.title'))
  const close = () => setEdited(undefined)
  const add = (
    <Button kind="primary" onClick={() => setEdited('new')}>
      <Plus size={18} aria-hidden />
      {t('notify.add')}
    </Button>
  )
  return (
    <div className="max-w-4xl">
      <PageHeader title={t('notify.title')} actions={data && data.length > 0 ? add : null} />
      <div className="flex flex-col gap-4">
        {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
        {remove.error ? <ErrorNotice error={remove.error} /> : null}
        {data || error ? null : <Waiting />}
        {data?.length === 0 ? (
          <EmptyState title={t('notify.none')} actions={add}>
            {t('notify.noneExplained')}
          </EmptyState>
        ) : null}
        {data && data.length > 0 ? (
          <NotificationList notifications={data} onEdit={setEdited} onDelete={setDoomed} />
        ) : null}
      </div>
      <div className="mt-10 border-t border-line pt-8">
        <SmtpPanel />
      </div>
      <Dialog
        title={edited === 'new' || !edited ? t('notify.add') : edited.name}
        isOpen={edited !== undefined}
        onClose={close}
      >
        <NotificationForm notification={edited === 'new' ? undefined : edited} onDone={close} />
      </Dialog>
      <Confirm
        title={t('notify.deleteTitle', { name: doomed?.name ?? '' })}
        action={t('notify.deleteAction')}
        isOpen={doomed !== undefined}
        isBusy={remove.isPending}
        onClose={() => setDoomed(undefined)}
        onConfirm={() => doomed && remove.mutate(doomed.id, { onSettled: () => setDoomed(undefined) })}
      >
        {t('notify.deleteExplained')}
      </Confirm>
    </div>
  )
}
