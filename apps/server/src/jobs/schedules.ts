import { Cron } from 'croner'
import type { JobRequest } from '#database/open.ts'

/** A job that time asks for. All of them stand in app/schedules.ts. */
export interface Schedule {
  /** Unique; the row in `schedules` remembers by it when it is due next. */
  readonly name: string
  /** What to ask for. */
  request(): JobRequest
  /** A cron pattern of five or six fields in local time, or a distance in seconds. */
  readonly every: { readonly cron: string } | { readonly seconds: number }
  /** Up to so many seconds later, differently each time, so that installations do not call a service all at once. */
  readonly jitterSeconds?: number
  /** Also due at the very first start (a new installation), rather than one distance later. */
  readonly isDueAtOnce?: boolean
}

/**
 * When a schedule is due next.
 * @param random 0 to 1, for the jitter
 * @throws where the pattern cannot be read, or never comes
 */
export function nextRun({ name, every, jitterSeconds = 0 }: Schedule, after: Date, random: number): Date {
  const next = 'cron' in every ? new Cron(every.cron).nextRun(after) : new Date(after.getTime() + every.seconds * 1_000)
  if (!next) throw new Error(`the schedule ${name} never comes: ${JSON.stringify(every)}`)
  return new Date(next.getTime() + Math.round(jitterSeconds * 1_000 * random))
}
