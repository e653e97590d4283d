import { Type } from 'typebox'
import { readSetting } from '#domain/settings/settings-store.ts'
import { defineJob } from '#jobs/define-job.ts'
import { watchedDownloads } from './download-store.ts'
import { failDownload } from './fail-download.ts'
import { stalledFor } from './next-step.ts'
import { type RemoveDeps, removeFromClient } from './remove-from-client.ts'

const TIMEOUT_MINUTES = 120

/** Gives up downloads of which nothing has come for too long: the release is not taken again, and another one is looked for. */
export const dropStalled = defineJob({
  name: 'downloads.drop-stalled',
  queue: 'default',
  payload: Type.Object({}),
  key: () => 'all',
  attempts: 1,
  timeoutSeconds: 300,
  async run(deps: RemoveDeps, _payload, { signal }) {
    const minutes = Number(await readSetting(deps.db, 'stall.timeout_minutes')) || TIMEOUT_MINUTES
    let dropped = 0
    for (const row of await watchedDownloads(deps.db)) {
      const still = row.status === 'downloading' ? stalledFor(row.live_json, minutes, deps.clock.now()) : undefined
      if (still === undefined) continue
      signal.throwIfAborted()
      const message = `stalled: nothing came for ${still} minutes`
      if (!(await failDownload(deps, { id: row.id, from: 'downloading', message, cause: 'stalled' }))) continue
      await removeFromClient(deps, row, { withData: true })
      dropped++
    }
    return { dropped }
  },
  foundNothing: ({ dropped }) => dropped === 0,
})
