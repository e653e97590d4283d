import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { Wordmark } from '#ui/wordmark.tsx'

/** Where nothing could be shown at all. */
export function BrokenPage({ error }: ErrorComponentProps) {
  return (
    <main className="mx-auto max-w-xl px-4 py-16">
      <Wordmark className="mb-8 text-xl" />
      <WhatBroke error={error} />
    </main>
  )
}

/** In the place of one page, with everything around it as it was. */
export function BrokenPart({ error }: ErrorComponentProps) {
  return (
    <div className="mx-auto max-w-xl py-10">
      <WhatBroke error={error} />
    </div>
  )
}

function WhatBroke({ error }: { error: unknown }) {
  const router = useRouter()
  useEffect(() => {
    // What was missing may be there again with the network.
    const again = () => void router.invalidate()
    addEventListener('online', again)
    return () => removeEventListener('online', again)
  }, [router])
  return <ErrorNotice error={error} onRetry={() => void router.invalidate()} />
}
