import type { Dialect } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'
import type { Scopes } from '#domain/catalog/owner-scope.ts'
import { holdReading } from '#domain/reading/hold-reading.ts'
import { recordPlace } from '#domain/reading/places.ts'
import { findDocument } from './find-document.ts'

/** More cannot wait for one batch of digests in earnest. */
const MOST = 500

/** Gives documents that nobody knew to the book whose digest has just become known, where their readers see it. */
export async function linkOrphans(
  trx: Trx,
  { dialect, scopes }: { dialect: Dialect; scopes: Scopes },
  digests: string[],
  now: string,
): Promise<void> {
  if (digests.length === 0) return
  const waiting = trx
    .selectFrom('kosync_documents as d')
    .where('d.document', 'in', digests)
    .where('d.book_id', 'is', null)
    .limit(MOST)
  const readers = await waiting.select('d.user_id').distinct().orderBy('d.user_id').execute()
  for (const { user_id } of readers) await holdReading(trx, dialect, user_id)
  const orphans = await waiting
    .innerJoin('users as u', 'u.id', 'd.user_id')
    .selectAll('d')
    .select('u.role')
    .where(
      dialect.isAmong(
        'd.user_id',
        readers.map(({ user_id }) => user_id),
      ),
    )
    .execute()
  for (const orphan of orphans) {
    const userId = orphan.user_id
    const scope = scopes.of({ userId, isAdmin: orphan.role === 'admin' })
    const known = await findDocument(trx, { userId, scope }, orphan.document)
    if (known) await linkDocument(trx, orphan, known, now)
  }
}

export interface LinkedDocument {
  id: number
  user_id: number
  progress: string
  percentage: number
  device: string
  updated_at: string
}

/** Makes a stored report part of the ledger of its book, in a transaction that began with holdReading(). */
export async function linkDocument(
  trx: Trx,
  document: LinkedDocument,
  known: { bookId: number; fileId: number | null; variant: 'original' | 'kepub' },
  now: string,
): Promise<void> {
  const { eventId } = await recordPlace(trx, {
    userId: document.user_id,
    bookId: known.bookId,
    fileKey: known.fileId,
    source: 'kosync',
    device: document.device,
    fraction: document.percentage,
    locator: document.progress,
    at: document.updated_at,
    now,
  })
  await trx
    .updateTable('kosync_documents')
    .set({ book_id: known.bookId, file_id: known.fileId, variant: known.variant, event_id: eventId })
    .where('id', '=', document.id)
    .execute()
}
