import type { BoundJob, DeclaredJob } from '#jobs/define-job.ts'

/** Every job that may be asked for. */
export const declaredJobs: readonly DeclaredJob[] = []

/** Collaborators of jobs. */
// biome-ignore lint/complexity/noBannedTypes: grows with the first job
export type JobDeps = {}

/** Each definition with its collaborators. */
export function bindJobs(_deps: JobDeps): BoundJob[] {
  return []
}
