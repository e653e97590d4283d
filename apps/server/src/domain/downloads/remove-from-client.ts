import type { Db, Transaction } from '#database/open.ts'
import type { Clock } from '#kernel/clock.ts'
import type { Logger } from '#kernel/logger.ts'
import type { SecretBox } from '#kernel/secret-box.ts'
import { categoriesOf, type DownloadFolders, pathHere } from './client-folders.ts'
import { type ConfiguredClient, findClient } from './client-store.ts'
import { deleteLeftBehind } from './delete-left-behind.ts'
import type { OpenClient } from './download-client.ts'
import { clientIdOf, type DownloadRow } from './download-store.ts'

export interface RemoveDeps {
  db: Db
  transaction: Transaction
  clock: Clock
  secrets: SecretBox
  openClient: OpenClient
  downloadFolders: DownloadFolders
  logger: Logger
}

const LIMIT_MS = 8_000

/**
 * Takes a download out of its client as well as that can be done: one that does not answer, or does not have it, is left at
 * that and logged.
 */
export async function removeFromClient(
  deps: RemoveDeps,
  row: DownloadRow,
  { withData }: { withData: boolean },
): Promise<void> {
  const clientId = clientIdOf(row)
  const client = row.download_client_id ? await findClient(deps.db, deps.secrets, row.download_client_id) : undefined
  if (!client || clientId === undefined) return
  try {
    const signal = AbortSignal.timeout(LIMIT_MS)
    const opened = deps.openClient(client)
    const { leftBehind } = await opened.remove(clientId, { withData }, signal)
    if (leftBehind === undefined) return
    const { folders } = await opened.probe(categoriesOf(client), signal)
    await deleteLeftBehind(deps, leftBehindHere(deps, client, leftBehind), [
      deps.downloadFolders.downloads,
      deps.downloadFolders.audiobookDownloads,
      ...folders.flatMap(({ path }) => (path === undefined ? [] : pathHere(path, client, deps.downloadFolders))),
    ])
  } catch (error) {
    deps.logger.warn(
      { err: error, client: client.name, downloadId: row.id },
      'a download was not removed from its client',
    )
  }
}

const leftBehindHere = ({ downloadFolders }: RemoveDeps, client: ConfiguredClient, path: string) =>
  pathHere(path, client, downloadFolders)
