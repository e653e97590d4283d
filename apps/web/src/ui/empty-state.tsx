import type { ReactNode } from 'react'

/** Nothing here, and what to do about it. */
export function EmptyState({
  title,
  level = 2,
  children,
  actions,
}: {
  title: string
  /** 1 where it is all that the page says. */
  level?: 1 | 2
  children?: ReactNode
  actions?: ReactNode
}) {
  const Heading = `h${level}` as const
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-3 px-4 py-20 text-center">
      <svg
        viewBox="0 0 64 48"
        className="mb-2 h-14 text-line-strong"
        aria-hidden="true"
        fill="none"
        stroke="currentColor"
      >
        <path d="M8 42h48" strokeWidth="1.5" strokeLinecap="round" />
        <path d="M14 42V12h7v30M25 42V6h8v36M37 42V16h6v26" strokeWidth="1.5" strokeLinejoin="round" />
        <path d="M46.5 41 53 12.5l5 1.2L51.5 42" strokeWidth="1.5" strokeLinejoin="round" strokeDasharray="3 3" />
      </svg>
      <Heading className="font-serif text-xl font-semibold">{title}</Heading>
      {children ? <div className="text-ink-soft">{children}</div> : null}
      {actions ? <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  )
}
