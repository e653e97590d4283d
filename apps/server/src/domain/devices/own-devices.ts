import type { Db } from '#database/open.ts'

export interface SeenDevice {
  name: string
  lastSeenAt: string
  documents: number
}

/** More of them nobody owns. */
const MOST = 50

/** KOReaders of a reader that told of a document, the last one first. */
export async function koreadersOf(db: Db, userId: number): Promise<SeenDevice[]> {
  const rows = await db
    .selectFrom('kosync_documents')
    .select(['device', 'device_id'])
    .select((e) => [e.fn.max('updated_at').as('lastSeenAt'), e.fn.countAll<number>().as('documents')])
    .where('user_id', '=', userId)
    .groupBy(['device', 'device_id'])
    .orderBy('lastSeenAt', 'desc')
    .limit(MOST)
    .execute()
  return rows.map(({ device, lastSeenAt, documents }) => ({
    name: device,
    lastSeenAt: lastSeenAt ?? '',
    documents: Number(documents),
  }))
}

/** What reading apps fetched from the catalogue for a reader. */
export async function fetchedByApps(db: Db, userId: number): Promise<{ lastDownloadAt: string | null; books: number }> {
  const { lastDownloadAt, books } = await db
    .selectFrom('download_events as e')
    .innerJoin('book_files as f', 'f.id', 'e.file_id')
    .select((e) => [
      e.fn.max('e.created_at').as('lastDownloadAt'),
      e.fn.count<number>('f.book_id').distinct().as('books'),
    ])
    .where('e.user_id', '=', userId)
    .where('e.source', '=', 'opds')
    .executeTakeFirstOrThrow()
  return { lastDownloadAt: lastDownloadAt ?? null, books: Number(books) }
}

/** What a reader signs in with on devices of each kind; nothing of its secret. */
export async function signInsOf(db: Db, userId: number) {
  const rows = await db
    .selectFrom('device_credentials')
    .select(['protocol', 'username', 'updated_at'])
    .where('user_id', '=', userId)
    .execute()
  return new Map(rows.map(({ protocol, username, updated_at }) => [protocol, { username, updatedAt: updated_at }]))
}
