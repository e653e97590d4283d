import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { CheckField } from '#ui/field.tsx'
import { Spinner } from '#ui/spinner.tsx'
import { AskedIndexers } from './asked-indexers.tsx'
import { type AcquiredBook, useInteractiveSearch } from './book-queries.ts'
import { ReleaseTable } from './release-table.tsx'

/** Asks the indexers when it opens and shows what they have; a person chooses. */
export function ReleaseSearch({ book }: { book: AcquiredBook }) {
  const { t } = useTranslation()
  const [showsRejected, setShowsRejected] = useState(false)
  const { mutate, data, error, isPending } = useInteractiveSearch(book.id)
  useEffect(() => {
    mutate({ slot: null, showsRejected })
  }, [mutate, showsRejected])
  return (
    <div className="flex flex-col gap-4 border-t border-line pt-4">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <CheckField
          label={t('release.showRejected')}
          checked={showsRejected}
          onChange={({ target }) => setShowsRejected(target.checked)}
        />
        <Button size="small" disabled={isPending} onClick={() => mutate({ slot: null, showsRejected })}>
          {t('release.again')}
        </Button>
      </div>
      {isPending ? (
        <p role="status" className="flex items-center gap-3 py-6 text-ink-soft">
          <Spinner className="size-5" />
          {t('release.searching')}
        </p>
      ) : error ? (
        <ErrorNotice error={error} onRetry={() => mutate({ slot: null, showsRejected })} />
      ) : data ? (
        <>
          <AskedIndexers indexers={data.indexers} />
          {data.releases.length > 0 ? (
            <ReleaseTable book={book} releases={data.releases} />
          ) : (
            <p className="py-4 text-ink-soft">
              {data.indexers.length === 0 ? t('release.noIndexers') : t('release.none')}
            </p>
          )}
        </>
      ) : null}
    </div>
  )
}
