import { Eye, EyeOff } from 'lucide-react'
import { type ComponentProps, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from './button.tsx'
import { cx } from './cx.ts'
import { TextField } from './field.tsx'

/** A key or password of another program: covered until somebody wants to see it, and none that a browser should keep. */
export function SecretField({ className, ...rest }: ComponentProps<typeof TextField>) {
  const { t } = useTranslation()
  const [isShown, setShown] = useState(false)
  return (
    <div className={cx('relative', className)}>
      <TextField
        {...rest}
        type={isShown ? 'text' : 'password'}
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        inputClassName="pe-12"
      />
      <IconButton
        label={t(isShown ? 'ui.hide' : 'ui.show', { name: rest.label })}
        aria-pressed={isShown}
        onClick={() => setShown(!isShown)}
        className="absolute end-0 top-[1.625rem]"
      >
        {isShown ? <EyeOff size={18} aria-hidden /> : <Eye size={18} aria-hidden />}
      </IconButton>
    </div>
  )
}
