import { moveDownload } from '#domain/downloads/move-download.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import { lastFailures } from './blocked-imports.ts'
import type { ImportDeps } from './import-deps.ts'
import { importDownload } from './import-download.ts'
import { findDownloadRow, takenAsIs } from './import-row.ts'

/**
 * Takes the files of a blocked import as they are, whatever speaks against them.
 * @throws not-found; conflict for a download that is not blocked, and for what is no book however one looks at it
 */
export async function importAnyway(
  { db, transaction, clock }: Pick<ImportDeps, 'db' | 'transaction' | 'clock'>,
  downloadId: number,
): Promise<void> {
  const row = await findDownloadRow(db, downloadId)
  if (!row) throw notFound('download', downloadId)
  if (row.status !== 'importBlocked') {
    throw conflict('import.not-blocked', `its import is not blocked: it is ${row.status}`)
  }
  const failure = (await lastFailures(db, [row])).get(row.guid)
  if (!failure?.isOverridable) {
    throw conflict('import.no-way', `it cannot be taken as it is: ${row.error_message}`)
  }
  const facts = { error_message: '', import_retry_count: 0, skip_count: 0, not_before: null }
  await transaction(async (trx, emit) => {
    const release = { release_json: takenAsIs(row) }
    const moved = { now: clock.now(), ...facts, ...release }
    if (!(await moveDownload(trx, row.id, 'importBlocked', 'importFailed', moved))) {
      throw conflict('import.moved', 'somebody else moved the download')
    }
    emit(importDownload.request({ downloadId: row.id }, { priority: 10 }))
  })
}
