import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Cover } from '#ui/cover.tsx'

/** A book that is not here yet, and how far it is. */
export function ComingBook({
  title,
  author,
  cover,
  to,
  state,
}: {
  title: string
  author: string
  cover: string | null
  /** Where more is said of it. */
  to: Pick<LinkProps, 'to' | 'params' | 'search'>
  state: ReactNode
}) {
  return (
    <li className="min-w-0">
      <Link {...to} className="group flex items-center gap-4 rounded-lg py-2">
        <Cover title={title} author={author} src={cover} color={null} className="w-12 shrink-0 shadow-none" />
        <span className="flex min-w-0 flex-1 flex-col gap-0.5">
          <span className="line-clamp-2 font-serif text-[0.9375rem] leading-5 font-semibold wrap-anywhere group-hover:text-accent">
            {title}
          </span>
          <span className="line-clamp-1 text-[0.8125rem] leading-5 text-ink-faint">{author}</span>
          {state}
        </span>
      </Link>
    </li>
  )
}
