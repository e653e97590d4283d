import type { FormEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import { ErrorNotice } from './error-notice.tsx'
import { Panel } from './panel.tsx'
import { Spinner } from './spinner.tsx'
import { showToast } from './toast-store.ts'

/** What such a part of a page needs to know about its settings. */
export interface SettingsDraft {
  isLoaded: boolean
  error: Error | null
  isSaving: boolean
  isChanged: boolean
  retry(): void
  save(onSaved?: () => void): void
}

/** Settings that are saved together. */
export function SettingsForm({
  title,
  lead,
  draft,
  children,
}: {
  title: string
  lead?: ReactNode
  draft: SettingsDraft
  children: ReactNode
}) {
  const { t } = useTranslation()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    draft.save(() => showToast(t('ui.saved')))
  }
  return (
    <Panel title={title} lead={lead}>
      <form onSubmit={submit} className="flex flex-col gap-5">
        {draft.isLoaded ? children : draft.error ? null : <Spinner />}
        {draft.error ? <ErrorNotice error={draft.error} {...(draft.isLoaded ? {} : { onRetry: draft.retry })} /> : null}
        {draft.isLoaded ? (
          <Button type="submit" className="self-start" disabled={draft.isSaving || !draft.isChanged}>
            {t('ui.save')}
          </Button>
        ) : null}
      </form>
    </Panel>
  )
}
