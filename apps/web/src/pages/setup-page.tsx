import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { webState } from '#api/session.ts'
import { ArrivingBooks } from '#features/books/arriving-books.tsx'
import { FolderPicker } from '#features/libraries/folder-picker.tsx'
import { isBusy, libraries, useCreateLibrary } from '#features/libraries/library-queries.ts'
import { nameForFolder } from '#features/libraries/name-for-folder.ts'
import { ScanProgress } from '#features/libraries/scan-progress.tsx'
import { AccountForm } from '#features/session/account-form.tsx'
import { buttonClass } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { Notice } from '#ui/notice.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { useTitle } from '#ui/use-title.ts'
import { WelcomeFrame } from '#ui/welcome-frame.tsx'

/** First run: an account, a folder, and books that appear. Each step is what the server still lacks. */
export function SetupPage() {
  const { t } = useTranslation()
  const { data: state } = useQuery(webState)
  useTitle(t('setup.title'))
  if (!state) return <Waiting />
  if (state.needsSetup) return <AccountStep />
  if (!state.user) {
    return (
      <WelcomeFrame title={t('setup.title')}>
        <Notice>{t('session.cookieRefused')}</Notice>
      </WelcomeFrame>
    )
  }
  return <FolderStep />
}

function AccountStep() {
  const { t } = useTranslation()
  return (
    <WelcomeFrame title={t('setup.welcome')} lead={t('setup.accountLead')}>
      <AccountForm action={t('setup.createAccount')} onDone={() => {}} />
    </WelcomeFrame>
  )
}

function FolderStep() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(libraries)
  const create = useCreateLibrary()
  const [library] = data ?? []
  if (error) {
    return (
      <WelcomeFrame title={t('setup.title')}>
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      </WelcomeFrame>
    )
  }
  if (!data) return <Waiting />
  if (library) return <BooksStep />
  return (
    <WelcomeFrame title={t('setup.folderTitle')} lead={t('setup.folderLead')} isWide>
      {create.error ? (
        <div className="mb-4">
          <ErrorNotice error={create.error} />
        </div>
      ) : null}
      <FolderPicker
        action={t('setup.useFolder')}
        isBusy={create.isPending}
        onChoose={(path) =>
          create.mutate({
            // Nobody has been asked yet whether their files may be moved.
            body: {
              name: nameForFolder(path) || t('setup.libraryName'),
              paths: [path],
              organization_type: 'none',
              monitored: true,
            },
            writesSidecars: false,
          })
        }
      />
    </WelcomeFrame>
  )
}

function BooksStep() {
  const { t } = useTranslation()
  const { data } = useQuery(libraries)
  const busy = data?.filter(isBusy) ?? []
  const isDone = data !== undefined && busy.length === 0
  return (
    <WelcomeFrame title={isDone ? t('setup.doneTitle') : t('setup.scanTitle')} lead={t('setup.scanLead')} isWide>
      <div className="flex flex-col gap-8">
        {busy.map((library) => (
          <ScanProgress key={library.id} library={library} />
        ))}
        <ArrivingBooks />
        <Link to="/books" search={{}} className={buttonClass({ kind: 'primary' })}>
          {t('setup.toBooks')}
        </Link>
        <p className="-mt-4 text-sm text-ink-soft">
          {t('setup.fetchLead')}{' '}
          <Link to="/admin/first-steps" className="font-medium text-accent hover:underline">
            {t('setup.toFirstSteps')}
          </Link>
        </p>
      </div>
    </WelcomeFrame>
  )
}
