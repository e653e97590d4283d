import { type DurationHistogram, durationHistogram } from '#kernel/duration-histogram.ts'
import type { BoundJob } from './define-job.ts'

/** How often jobs ran in this process, how they ended, and how long they took. */
export type JobTimes = Pick<DurationHistogram, 'text' | 'countText'>

/** Measures jobs: the same jobs, and where their times are kept. */
export function measureJobs(jobs: readonly BoundJob[]): { jobs: BoundJob[]; times: JobTimes } {
  const times = durationHistogram()
  const measured = jobs.map(
    (job): BoundJob => ({
      ...job,
      async run(payload, context) {
        const began = performance.now()
        const note = (result: string) => times.observe([job.name, result], (performance.now() - began) / 1000)
        try {
          const result = await job.run(payload, context)
          note('success')
          return result
        } catch (error) {
          note('error')
          throw error
        }
      },
    }),
  )
  return { jobs: measured, times }
}
