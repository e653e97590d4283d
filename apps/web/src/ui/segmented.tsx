import { type ReactNode, useId } from 'react'
import { cx } from './cx.ts'

/** A few choices beside each other, one of them taken: radio buttons that look like one control. */
export function Segmented<Value extends string>({
  label,
  value,
  choices,
  onChange,
  className,
}: {
  label: string
  value: Value
  choices: readonly { value: Value; label: ReactNode }[]
  onChange: (value: Value) => void
  className?: string
}) {
  const name = useId()
  return (
    <fieldset
      className={cx('flex w-fit max-w-full min-w-0 flex-wrap rounded-lg border border-line bg-sunken p-1', className)}
    >
      <legend className="sr-only">{label}</legend>
      {choices.map((choice) => (
        <label
          key={choice.value}
          className="flex min-h-9 items-center gap-2 rounded-md px-3 text-sm font-medium whitespace-nowrap text-ink-soft transition-colors has-checked:bg-surface has-checked:text-ink has-checked:shadow-sm has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={name}
            className="sr-only"
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          {choice.label}
        </label>
      ))}
    </fieldset>
  )
}
