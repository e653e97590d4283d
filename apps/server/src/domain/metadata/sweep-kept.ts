import { Type } from 'typebox'
import { defineJob } from '#jobs/define-job.ts'
import type { MetadataSources } from './metadata-sources.ts'
import type { RemotePictures } from './remote-pictures.ts'

export interface SweepDeps {
  pictures: RemotePictures
  sources: MetadataSources
}

/** Throws away pictures and answers of others that are too old, or too many. */
export const sweepKept = defineJob({
  name: 'metadata.sweep-kept',
  queue: 'low',
  payload: Type.Object({}),
  key: () => 'all',
  timeoutSeconds: 3600,
  async run({ pictures, sources }: SweepDeps) {
    await pictures.sweep()
    await sources.sweep()
  },
})
