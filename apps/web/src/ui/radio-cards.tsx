import { useId } from 'react'
import { cx } from './cx.ts'

/** A choice whose answers need a sentence each. */
export function RadioCards<Value extends string>({
  label,
  value,
  choices,
  isDisabled = false,
  onChange,
}: {
  label: string
  value: Value
  choices: readonly { value: Value; label: string; hint?: string }[]
  isDisabled?: boolean
  onChange: (value: Value) => void
}) {
  const name = useId()
  return (
    <fieldset className="flex flex-col gap-2" disabled={isDisabled}>
      <legend className="sr-only">{label}</legend>
      {choices.map((choice) => (
        <label
          key={choice.value}
          className={cx(
            'flex items-start gap-3 rounded-xl border border-line bg-surface px-4 py-3 transition-colors hover:border-line-strong',
            'has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent',
          )}
        >
          <input
            type="radio"
            name={name}
            className="mt-1 size-4.5 shrink-0 accent-accent"
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          <span className="flex flex-col">
            <span className="text-[0.9375rem] font-medium">{choice.label}</span>
            {choice.hint ? <span className="text-sm text-ink-soft">{choice.hint}</span> : null}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
