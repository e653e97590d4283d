import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from './cx.ts'
import { TextField } from './field.tsx'
import { isAcceptable, passwordStrength } from './password-strength.ts'

const looks = {
  short: { filled: 1, color: 'bg-danger' },
  weak: { filled: 1, color: 'bg-danger' },
  fair: { filled: 2, color: 'bg-warning' },
  good: { filled: 3, color: 'bg-accent' },
  long: { filled: 3, color: 'bg-danger' },
}

/** Where somebody chooses a password: how good it is shows while they type. The form refuses what the server would. */
export function NewPasswordField({ label, name, className }: { label: string; name: string; className?: string }) {
  const { t } = useTranslation()
  const [value, setValue] = useState('')
  const strength = passwordStrength(value)
  const { filled, color } = looks[strength]
  return (
    <div className={cx('flex flex-col gap-2', className)}>
      <TextField
        label={label}
        name={name}
        type="password"
        autoComplete="new-password"
        required
        hint={value === '' ? t('session.passwordHint') : undefined}
        onInput={(event) => {
          const { currentTarget: input } = event
          setValue(input.value)
          const isFine = input.value === '' || isAcceptable(input.value)
          input.setCustomValidity(isFine ? '' : t(`session.strength.${passwordStrength(input.value)}`))
        }}
      />
      {value === '' ? null : (
        <div className="flex items-center gap-3">
          <div aria-hidden="true" className="grid w-28 shrink-0 grid-cols-3 gap-1">
            {[1, 2, 3].map((step) => (
              <span key={step} className={cx('h-1 rounded-full', step <= filled ? color : 'bg-line')} />
            ))}
          </div>
          <p role="status" className="text-sm text-ink-soft">
            {t(`session.strength.${strength}`)}
          </p>
        </div>
      )}
    </div>
  )
}
