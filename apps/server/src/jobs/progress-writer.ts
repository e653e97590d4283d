import type { Database } from '#database/open.ts'
import type { JobProgress } from './define-job.ts'
import type { Claim } from './settle.ts'

/**
 * Writes and announces the progress of one try, at most once per span: the first word at once, then the latest.
 * Losing one does no harm, so a failed write is left alone.
 */
export function progressWriter(
  database: Database,
  claim: Claim,
  { everyMs, announce }: { everyMs: number; announce(progress: JobProgress): void },
) {
  let latest: JobProgress | undefined
  let timer: NodeJS.Timeout | undefined
  let isClosed = false
  let written: Promise<void> = Promise.resolve()

  const write = () => {
    timer = undefined
    if (!latest) return
    const progress = latest
    latest = undefined
    announce(progress)
    written = written.then(() => store(database, claim, progress)).catch(() => undefined)
    if (!isClosed) timer = setTimeout(write, everyMs)
  }

  return {
    report(progress: JobProgress): void {
      if (isClosed) return
      latest = progress
      if (!timer) write()
    },
    /** Writes the latest word and takes no more. @returns when it is through, so that it cannot overtake the ending */
    async close(): Promise<void> {
      isClosed = true
      clearTimeout(timer)
      write()
      await written
    },
  }
}

async function store({ writer }: Database, claim: Claim, progress: JobProgress): Promise<void> {
  await writer
    .updateTable('jobs')
    .set({ progress_json: JSON.stringify(progress) })
    .where('id', '=', claim.id)
    .where('claimed_by', '=', claim.claimed_by)
    .where('attempts_made', '=', claim.attempts_made)
    .execute()
}
