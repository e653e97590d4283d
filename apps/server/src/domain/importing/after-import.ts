import { Type } from 'typebox'
import { failDownload } from '#domain/downloads/fail-download.ts'
import { type RemoveDeps, removeFromClient } from '#domain/downloads/remove-from-client.ts'
import { defineJob } from '#jobs/define-job.ts'
import { transportFor } from './carriage.ts'
import { findDownloadRow } from './import-row.ts'
import { readImportSettings } from './import-settings.ts'

const payload = Type.Object({ downloadId: Type.Integer() })

/** Takes a download whose files were moved into the library out of its client, which has nothing to do with it any more. */
export const cleanUpClient = defineJob({
  name: 'importing.clean-up-client',
  queue: 'low',
  payload,
  key: ({ downloadId }) => String(downloadId),
  timeoutSeconds: 60,
  async run(deps: RemoveDeps, { downloadId }) {
    const row = await findDownloadRow(deps.db, downloadId)
    const { mode } = await readImportSettings(deps.db)
    if (row?.status !== 'imported' || row.download_client_id === null) return { removed: false }
    if (!transportFor(mode, row.protocol).isSourceRemoved) return { removed: false }
    // What is left of a post helps nobody; of a torrent the client itself knows best.
    await removeFromClient(deps, row, { withData: row.protocol === 'usenet' })
    return { removed: true }
  },
})

/** Gives up a download that is no book at all: it is never fetched again, and another one is looked for. */
export const giveUpFake = defineJob({
  name: 'importing.give-up-fake',
  queue: 'default',
  payload: Type.Object({ downloadId: Type.Integer(), message: Type.String() }),
  key: ({ downloadId }) => String(downloadId),
  timeoutSeconds: 60,
  run: (deps: Pick<RemoveDeps, 'transaction' | 'clock'>, { downloadId, message }) =>
    failDownload(deps, { id: downloadId, from: 'importBlocked', message, cause: 'reported' }),
})
