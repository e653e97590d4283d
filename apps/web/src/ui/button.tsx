import type { ComponentProps } from 'react'
import { cx } from './cx.ts'

type Kind = 'primary' | 'plain' | 'ghost' | 'danger'
type Size = 'medium' | 'small'

const kinds: Record<Kind, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong',
  plain: 'border border-line bg-surface text-ink hover:border-line-strong hover:bg-sunken',
  ghost: 'text-ink-soft hover:bg-sunken hover:text-ink',
  danger: 'border border-line bg-surface text-danger hover:border-danger hover:bg-danger-soft',
}

const sizes: Record<Size, string> = {
  medium: 'min-h-11 px-4 text-[0.9375rem]',
  small: 'min-h-9 px-3 text-sm',
}

/** Classes of a button, for links that look like one. */
export function buttonClass({ kind = 'plain', size = 'medium' }: { kind?: Kind; size?: Size } = {}): string {
  return cx(
    'inline-flex shrink-0 items-center justify-center gap-2 rounded-lg font-medium whitespace-nowrap select-none',
    'transition-colors duration-150 disabled:cursor-not-allowed disabled:opacity-50',
    kinds[kind],
    sizes[size],
  )
}

export function Button({
  kind,
  size,
  className,
  type = 'button',
  ...rest
}: ComponentProps<'button'> & { kind?: Kind; size?: Size }) {
  return <button type={type} className={cx(buttonClass({ kind, size }), className)} {...rest} />
}

/** A button that is only a picture: its label is what it is called. */
export function IconButton({
  label,
  className,
  type = 'button',
  ...rest
}: ComponentProps<'button'> & { label: string }) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      className={cx(
        'inline-flex size-11 shrink-0 items-center justify-center rounded-lg text-ink-soft transition-colors duration-150 hover:bg-sunken hover:text-ink disabled:opacity-40',
        className,
      )}
      {...rest}
    />
  )
}
