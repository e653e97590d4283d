import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { CheckField } from '#ui/field.tsx'
import { registration, useSetRegistration } from './user-queries.ts'

/** Whether people may create accounts themselves. */
export function RegistrationSwitch({ isOpen }: { isOpen: boolean }) {
  const { t } = useTranslation()
  const { data } = useQuery(registration)
  const set = useSetRegistration()
  if (!data) return null
  const isFixed = !data.registration_disabled && !isOpen
  return (
    <div className="rounded-2xl border border-line bg-surface px-4 py-3">
      <CheckField
        label={t('users.registration')}
        hint={t(isFixed ? 'users.registrationFixed' : 'users.registrationHint')}
        checked={!data.registration_disabled && !isFixed}
        disabled={isFixed || set.isPending}
        onChange={(event) => set.mutate(!event.target.checked)}
      />
      {set.error ? <ErrorNotice error={set.error} /> : null}
    </div>
  )
}
