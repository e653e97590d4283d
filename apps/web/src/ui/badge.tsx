import type { ReactNode } from 'react'
import { cx } from './cx.ts'

const kinds = {
  good: 'bg-accent-soft text-accent',
  care: 'bg-warning-soft text-warning',
  bad: 'bg-danger-soft text-danger',
  quiet: 'bg-sunken text-ink-soft',
}
export type BadgeKind = keyof typeof kinds

/** A word or two about the state of a thing. */
export function Badge({ kind = 'quiet', children }: { kind?: BadgeKind; children: ReactNode }) {
  return (
    <span
      className={cx(
        'inline-flex w-fit items-center gap-1.5 rounded-full px-2.5 py-0.5 text-[0.8125rem] leading-5 font-medium whitespace-nowrap',
        kinds[kind],
      )}
    >
      {children}
    </span>
  )
}
