import type { ListCard } from '@colophon/contract/web/lists.ts'
import { ListChecks } from 'lucide-react'
import { coverAddress } from '#api/cover-address.ts'
import { cx } from '#ui/cx.ts'

/** The picture of a list: its first four covers, or the one cover of a list with fewer. */
export function CoverStack({
  list: { coverUrls },
  className,
}: {
  list: Pick<ListCard, 'coverUrls'>
  className?: string
}) {
  const shown = coverUrls.length >= 4 ? coverUrls.slice(0, 4) : coverUrls.slice(0, 1)
  return (
    <span
      aria-hidden="true"
      className={cx(
        'grid aspect-2/3 overflow-hidden rounded-[3px] bg-sunken shadow-cover',
        shown.length === 4 && 'grid-cols-2 grid-rows-2',
        className,
      )}
    >
      {shown.length === 0 ? <ListChecks className="size-1/3 place-self-center text-line-strong" /> : null}
      {shown.map((url) => (
        <img
          key={url}
          src={coverAddress(url, 'small') ?? undefined}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          className="size-full min-h-0 object-cover"
        />
      ))}
    </span>
  )
}
