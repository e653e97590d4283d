import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listCards } from '#api/list-cards.ts'
import { ListForm } from '#features/lists/list-form.tsx'
import { useCreateList } from '#features/lists/list-queries.ts'
import { ListTile } from '#features/lists/list-tile.tsx'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { useTitle } from '#ui/use-title.ts'

/** All reading lists of the reader. */
export function ListsPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { data, error, refetch } = useQuery(listCards)
  const create = useCreateList()
  const [isOpen, setOpen] = useState(false)
  useTitle(t('lists.title'))
  const close = () => {
    create.reset()
    setOpen(false)
  }
  const opener = (
    <Button kind={data?.length === 0 ? 'primary' : 'plain'} onClick={() => setOpen(true)}>
      <Plus size={18} aria-hidden />
      {t('lists.create')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('lists.title')} actions={data && data.length > 0 ? opener : null} />
      {data ? (
        data.length > 0 ? (
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(7rem,1fr))] gap-x-5 gap-y-7 sm:grid-cols-[repeat(auto-fill,minmax(9rem,1fr))]">
            {data.map((list) => (
              <li key={list.id} className="[content-visibility:auto] [contain-intrinsic-size:auto_17rem]">
                <ListTile list={list} />
              </li>
            ))}
          </ul>
        ) : (
          <EmptyState title={t('lists.none')} actions={opener}>
            {t('lists.noneExplained')}
          </EmptyState>
        )
      ) : error ? (
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      ) : (
        <Waiting />
      )}
      <Dialog title={t('lists.create')} isOpen={isOpen} onClose={close}>
        <ListForm
          action={t('lists.create')}
          error={create.error}
          isBusy={create.isPending}
          onCancel={close}
          onSave={(named) =>
            create.mutate(named, {
              onSuccess: ({ id }) => void navigate({ to: '/lists/$listId', params: { listId: id } }),
            })
          }
        />
      </Dialog>
    </>
  )
}
