import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Spinner } from '#ui/spinner.tsx'
import { libraries } from './library-queries.ts'
import { takenIn } from './scan-news.ts'

/** One quiet line above the books while a scan fills the library. */
export function ScanStrip() {
  const { t } = useTranslation()
  const { data } = useQuery(libraries)
  const running = data?.filter(({ lastScan }) => lastScan?.state === 'running') ?? []
  if (running.length === 0) return null
  const found = running.reduce((sum, { lastScan }) => sum + (lastScan?.counts.found ?? 0), 0)
  const taken = running.reduce((sum, { lastScan }) => sum + (lastScan ? takenIn(lastScan.counts) : 0), 0)
  return (
    <p role="status" className="mt-3 flex items-center gap-2.5 text-sm text-ink-soft tabular-nums">
      <Spinner className="size-4 text-accent" />
      {t('scan.counts', { count: found, taken })}
    </p>
  )
}
