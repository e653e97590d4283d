import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { activityTabs } from '#features/activity/activity-search.ts'
import { BlocklistList } from '#features/activity/blocklist-list.tsx'
import { HistoryList } from '#features/activity/history-list.tsx'
import { WaitingList } from '#features/activity/waiting-list.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { useTitle } from '#ui/use-title.ts'

/** What happened, what waits, and what is not taken again. */
export function ActivityPage() {
  const { t } = useTranslation()
  const { tab = 'history', type, page = 0 } = useSearch({ from: '/frame/get-books/acquiring/get/activity' })
  const navigate = useNavigate({ from: '/get/activity' })
  useTitle(t('activity.title'))
  return (
    <div className="max-w-4xl">
      <PageHeader title={t('activity.title')} />
      <Segmented
        label={t('activity.tabs')}
        value={tab}
        className="mb-6"
        choices={activityTabs.map((value) => ({ value, label: t(`activity.tab.${value}`) }))}
        onChange={(next) => void navigate({ search: { tab: next === 'history' ? undefined : next }, replace: true })}
      />
      {tab === 'history' ? (
        <HistoryList
          type={type}
          page={page}
          onShow={(nextType, nextPage) => {
            void navigate({ search: { type: nextType, page: nextPage || undefined }, replace: true })
          }}
        />
      ) : tab === 'waiting' ? (
        <WaitingList />
      ) : (
        <BlocklistList />
      )}
    </div>
  )
}
