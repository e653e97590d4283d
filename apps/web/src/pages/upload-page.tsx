import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ChooseFiles } from '#features/upload/choose-files.tsx'
import { useGivenFiles } from '#features/upload/given-files.ts'
import { GivenPanel } from '#features/upload/given-panel.tsx'
import { ReviewList } from '#features/upload/review-list.tsx'
import { SendingList } from '#features/upload/sending-list.tsx'
import { libraryNames } from '#features/upload/upload-queries.ts'
import { uploadQueue } from '#features/upload/upload-queue.ts'
import { useSharedFiles } from '#features/upload/use-shared-files.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { SelectField } from '#ui/field.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { useTitle } from '#ui/use-title.ts'

/** Adds books from this device: choose, send, look over what was recognised. */
export function UploadPage() {
  const { t } = useTranslation()
  const { data: libraries, error, refetch } = useQuery(libraryNames)
  const plan = useGivenFiles()
  const [chosen, setChosen] = useState<string>()
  const library = libraries?.find(({ id }) => id === chosen) ?? libraries?.[0]
  useTitle(t('upload.title'))
  useSharedFiles()
  // What has arrived is told of by the review from now on.
  useEffect(() => uploadQueue.clear, [])
  return (
    <div className="flex max-w-3xl flex-col gap-8">
      <div>
        <PageHeader title={t('upload.title')} />
        {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
        {libraries?.length === 0 ? (
          <EmptyState title={t('upload.noLibrary')}>{t('upload.noLibraryHint')}</EmptyState>
        ) : null}
        {library ? (
          <div className="flex flex-col gap-5">
            {libraries && libraries.length > 1 ? (
              <SelectField
                label={t('upload.library')}
                value={library.id}
                onChange={(event) => setChosen(event.target.value)}
              >
                {libraries.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </SelectField>
            ) : null}
            {plan ? (
              <GivenPanel plan={plan} library={library} isOnlyLibrary={libraries?.length === 1} />
            ) : (
              <ChooseFiles />
            )}
          </div>
        ) : null}
      </div>
      <SendingList />
      <ReviewList />
    </div>
  )
}
