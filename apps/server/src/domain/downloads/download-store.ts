import type { Insertable, Selectable } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Trx } from '#database/open.ts'
import type { Downloads } from '#database/schema.ts'
import { notFound } from '#kernel/errors.ts'
import { WATCHED } from './download-states.ts'

export type DownloadRow = Selectable<Downloads>

/** A row with what the queue tells of its book. */
export interface QueuedDownload extends DownloadRow {
  book_title: string | null
  book_author_id: number | null
  book_author_name: string | null
}

/** Older rows are history; the queue has always been one page. */
const LISTED = 2_000
/** More than clients do at once. */
const MOST_WATCHED = 5_000

/** Whose downloads somebody sees in the list: everybody's (null), or those of one account alone (acquisition contract 2.11). */
export type QueueScope = number | null

/** The newest first. */
export function listQueue(
  db: Db,
  { scope, isImportedListed }: { scope: QueueScope; isImportedListed: boolean },
): Promise<QueuedDownload[]> {
  let rows = db
    .selectFrom('downloads')
    .leftJoin('books', 'books.id', 'downloads.book_id')
    .leftJoin('authors', 'authors.id', 'books.author_id')
    .selectAll('downloads')
    .select([
      'books.title as book_title',
      'books.author_id as book_author_id',
      'authors.author_name as book_author_name',
    ])
  if (scope !== null) rows = rows.where('downloads.owner_user_id', '=', scope)
  if (!isImportedListed) rows = rows.where('downloads.status', '!=', 'imported')
  return rows.orderBy('downloads.id', 'desc').limit(LISTED).execute()
}

export const findDownload = (db: Db | Trx, id: number): Promise<DownloadRow | undefined> =>
  db.selectFrom('downloads').selectAll().where('id', '=', id).executeTakeFirst()

/**
 * @param scope null for whoever sees everything; else the account, which sees what is its own or nobody's
 * @throws `not-found`
 */
export async function downloadOrThrow(db: Db | Trx, id: number, scope: QueueScope = null): Promise<DownloadRow> {
  const row = await findDownload(db, id)
  const isSeen = row && (scope === null || row.owner_user_id === null || row.owner_user_id === scope)
  if (!isSeen) throw notFound('download', id)
  return row
}

export const findDownloads = (db: Db, dialect: Dialect, ids: readonly number[]): Promise<DownloadRow[]> =>
  db.selectFrom('downloads').selectAll().where(dialect.isAmong('id', ids)).orderBy('id').execute()

export const findByGuid = (db: Db | Trx, guid: string): Promise<DownloadRow | undefined> =>
  db.selectFrom('downloads').selectAll().where('guid', '=', guid).executeTakeFirst()

export async function insertDownload(trx: Trx, values: Insertable<Downloads>): Promise<number> {
  const { id } = await trx.insertInto('downloads').values(values).returning('id').executeTakeFirstOrThrow()
  return id
}

/** Downloads of which some client still has something to tell, oldest first. */
export const watchedDownloads = (db: Db): Promise<DownloadRow[]> =>
  db
    .selectFrom('downloads')
    .selectAll()
    .where('status', 'in', WATCHED)
    .where('download_client_id', 'is not', null)
    .orderBy('id')
    .limit(MOST_WATCHED)
    .execute()

/** The id by which its client knows it; undefined where it was given none yet. */
export const clientIdOf = ({ sabnzbd_nzo_id, torrent_id }: DownloadRow): string | undefined =>
  sabnzbd_nzo_id ?? torrent_id ?? undefined
