import { useState } from 'react'
import { cx } from '#ui/cx.ts'

/** A picture of a person; the first letters of the name where there is none. */
export function Portrait({
  name,
  src,
  className = 'size-14 text-lg',
}: {
  name: string
  src: string | null
  className?: string
}) {
  const [failed, setFailed] = useState<string>()
  const letters = name
    .split(/\s+/)
    .flatMap((word) => [...word].slice(0, 1))
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .join('')
  return (
    <span
      aria-hidden="true"
      className={cx(
        'grid shrink-0 place-items-center overflow-hidden rounded-full bg-accent-soft font-serif font-semibold text-accent',
        className,
      )}
    >
      {src && failed !== src ? (
        <img src={src} alt="" loading="lazy" className="size-full object-cover" onError={() => setFailed(src)} />
      ) : (
        letters
      )}
    </span>
  )
}
