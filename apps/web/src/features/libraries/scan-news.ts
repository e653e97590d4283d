import type { ScanRun } from '@colophon/contract/web/libraries.ts'
import type { QueryClient } from '@tanstack/react-query'
import { libraries } from './library-queries.ts'

/** Shows the counts of a running scan as they are announced, without asking for them. */
export function showScanNews(client: QueryClient, data: unknown): void {
  const news = data as { libraryId?: unknown; state?: unknown; counts?: ScanRun['counts'] } | null
  if (news?.state !== 'running' || !news.counts) return
  const { counts } = news
  client.setQueryData(libraries.queryKey, (before) =>
    before?.map((library) => {
      if (library.id !== news.libraryId) return library
      const startedAt = library.lastScan?.state === 'running' ? library.lastScan.startedAt : new Date().toISOString()
      return {
        ...library,
        isScanWaiting: false,
        lastScan: { state: 'running' as const, counts, message: null, startedAt, finishedAt: null },
      }
    }),
  )
}

/** Files that a scan has dealt with. */
export const takenIn = ({ added, changed, moved }: ScanRun['counts']): number => added + changed + moved
