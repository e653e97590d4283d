import { useQuery } from '@tanstack/react-query'
import { ArchiveRestore, Save, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type Backup,
  backups,
  useCreateBackup,
  useDeleteBackup,
  useRestoreBackup,
} from '#features/backups/backup-queries.ts'
import { fileSize, moment } from '#i18n/measures.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { Confirm } from '#ui/confirm.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Row, Rows } from '#ui/rows.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { showToast } from '#ui/toast-store.ts'
import { useTitle } from '#ui/use-title.ts'

/** Copies of the database, and the way back to one of them. */
export function BackupsPage() {
  const { t, i18n } = useTranslation()
  const { data, error, refetch } = useQuery(backups)
  const create = useCreateBackup()
  const remove = useDeleteBackup()
  const restore = useRestoreBackup()
  const [doomed, setDoomed] = useState<Backup>()
  const [chosen, setChosen] = useState<Backup>()
  useTitle(t('backups.title'))
  const make = (
    <Button
      kind="primary"
      disabled={create.isPending}
      onClick={() => create.mutate(undefined, { onSuccess: () => showToast(t('backups.made')) })}
    >
      <Save size={18} aria-hidden />
      {t(create.isPending ? 'backups.making' : 'backups.make')}
    </Button>
  )
  const failure = create.error ?? remove.error ?? restore.error
  return (
    <div className="max-w-4xl">
      <PageHeader title={t('backups.title')} actions={data && data.length > 0 ? make : null} />
      <p className="mb-6 max-w-2xl text-sm text-ink-faint">{t('backups.lead')}</p>
      <div className="flex flex-col gap-4">
        {restore.data ? <Notice kind="warning">{t('backups.staged', { name: restore.variables })}</Notice> : null}
        {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
        {failure ? <ErrorNotice error={failure} /> : null}
        {data || error ? null : <Waiting />}
        {data?.length === 0 ? (
          <EmptyState title={t('backups.none')} actions={make}>
            {t('backups.noneExplained')}
          </EmptyState>
        ) : null}
        {data && data.length > 0 ? (
          <Rows label={t('backups.title')}>
            {data.map((backup) => (
              <Row
                key={backup.name}
                title={moment(backup.modTime, i18n.language)}
                mark={fileSize(backup.size, i18n.language)}
                detail={backup.name}
                actions={
                  <>
                    <Button size="small" onClick={() => setChosen(backup)}>
                      <ArchiveRestore size={16} aria-hidden />
                      {t('backups.restore')}
                    </Button>
                    <IconButton label={t('backups.delete', { name: backup.name })} onClick={() => setDoomed(backup)}>
                      <Trash2 size={17} aria-hidden />
                    </IconButton>
                  </>
                }
              />
            ))}
          </Rows>
        ) : null}
      </div>
      <Confirm
        title={t('backups.restoreTitle')}
        action={t('backups.restoreAction')}
        isOpen={chosen !== undefined}
        isBusy={restore.isPending}
        onClose={() => setChosen(undefined)}
        onConfirm={() => chosen && restore.mutate(chosen.name, { onSettled: () => setChosen(undefined) })}
      >
        <p>{t('backups.restoreExplained', { at: chosen ? moment(chosen.modTime, i18n.language) : '' })}</p>
        <p className="mt-2">{t('backups.restoreHow')}</p>
      </Confirm>
      <Confirm
        title={t('backups.deleteTitle')}
        action={t('backups.deleteAction')}
        isOpen={doomed !== undefined}
        isBusy={remove.isPending}
        onClose={() => setDoomed(undefined)}
        onConfirm={() => doomed && remove.mutate(doomed.name, { onSettled: () => setDoomed(undefined) })}
      >
        {doomed?.name}
      </Confirm>
    </div>
  )
}
