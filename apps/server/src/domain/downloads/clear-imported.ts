import { Type } from 'typebox'
import { readSetting } from '#domain/settings/settings-store.ts'
import { defineJob } from '#jobs/define-job.ts'
import { findDownload } from './download-store.ts'
import { type RemoveDeps, removeFromClient } from './remove-from-client.ts'

/** Ways to import after which nothing of a Usenet download is left to keep; torrents are moved only where that is asked for. */
const MOVES = { usenet: ['auto', 'hardlink', 'move'], torrent: ['move'] }

/** Takes a download out of its client whose files were moved to the library; what is shared further stays. */
export const clearImported = defineJob({
  name: 'downloads.clear-imported',
  queue: 'default',
  payload: Type.Object({ downloadId: Type.Integer() }),
  key: ({ downloadId }) => String(downloadId),
  timeoutSeconds: 60,
  async run(deps: RemoveDeps, { downloadId }) {
    const row = await findDownload(deps.db, downloadId)
    if (row?.status !== 'imported' || row.protocol === '') return { cleared: false }
    const mode = (await readSetting(deps.db, 'import.mode')) || 'auto'
    if (!MOVES[row.protocol].includes(mode)) return { cleared: false }
    await removeFromClient(deps, row, { withData: false })
    return { cleared: true }
  },
})
