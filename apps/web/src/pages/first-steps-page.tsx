import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ClientForm } from '#features/download-clients/client-form.tsx'
import { setupState } from '#features/first-steps/first-steps-queries.ts'
import { StepCard } from '#features/first-steps/step-card.tsx'
import { nextStep, type Step, steps } from '#features/first-steps/which-step.ts'
import { rootFolders, useAddRootFolder } from '#features/import-settings/import-queries.ts'
import { IndexerForm } from '#features/indexers/indexer-form.tsx'
import { ProwlarrForm } from '#features/indexers/prowlarr-form.tsx'
import { FolderPicker } from '#features/libraries/folder-picker.tsx'
import { libraries } from '#features/libraries/library-queries.ts'
import { buttonClass } from '#ui/button.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { Waiting } from '#ui/spinner.tsx'
import { useTitle } from '#ui/use-title.ts'

/** The way from nothing to the first book that is fetched, a step at a time. */
export function FirstStepsPage() {
  const { t } = useTranslation()
  const state = useQuery(setupState)
  const roots = useQuery(rootFolders)
  const [skipped, setSkipped] = useState<ReadonlySet<Step>>(new Set())
  const [opened, setOpened] = useState<Step>()
  useTitle(t('firstSteps.title'))
  const error = state.error ?? roots.error
  if (error) return <ErrorNotice error={error} onRetry={() => void Promise.all([state.refetch(), roots.refetch()])} />
  if (!state.data || !roots.data) return <Waiting />
  const { hasClient, hasIndexer, hasGrab, hasImport, complete } = state.data
  // Authors of the library are there from the start: the step is done with the first book that comes of it.
  const done = { root: roots.data.length > 0, client: hasClient, indexer: hasIndexer, author: hasGrab || hasImport }
  const current = opened ?? nextStep(done, skipped)
  const goOn = (step: Step) => {
    setSkipped(new Set([...skipped, step]))
    setOpened(undefined)
  }
  const contents: Record<Step, () => React.ReactNode> = {
    root: () => <RootStep onDone={() => setOpened(undefined)} />,
    client: () => <ClientStep onDone={() => setOpened(undefined)} />,
    indexer: () => <IndexerStep onDone={() => setOpened(undefined)} />,
    author: () => <AuthorStep isReady={hasClient && hasIndexer} />,
  }
  return (
    <div className="max-w-2xl">
      <PageHeader title={t('firstSteps.title')} />
      <p className="mb-6 text-ink-soft">{t('firstSteps.lead')}</p>
      {complete ? (
        <div className="mb-6">
          <Notice kind="info">{t('firstSteps.complete')}</Notice>
        </div>
      ) : null}
      <ol className="flex flex-col gap-3">
        {steps.map((step, index) => (
          <StepCard
            key={step}
            number={index + 1}
            title={t(`firstSteps.step.${step}`)}
            purpose={t(`firstSteps.purpose.${step}`)}
            isDone={done[step]}
            isOpen={step === current}
            onOpen={() => setOpened(step)}
            onSkip={step === 'author' ? undefined : () => goOn(step)}
          >
            {contents[step]()}
          </StepCard>
        ))}
      </ol>
    </div>
  )
}

function RootStep({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation()
  const add = useAddRootFolder()
  const { data, isPending } = useQuery(libraries)
  if (isPending) return <Waiting />
  return (
    <div className="flex flex-col gap-4 p-4 sm:p-6">
      {add.error ? <ErrorNotice error={add.error} /> : null}
      <FolderPicker
        start={data?.[0]?.paths[0]}
        action={t('firstSteps.useFolder')}
        isBusy={add.isPending}
        onChoose={(path) => add.mutate(path, { onSuccess: onDone })}
      />
    </div>
  )
}

const ClientStep = ({ onDone }: { onDone: () => void }) => (
  <div className="pt-4">
    <ClientForm onDone={onDone} />
  </div>
)

function IndexerStep({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation()
  const [way, setWay] = useState<'indexer' | 'prowlarr'>('indexer')
  return (
    <div className="flex flex-col gap-4 pt-4">
      <Segmented
        label={t('firstSteps.way')}
        className="mx-6"
        value={way}
        choices={[
          { value: 'indexer', label: t('firstSteps.byIndexer') },
          { value: 'prowlarr', label: t('firstSteps.byProwlarr') },
        ]}
        onChange={setWay}
      />
      {way === 'indexer' ? <IndexerForm onDone={onDone} /> : <ProwlarrForm onDone={onDone} />}
    </div>
  )
}

function AuthorStep({ isReady }: { isReady: boolean }) {
  const { t } = useTranslation()
  return (
    <div className="flex flex-col items-start gap-4 p-4 sm:p-6">
      {isReady ? null : <Notice kind="warning">{t('firstSteps.notReady')}</Notice>}
      <p className="text-ink-soft">{t('firstSteps.authorHow')}</p>
      <Link to="/get/discover" search={{}} className={buttonClass({ kind: 'primary' })}>
        {t('firstSteps.toDiscover')}
      </Link>
    </div>
  )
}
