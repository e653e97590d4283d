import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '#api/session.ts'
import { ContinueCard } from '#features/home/continue-card.tsx'
import { CoverRow } from '#features/home/cover-row.tsx'
import { home } from '#features/home/home-queries.ts'
import { ScanStrip } from '#features/libraries/scan-strip.tsx'
import { ListRow } from '#features/lists/list-row.tsx'
import { withWords } from '#i18n/translations.ts'
import { buttonClass } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { useTitle } from '#ui/use-title.ts'

/** The rest of the page is whole without it, so it comes when it comes, and stays away where it cannot be had. */
const OnTheirWay = lazy(() =>
  withWords(import('#features/home/on-their-way.tsx'), 'acquisition').then(
    (part) => ({ default: part.OnTheirWay }),
    () => ({ default: () => <></> }),
  ),
)

/** Where somebody goes on: the book they are in, what comes next, and what is new. */
export function HomePage() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(home)
  useTitle(t('home.title'))
  const [last, ...others] = data?.continueReading ?? []
  return (
    <>
      <PageHeader title={t('home.title')} />
      <ScanStrip />
      {data ? (
        <div className="flex flex-col gap-10 sm:gap-12">
          {last ? (
            <section aria-label={t('home.continue')} className="flex flex-col gap-4">
              <h2 className="font-serif text-xl font-semibold">{t('home.continue')}</h2>
              <ContinueCard book={last} />
            </section>
          ) : data.recentlyAdded.length > 0 ? (
            <p className="max-w-prose text-ink-soft">{t('home.nothingOpen')}</p>
          ) : (
            <NoBooks />
          )}
          <CoverRow title={t('home.alsoReading')} books={others} />
          <CoverRow
            title={t('home.nextInSeries')}
            books={data.nextInSeries}
            detailOf={({ nextIn }) =>
              nextIn.position ? t('book.volume', { series: nextIn.name, position: nextIn.position }) : nextIn.name
            }
          />
          <CoverRow title={t('home.likely')} books={data.likely} />
          <ListRow />
          <CoverRow
            title={t('home.recentlyAdded')}
            books={data.recentlyAdded}
            action={
              <Link
                to="/books"
                search={{ sort: 'added' }}
                className="shrink-0 text-sm font-medium text-accent hover:underline"
              >
                {t('home.showAll')}
              </Link>
            }
          />
          {data.isComing ? (
            <Suspense>
              <OnTheirWay />
            </Suspense>
          ) : null}
        </div>
      ) : error ? (
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      ) : (
        <Waiting />
      )}
    </>
  )
}

function NoBooks() {
  const { t } = useTranslation()
  const { isAdmin } = useAccount()
  return (
    <EmptyState
      title={t('home.empty')}
      actions={
        <Link to="/libraries" className={buttonClass({ kind: 'primary' })}>
          {t('home.toLibraries')}
        </Link>
      }
    >
      {isAdmin ? t('home.emptyForAdmin') : t('home.emptyExplained')}
    </EmptyState>
  )
}
