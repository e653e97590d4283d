import type { LibraryOverview } from '@colophon/contract/web/libraries.ts'
import { useQuery } from '@tanstack/react-query'
import { FolderPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '#api/session.ts'
import { LibraryCard } from '#features/libraries/library-card.tsx'
import { LibraryForm } from '#features/libraries/library-form.tsx'
import { libraries, useDeleteLibrary, useScan } from '#features/libraries/library-queries.ts'
import { Button } from '#ui/button.tsx'
import { Confirm } from '#ui/confirm.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { useTitle } from '#ui/use-title.ts'

export function LibrariesPage() {
  const { t } = useTranslation()
  const { isAdmin } = useAccount()
  const { data, error, refetch } = useQuery(libraries)
  const scan = useScan()
  const remove = useDeleteLibrary()
  const [edited, setEdited] = useState<LibraryOverview | 'new'>()
  const [doomed, setDoomed] = useState<LibraryOverview>()
  useTitle(t('library.title'))
  return (
    <>
      <PageHeader
        title={t('library.title')}
        actions={
          isAdmin ? (
            <Button kind="primary" onClick={() => setEdited('new')}>
              <FolderPlus size={18} aria-hidden />
              {t('library.add')}
            </Button>
          ) : null
        }
      />
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {scan.error || remove.error ? <ErrorNotice error={scan.error ?? remove.error} /> : null}
      {data ? null : error ? null : <Waiting />}
      {data?.length === 0 ? (
        <EmptyState title={t('library.none')}>{t(isAdmin ? 'library.noneAdmin' : 'books.noneReader')}</EmptyState>
      ) : null}
      <div className="grid items-start gap-5 xl:grid-cols-2">
        {data?.map((library) => (
          <LibraryCard
            key={library.id}
            library={library}
            canManage={isAdmin}
            isScanAsked={scan.isPending && scan.variables === library.id}
            onScan={() => scan.mutate(library.id)}
            onEdit={() => setEdited(library)}
            onDelete={() => setDoomed(library)}
          />
        ))}
      </div>
      <Dialog
        title={edited === 'new' ? t('library.add') : t('library.edit')}
        isOpen={edited !== undefined}
        onClose={() => setEdited(undefined)}
        className="max-h-[min(44rem,calc(100dvh-1.5rem))]"
      >
        <LibraryForm library={edited === 'new' ? undefined : edited} onDone={() => setEdited(undefined)} />
      </Dialog>
      <Confirm
        title={t('library.deleteTitle', { name: doomed?.name ?? '' })}
        action={t('library.delete')}
        isOpen={doomed !== undefined}
        isBusy={remove.isPending}
        onClose={() => setDoomed(undefined)}
        onConfirm={() => (doomed ? remove.mutate(doomed.id, { onSettled: () => setDoomed(undefined) }) : undefined)}
      >
        {t('library.deleteExplained')}
      </Confirm>
    </>
  )
}
