import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { ErrorNotice } from '#ui/error-notice.tsx'
import { Wordmark } from '#ui/wordmark.tsx'

/** Where a page could not be shown at all. */
export function BrokenPage({ error }: ErrorComponentProps) {
  const router = useRouter()
  return (
    <main className="mx-auto max-w-xl px-4 py-16">
      <Wordmark className="mb-8 text-xl" />
      <ErrorNotice error={error} onRetry={() => void router.invalidate()} />
    </main>
  )
}
