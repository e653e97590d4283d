import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { mayAcquire } from '#api/acquisition.ts'
import { useAccount } from '#api/session.ts'
import { RequestList } from '#features/requests/request-list.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { useTitle } from '#ui/use-title.ts'

/** Books that somebody asked for. */
export function RequestsPage() {
  const { t } = useTranslation()
  const search = useSearch({ from: '/frame/get-books/get/requests' })
  const navigate = useNavigate({ from: '/get/requests' })
  const mayDecide = mayAcquire(useAccount())
  useTitle(t('request.title'))
  return (
    <div className="max-w-4xl">
      <PageHeader title={t('request.title')} />
      <RequestList
        mayDecide={mayDecide}
        search={search}
        onSearch={(next) => void navigate({ search: next, replace: true })}
      />
    </div>
  )
}
