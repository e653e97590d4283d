import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Confirm } from '#ui/confirm.tsx'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { Panel } from '#ui/panel.tsx'
import { RadioCards } from '#ui/radio-cards.tsx'
import { showToast } from '#ui/toast-store.ts'
import { type AuthMode, useSetMode } from './security-queries.ts'

const modes = ['enabled', 'local-only', 'proxy', 'disabled'] as const

/** With these people get in whom nobody has asked who they are. */
const isOpen = (mode: AuthMode) => mode === 'disabled' || mode === 'local-only'

/** Who gets into the part of the server that fetches books. */
export function ModePanel({ mode }: { mode: AuthMode }) {
  const { t } = useTranslation()
  const set = useSetMode()
  const [wanted, setWanted] = useState<AuthMode>()
  const change = (next: AuthMode) => {
    set.mutate(next, { onSuccess: () => showToast(t('ui.saved')), onSettled: () => setWanted(undefined) })
  }
  return (
    <Panel title={t('security.mode.title')} lead={t('security.mode.lead')}>
      <div className="flex flex-col gap-4">
        <RadioCards
          label={t('security.mode.title')}
          value={mode}
          isDisabled={set.isPending}
          choices={modes.map((value) => ({
            value: value as AuthMode,
            label: t(`security.mode.name.${value}`),
            hint: t(`security.mode.hint.${value}`),
          }))}
          onChange={(next) => (isOpen(next) ? setWanted(next) : change(next))}
        />
        {set.error ? <ErrorNotice error={set.error} /> : null}
      </div>
      <Confirm
        title={t('security.mode.warnTitle')}
        action={t('security.mode.warnAction')}
        isOpen={wanted !== undefined}
        isBusy={set.isPending}
        onClose={() => setWanted(undefined)}
        onConfirm={() => wanted && change(wanted)}
      >
        {wanted ? t(`security.mode.hint.${wanted}`) : null}
      </Confirm>
    </Panel>
  )
}
