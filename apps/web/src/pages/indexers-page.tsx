import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IndexerForm } from '#features/indexers/indexer-form.tsx'
import { IndexerList } from '#features/indexers/indexer-list.tsx'
import {
  type Indexer,
  indexers,
  type Prowlarr,
  prowlarrs,
  useDeleteIndexer,
  useDeleteProwlarr,
} from '#features/indexers/indexer-queries.ts'
import { ProwlarrForm } from '#features/indexers/prowlarr-form.tsx'
import { ProwlarrList } from '#features/indexers/prowlarr-list.tsx'
import { Button } from '#ui/button.tsx'
import { Confirm } from '#ui/confirm.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { useTitle } from '#ui/use-title.ts'

type Edited<Thing> = Thing | 'new' | undefined

/** Where books are looked for: indexers, and the Prowlarr servers that some of them come from. */
export function IndexersPage() {
  const { t } = useTranslation()
  const list = useQuery(indexers)
  const servers = useQuery(prowlarrs)
  const removeIndexer = useDeleteIndexer()
  const removeProwlarr = useDeleteProwlarr()
  const [edited, setEdited] = useState<Edited<Indexer>>()
  const [editedServer, setEditedServer] = useState<Edited<Prowlarr>>()
  const [doomed, setDoomed] = useState<Indexer>()
  const [doomedServer, setDoomedServer] = useState<Prowlarr>()
  useTitle(t('indexers.title'))
  const { data } = list
  const error = list.error ?? servers.error
  const failure = removeIndexer.error ?? removeProwlarr.error
  const add = (
    <Button kind="primary" onClick={() => setEdited('new')}>
      <Plus size={18} aria-hidden />
      {t('indexers.add')}
    </Button>
  )
  const connect = <Button onClick={() => setEditedServer('new')}>{t('indexers.prowlarr.connect')}</Button>
  const isEmpty = data?.length === 0 && servers.data?.length === 0
  return (
    <div className="max-w-4xl">
      <PageHeader title={t('indexers.title')} actions={data && !isEmpty ? add : null} />
      <div className="flex flex-col gap-4">
        {error ? (
          <ErrorNotice error={error} onRetry={() => void Promise.all([list.refetch(), servers.refetch()])} />
        ) : null}
        {failure ? <ErrorNotice error={failure} /> : null}
        {data || error ? null : <Waiting />}
        {isEmpty ? (
          <EmptyState
            title={t('indexers.none')}
            actions={
              <>
                {add}
                {connect}
              </>
            }
          >
            {t('indexers.noneExplained')}
          </EmptyState>
        ) : null}
        {data && data.length > 0 ? <IndexerList indexers={data} onEdit={setEdited} onDelete={setDoomed} /> : null}
        {data && servers.data && !isEmpty ? (
          <section className="mt-6 flex flex-col gap-4" aria-label={t('indexers.prowlarr.title')}>
            <header className="flex flex-wrap items-end justify-between gap-3">
              <div>
                <h2 className="font-serif text-xl font-semibold">{t('indexers.prowlarr.title')}</h2>
                <p className="mt-1 max-w-xl text-sm text-ink-faint">{t('indexers.prowlarr.lead')}</p>
              </div>
              {connect}
            </header>
            {servers.data.length > 0 ? (
              <ProwlarrList prowlarrs={servers.data} onEdit={setEditedServer} onDelete={setDoomedServer} />
            ) : null}
          </section>
        ) : null}
      </div>
      <Dialog
        title={edited === 'new' || !edited ? t('indexers.add') : edited.name}
        isOpen={edited !== undefined}
        onClose={() => setEdited(undefined)}
      >
        <IndexerForm
          indexer={edited === 'new' ? undefined : edited}
          onDone={() => setEdited(undefined)}
          onCancel={() => setEdited(undefined)}
        />
      </Dialog>
      <Dialog
        title={editedServer === 'new' || !editedServer ? t('indexers.prowlarr.connect') : editedServer.name}
        isOpen={editedServer !== undefined}
        onClose={() => setEditedServer(undefined)}
      >
        <ProwlarrForm
          prowlarr={editedServer === 'new' ? undefined : editedServer}
          onDone={() => setEditedServer(undefined)}
          onCancel={() => setEditedServer(undefined)}
        />
      </Dialog>
      <Confirm
        title={t('indexers.deleteTitle', { name: doomed?.name ?? '' })}
        action={t('indexers.deleteAction')}
        isOpen={doomed !== undefined}
        isBusy={removeIndexer.isPending}
        onClose={() => setDoomed(undefined)}
        onConfirm={() => doomed && removeIndexer.mutate(doomed.id, { onSettled: () => setDoomed(undefined) })}
      >
        {t('indexers.deleteExplained')}
      </Confirm>
      <Confirm
        title={t('indexers.deleteTitle', { name: doomedServer?.name ?? '' })}
        action={t('indexers.deleteAction')}
        isOpen={doomedServer !== undefined}
        isBusy={removeProwlarr.isPending}
        onClose={() => setDoomedServer(undefined)}
        onConfirm={() =>
          doomedServer && removeProwlarr.mutate(doomedServer.id, { onSettled: () => setDoomedServer(undefined) })
        }
      >
        {t('indexers.prowlarr.deleteExplained')}
      </Confirm>
    </div>
  )
}
