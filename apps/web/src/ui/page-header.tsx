import type { ReactNode } from 'react'

/** The name of a page, what it counts, and what can be done on it. */
export function PageHeader({
  title,
  eyebrow,
  detail,
  actions,
}: {
  title: ReactNode
  eyebrow?: ReactNode
  detail?: ReactNode
  actions?: ReactNode
}) {
  return (
    <header className="mb-4 flex flex-wrap items-end justify-between gap-x-6 gap-y-3 sm:mb-6">
      <div className="min-w-0">
        {eyebrow ? <p className="text-sm font-medium text-accent">{eyebrow}</p> : null}
        <div className="flex flex-col sm:flex-row sm:flex-wrap sm:items-baseline sm:gap-x-4">
          <h1 className="font-serif text-2xl leading-tight font-semibold sm:text-3xl">{title}</h1>
          {detail ? <p className="text-sm text-ink-faint tabular-nums sm:text-[0.9375rem]">{detail}</p> : null}
        </div>
      </div>
      {actions ? <div className="flex shrink-0 items-center gap-1 sm:gap-2">{actions}</div> : null}
    </header>
  )
}
