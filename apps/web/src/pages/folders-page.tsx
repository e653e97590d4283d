import { useTranslation } from 'react-i18next'
import { ImportPanel } from '#features/import-settings/import-panel.tsx'
import { NamingPanel } from '#features/import-settings/naming-panel.tsx'
import { RecyclePanel } from '#features/import-settings/recycle-panel.tsx'
import { RootFoldersPanel } from '#features/import-settings/root-folders-panel.tsx'
import { StoragePanel } from '#features/import-settings/storage-panel.tsx'
import { FolderPicker } from '#features/libraries/folder-picker.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { useTitle } from '#ui/use-title.ts'

/** Where fetched books go, how they are called there, and how they come in. */
export function FoldersPage() {
  const { t } = useTranslation()
  useTitle(t('importing.title'))
  return (
    <div className="max-w-4xl">
      <PageHeader title={t('importing.title')} />
      <RootFoldersPanel pick={(props) => <FolderPicker action={t('folder.choose')} {...props} />} />
      <StoragePanel />
      <NamingPanel />
      <ImportPanel />
      <RecyclePanel />
    </div>
  )
}
