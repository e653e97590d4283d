import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NewPasswordField } from '#ui/new-password-field.tsx'

/** Whether somebody chooses their password by a link, or is told one. The field `password` is there for the second. */
export function WayIn() {
  const { t } = useTranslation()
  const [isByPassword, setByPassword] = useState(false)
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-sm font-medium">{t('users.how')}</legend>
      {([false, true] as const).map((choice) => (
        <label key={String(choice)} className="flex items-center gap-3 py-1 text-[0.9375rem]">
          <input
            type="radio"
            name="way"
            className="size-4.5 accent-accent"
            checked={isByPassword === choice}
            onChange={() => setByPassword(choice)}
          />
          {t(choice ? 'users.byPassword' : 'users.byLink')}
        </label>
      ))}
      {isByPassword ? <NewPasswordField label={t('users.password')} name="password" className="mt-2" /> : null}
    </fieldset>
  )
}

/** Null where a link is wanted. */
export function readPassword(form: FormData): string | null {
  const given = form.get('password')
  return typeof given === 'string' && given !== '' ? given : null
}
