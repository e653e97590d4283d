import type { ReactNode } from 'react'
import { headerLook } from './header-look.ts'

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
    <header className={headerLook.header}>
      <div className="min-w-0">
        {eyebrow ? <p className="text-sm font-medium text-accent">{eyebrow}</p> : null}
        <div className={headerLook.words}>
          <h1 className={headerLook.title}>{title}</h1>
          {detail ? <p className={headerLook.detail}>{detail}</p> : null}
        </div>
      </div>
      {actions ? <div className="flex shrink-0 items-center gap-1 sm:gap-2">{actions}</div> : null}
    </header>
  )
}
