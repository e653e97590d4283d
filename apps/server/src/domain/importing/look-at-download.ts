import type { Slot } from '#database/schema.ts'
import { pathThere } from '#domain/downloads/client-folders.ts'
import type { ImportDeps } from './import-deps.ts'
import type { FoundFile } from './import-disk.ts'
import { ImportProblem } from './import-problem.ts'
import type { DownloadRow } from './import-row.ts'
import type { ImportSettings } from './import-settings.ts'
import { nothingInArchive, nothingToImport } from './nothing-to-import.ts'
import { isBesideArchives, type PickedContent, pickContent } from './pick-content.ts'
import { unpackContent } from './unpack-content.ts'

/** What there is to import. */
export interface Looked {
  /** As the client has put it down. */
  path: string
  content: PickedContent & { kind: Slot }
  /** Files that the content was unpacked from; null where it lies there as it is. */
  archives: FoundFile[] | null
}

/**
 * Looks at what a download has brought, and into its archives where its books are in these.
 * @param forced what a person said that it is
 * @throws ImportProblem where there is nothing to import
 */
export async function lookAtDownload(
  deps: ImportDeps,
  row: DownloadRow,
  { settings, forced }: { settings: ImportSettings; forced: Slot | null },
  signal: AbortSignal,
): Promise<Looked> {
  const path = row.import_path
  if (!path) throw new ImportProblem('later', 'the download client has not said where its files are')
  const found = await deps.disk.list(path)
  const loose = pickContent(path, found, forced)
  if (loose.kind === 'none' && loose.reason !== 'archive') {
    throw nothingToImport(path, await pathInClient(deps, row, path), loose.reason)
  }
  if (found.isCut) throw new ImportProblem('person', `${path} holds too much to be one book`)
  if (loose.kind !== 'none' && !isBesideArchives(found, loose)) return { path, content: loose, archives: null }
  const packed = { downloadId: row.id, path, found, forced, minFreeBytes: settings.minFreeBytes }
  const unpacked = await unpackContent(deps, packed, signal)
  if (unpacked.content.kind !== 'none') return { path, content: unpacked.content, archives: unpacked.archives }
  const { reason } = unpacked.content
  if (loose.kind !== 'none' && reason === 'empty') return { path, content: loose, archives: null }
  throw nothingInArchive(path, reason)
}

async function pathInClient({ db, downloadFolders }: ImportDeps, row: DownloadRow, path: string) {
  const client = await db
    .selectFrom('download_clients')
    .select('path_remap as pathRemap')
    .where('id', '=', row.download_client_id)
    .executeTakeFirst()
  return client && pathThere(path, client, downloadFolders)
}
