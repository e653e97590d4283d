import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'

const bar =
  'absolute inset-x-0 z-20 flex items-center gap-0.5 bg-paper px-1 text-ink transition-opacity duration-200 focus-within:pointer-events-auto focus-within:opacity-100 sm:px-4'
/** A pointer brings them back; a finger must not press what it does not see. */
const hidden = 'opacity-0 pointer-coarse:pointer-events-none pointer-fine:hover:opacity-100'

/** The way back, the title, and what can be done; gone while one reads, and there for the keyboard all the same. */
export function ReaderHeader({
  title,
  back,
  isShown,
  children,
}: {
  title: string
  back: { href: string; label: string }
  isShown: boolean
  children: ReactNode
}) {
  return (
    <header
      className={cx(bar, 'top-0 min-h-14 border-b border-line pt-[env(safe-area-inset-top)]', !isShown && hidden)}
    >
      <a
        href={back.href}
        aria-label={back.label}
        title={back.label}
        className="inline-flex size-11 shrink-0 items-center justify-center rounded-lg text-ink-soft hover:bg-sunken hover:text-ink"
      >
        <ArrowLeft size={20} aria-hidden className="rtl:rotate-180" />
      </a>
      <h1 className="min-w-0 flex-1 truncate px-2 font-serif text-[0.9375rem] text-ink-soft">{title}</h1>
      {children}
    </header>
  )
}

export function ReaderFooter({ isShown, children }: { isShown: boolean; children: ReactNode }) {
  return (
    <footer
      className={cx(
        bar,
        'bottom-0 min-h-14 gap-3 border-t border-line pb-[env(safe-area-inset-bottom)]',
        !isShown && hidden,
      )}
    >
      {children}
    </footer>
  )
}
