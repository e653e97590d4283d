import { useTranslation } from 'react-i18next'
import { AutomaticPanel } from '#features/searching/automatic-panel.tsx'
import { NewContentPanel } from '#features/searching/new-content-panel.tsx'
import { SourceKeysPanel, SourcesPanel } from '#features/searching/sources-panel.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { useTitle } from '#ui/use-title.ts'

/** When Colophon searches by itself, what it proposes for what is new, and where it learns about books. */
export function SearchingPage() {
  const { t } = useTranslation()
  useTitle(t('searching.title'))
  return (
    <div className="max-w-4xl">
      <PageHeader title={t('searching.title')} />
      <AutomaticPanel />
      <NewContentPanel />
      <SourcesPanel />
      <SourceKeysPanel />
    </div>
  )
}
