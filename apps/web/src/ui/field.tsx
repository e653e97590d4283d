import { type ComponentProps, type ReactNode, useId } from 'react'
import { cx } from './cx.ts'

const boxClass =
  'w-full rounded-lg border border-line-strong/60 bg-surface px-3 text-base text-ink placeholder:text-ink-faint hover:border-line-strong aria-invalid:border-danger'

/** A label, its input, what to know before typing and what was wrong afterwards. */
export function TextField({
  label,
  isLabelHidden = false,
  hint,
  error,
  className,
  inputClassName,
  ...rest
}: ComponentProps<'input'> & {
  label: string
  inputClassName?: string
  isLabelHidden?: boolean
  hint?: ReactNode
  error?: string | undefined
}) {
  const id = useId()
  const told = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <div className={cx('flex flex-col gap-1.5', className)}>
      <label htmlFor={id} className={isLabelHidden ? 'sr-only' : 'text-sm font-medium'}>
        {label}
      </label>
      <input
        id={id}
        className={cx(boxClass, 'h-11', inputClassName)}
        aria-invalid={error ? true : undefined}
        aria-describedby={told || undefined}
        {...rest}
      />
      {hint ? (
        <p id={`${id}-hint`} className="text-sm text-ink-faint">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="text-sm text-danger">
          {error}
        </p>
      ) : null}
    </div>
  )
}

/** The same for text of several lines. */
export function AreaField({
  label,
  hint,
  error,
  className,
  ...rest
}: ComponentProps<'textarea'> & { label: string; hint?: ReactNode; error?: string | undefined }) {
  const id = useId()
  const told = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <div className={cx('flex flex-col gap-1.5', className)}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <textarea
        id={id}
        className={cx(boxClass, 'py-2.5 leading-relaxed')}
        aria-invalid={error ? true : undefined}
        aria-describedby={told || undefined}
        {...rest}
      />
      {hint ? (
        <div id={`${id}-hint`} className="text-sm text-ink-faint">
          {hint}
        </div>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="text-sm text-danger">
          {error}
        </p>
      ) : null}
    </div>
  )
}

/** The platform's own list: it works with every keyboard, screen reader and phone. */
export function SelectField({
  label,
  isLabelHidden = false,
  hint,
  className,
  children,
  ...rest
}: ComponentProps<'select'> & { label: string; isLabelHidden?: boolean; hint?: ReactNode }) {
  const id = useId()
  return (
    <div className={cx('flex flex-col gap-1.5', className)}>
      <label htmlFor={id} className={isLabelHidden ? 'sr-only' : 'text-sm font-medium'}>
        {label}
      </label>
      <select
        id={id}
        className={cx(boxClass, 'h-11 pe-2')}
        aria-describedby={hint ? `${id}-hint` : undefined}
        {...rest}
      >
        {children}
      </select>
      {hint ? (
        <p id={`${id}-hint`} className="text-sm text-ink-faint">
          {hint}
        </p>
      ) : null}
    </div>
  )
}

export function CheckField({ label, hint, ...rest }: ComponentProps<'input'> & { label: string; hint?: string }) {
  return (
    <label className="flex items-start gap-3 py-1">
      <input type="checkbox" className="mt-1 size-4.5 shrink-0 accent-accent" {...rest} />
      <span className="flex flex-col">
        <span className="text-[0.9375rem]">{label}</span>
        {hint ? <span className="text-sm text-ink-faint">{hint}</span> : null}
      </span>
    </label>
  )
}
