import { ChevronLeft, ChevronRight } from 'lucide-react'
import { cx } from '#ui/cx.ts'

/** For those who point, and for whoever cannot swipe: seen on hover and on focus. */
export function PageButton({ side, label, onClick }: { side: 'left' | 'right'; label: string; onClick: () => void }) {
  const Arrow = side === 'left' ? ChevronLeft : ChevronRight
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onClick}
      className={cx(
        'absolute top-1/2 z-10 grid h-24 w-11 -translate-y-1/2 place-items-center rounded-lg text-ink-faint opacity-0 transition-opacity hover:opacity-100 focus-visible:opacity-100 pointer-coarse:pointer-events-none pointer-coarse:focus-visible:pointer-events-auto',
        side === 'left' ? 'left-1' : 'right-1',
      )}
    >
      <Arrow size={28} aria-hidden />
    </button>
  )
}
