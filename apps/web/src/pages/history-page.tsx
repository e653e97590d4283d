import { useTranslation } from 'react-i18next'
import { DeletedBooks } from '#features/changes/deleted-books.tsx'
import { RecentChanges } from '#features/changes/recent-changes.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { useTitle } from '#ui/use-title.ts'

export function HistoryPage() {
  const { t } = useTranslation()
  useTitle(t('change.pageTitle'))
  return (
    <>
      <PageHeader title={t('change.pageTitle')} />
      <div className="flex max-w-3xl flex-col gap-12">
        <DeletedBooks />
        <RecentChanges />
      </div>
    </>
  )
}
