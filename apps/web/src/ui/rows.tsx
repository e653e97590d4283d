import type { ReactNode } from 'react'

/** Things that are set up, below each other. */
export function Rows({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul aria-label={label} className="divide-y divide-line rounded-2xl border border-line bg-surface">
      {children}
    </ul>
  )
}

/** One of them: what it is called, what it is, how it fares, and what can be done with it. */
export function Row({
  title,
  mark,
  detail,
  standing,
  actions,
  children,
}: {
  title: ReactNode
  /** A word beside the title. */
  mark?: ReactNode
  detail?: ReactNode
  standing?: ReactNode
  actions?: ReactNode
  /** What came of something that was tried, below the rest. */
  children?: ReactNode
}) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 py-3 ps-4 pe-2">
      <div className="min-w-0 flex-1 basis-48">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="min-w-0 font-medium break-words">{title}</span>
          {mark ? <span className="text-sm text-ink-faint">{mark}</span> : null}
        </p>
        {detail ? <p className="text-sm break-words text-ink-soft">{detail}</p> : null}
        {standing ? <p className="mt-0.5 text-sm">{standing}</p> : null}
      </div>
      {actions ? <div className="flex shrink-0 items-center gap-1">{actions}</div> : null}
      {children ? <div className="basis-full pe-2 pt-1">{children}</div> : null}
    </li>
  )
}
