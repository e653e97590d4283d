import type { ReactNode } from 'react'
import { Cover } from '#ui/cover.tsx'

/** A found or wanted book in a list: its cover, what it is, what one can do. */
export function ShelfItem({
  title,
  author,
  cover,
  heading,
  facts,
  mark,
  children,
}: {
  title: string
  author: string
  cover: string | null
  /** The title, as a link where it leads somewhere. */
  heading: ReactNode
  facts: readonly (string | null | undefined | false)[]
  mark?: ReactNode
  /** What can be done. */
  children?: ReactNode
}) {
  return (
    <li className="flex gap-4 py-4 [content-visibility:auto] [contain-intrinsic-size:auto_7rem]">
      <Cover title={title} author={author} src={cover} color={null} className="w-14 shrink-0 self-start shadow-none" />
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-6 gap-y-3">
        <div className="flex min-w-0 flex-1 basis-52 flex-col gap-0.5">
          <div className="font-serif text-[1.0625rem] leading-snug font-semibold wrap-anywhere">{heading}</div>
          <p className="text-[0.9375rem] text-ink-soft">{author}</p>
          <p className="text-sm text-ink-faint">{facts.filter(Boolean).join(' · ')}</p>
          {mark ? <div className="mt-1">{mark}</div> : null}
        </div>
        {children ? <div className="flex flex-wrap gap-2">{children}</div> : null}
      </div>
    </li>
  )
}
