import { CircleAlert, CircleCheck, CircleDashed, CircleMinus, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'

export type StandingKind = 'ok' | 'warning' | 'problem' | 'off' | 'unknown'

const looks = {
  ok: { Icon: CircleCheck, className: 'text-accent' },
  warning: { Icon: TriangleAlert, className: 'text-warning' },
  problem: { Icon: CircleAlert, className: 'text-danger' },
  off: { Icon: CircleMinus, className: 'text-ink-faint' },
  unknown: { Icon: CircleDashed, className: 'text-ink-faint' },
}

/** How something fares, in a picture and in words. */
export function Standing({ kind, children }: { kind: StandingKind; children: ReactNode }) {
  const { Icon, className } = looks[kind]
  return (
    <span className={cx('inline-flex max-w-full items-start gap-1.5', className)}>
      <Icon size={16} aria-hidden className="mt-0.5 shrink-0" />
      <span className="min-w-0 break-words">{children}</span>
    </span>
  )
}

export interface Finding {
  kind: StandingKind
  text: string
}

/** What a test has found, a line for each thing; read out when it comes. */
export function Findings({ findings }: { findings: readonly Finding[] }) {
  return (
    <ul role="status" className="flex flex-col gap-1.5 text-sm">
      {findings.map(({ kind, text }) => (
        <li key={text}>
          <Standing kind={kind}>{text}</Standing>
        </li>
      ))}
    </ul>
  )
}
