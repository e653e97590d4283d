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
