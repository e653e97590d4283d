import { cx } from './cx.ts'

/** The first letters of first and last name, where others have a picture. Says nothing: the name stands beside it. */
export function Initials({ name, className }: { name: string; className?: string }) {
  const words = name.trim().split(/\s+/)
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '')
  return (
    <span
      aria-hidden="true"
      className={cx(
        'inline-flex size-9 shrink-0 items-center justify-center rounded-full bg-accent-soft text-sm font-medium text-accent uppercase select-none',
        className,
      )}
    >
      {letters.join('')}
    </span>
  )
}
