import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import { Wordmark } from './wordmark.tsx'

/** The page around forms that stand for themselves: sign-in, sign-up, first run. */
export function WelcomeFrame({
  title,
  lead,
  children,
  isWide = false,
}: {
  title: string
  lead?: ReactNode
  children: ReactNode
  isWide?: boolean
}) {
  return (
    <main
      className={cx(
        'grid min-h-dvh content-start justify-items-center px-4 py-10 sm:py-16',
        // What fills while one looks at it begins at a fixed place.
        isWide ? 'sm:pt-[12vh]' : 'sm:content-center',
      )}
    >
      <div className={isWide ? 'w-full max-w-2xl' : 'w-full max-w-sm'}>
        <Wordmark className="mb-10 text-xl" />
        <h1 className="font-serif text-3xl leading-tight font-semibold">{title}</h1>
        {lead ? <p className="mt-3 text-ink-soft">{lead}</p> : null}
        <div className="mt-8">{children}</div>
      </div>
    </main>
  )
}
