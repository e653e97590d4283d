import type { ReactNode } from 'react'
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
    <main className="grid min-h-dvh justify-items-center px-4 py-10 sm:content-center sm:py-16">
      <div className={isWide ? 'w-full max-w-2xl' : 'w-full max-w-sm'}>
        <Wordmark className="mb-10 text-xl" />
        <h1 className="font-serif text-3xl leading-tight font-semibold">{title}</h1>
        {lead ? <p className="mt-3 text-ink-soft">{lead}</p> : null}
        <div className="mt-8">{children}</div>
      </div>
    </main>
  )
}
