/** Every span that the runner knows, in milliseconds. Only tests say other ones. */
export interface Timing {
  /** How long a claim holds without a sign of life, and how often running jobs give one. */
  leaseMs: number
  heartbeatMs: number
  /** How often rows are looked at where other processes write them too. */
  pollMs: number
  /** How long running jobs may go on after `stop`, and how long an aborted one may take to end. */
  stopMs: number
  stopGraceMs: number
  abortGraceMs: number
  /** Between two writes of a job's progress. */
  progressMs: number
  /** First wait after a failure; each further one is four times as long. */
  backOffMs: number
}

export const standardTiming: Timing = {
  leaseMs: 30_000,
  heartbeatMs: 10_000,
  pollMs: 2_000,
  stopMs: 8_000,
  stopGraceMs: 1_000,
  abortGraceMs: 5_000,
  progressMs: 500,
  backOffMs: 5_000,
}
