import { cx } from './cx.ts'

export function Wordmark({ className }: { className?: string }) {
  return (
    <span className={cx('flex items-center gap-2.5 font-serif font-semibold tracking-tight', className)}>
      <Mark />
      Colophon
    </span>
  )
}

/** The mark alone: a bound book with its two holes for the thread. */
export function Mark() {
  return (
    <svg viewBox="0 0 32 32" className="size-7" aria-hidden="true">
      <rect width="32" height="32" rx="7" className="fill-accent" />
      <path d="M9 7h9.5A4.5 4.5 0 0 1 23 11.5V25H13a4 4 0 0 1-4-4z" className="fill-on-accent" />
      <circle cx="16" cy="13" r="1.7" className="fill-accent" />
      <circle cx="16" cy="19" r="1.7" className="fill-accent" />
    </svg>
  )
}
