import type { Dialect } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'
import { loosenAnnotations } from '#domain/annotations/loosen-annotations.ts'
import { supersedeFiles } from '#domain/catalog/supersede-files.ts'
import { inheritDigests } from '#domain/devices/inherit-digests.ts'
import { loosenPlaces } from '#domain/reading/loosen-places.ts'
import { moveDownloadEvents } from '#domain/reading/move-download-events.ts'

/**
 * Files that something better took the place of leave the catalogue; what hung on them stays with their book. Places and
 * notes keep their share of the book: where they were in a file of another format means nothing in the new one.
 */
export async function handDown(
  trx: Trx,
  dialect: Dialect,
  { from, to, now }: { from: readonly number[]; to: number; now: string },
): Promise<void> {
  const files = await trx
    .selectFrom('book_files')
    .select(['id', 'file_type'])
    .where(dialect.isAmong('id', [...from, to]))
    .execute()
  const heir = files.find(({ id }) => id === to)
  const left = files.filter(({ id, file_type }) => id !== to && file_type !== heir?.file_type).map(({ id }) => id)
  await loosenPlaces(trx, dialect, left)
  await loosenAnnotations(trx, dialect, left)
  await inheritDigests(trx, dialect, { from, to })
  await moveDownloadEvents(trx, dialect, { from, to })
  await supersedeFiles(trx, dialect, { from, to, now })
}
