import type { Db } from '#database/open.ts'

export interface BlockedImport {
  downloadId: number
  title: string
  message: string
  bookTitle: string | null
  bookId: number | null
  path: string | null
  suggestedBookId: number | null
  actions: ('retry' | 'match' | 'reject')[]
  since: string
}

const SHOWN = 200

/** Imports that wait for a person, newest first. */
export async function listBlockedImports(db: Db): Promise<BlockedImport[]> {
  const rows = await db
    .selectFrom('downloads')
    .leftJoin('books', 'books.id', 'downloads.book_id')
    .select(['downloads.id', 'downloads.title', 'error_message', 'book_id', 'books.title as book_title'])
    .select(['import_path', 'downloads.updated_at', 'guid', 'downloads.download_client_id'])
    .where('downloads.status', '=', 'importBlocked')
    .orderBy('downloads.id', 'desc')
    .limit(SHOWN)
    .execute()
  const suggested = await suggestions(db, new Set(rows.map(({ guid }) => guid)))
  return rows.map((row) => ({
    downloadId: row.id,
    title: row.title,
    message: row.error_message,
    bookTitle: row.book_title,
    bookId: row.book_id,
    path: row.import_path,
    suggestedBookId: suggested.get(row.guid) ?? null,
    actions: [
      'retry' as const,
      ...(row.import_path === null ? [] : ['match' as const]),
      ...(row.download_client_id === null ? [] : ['reject' as const]),
    ],
    since: row.updated_at,
  }))
}

/** What the last failure of each took the files for. */
async function suggestions(db: Db, guids: ReadonlySet<string>): Promise<Map<string, number>> {
  if (guids.size === 0) return new Map()
  const notes = await db
    .selectFrom('acquisition_history')
    .select('data_json')
    .where('event_type', '=', 'importFailed')
    .orderBy('id', 'desc')
    .limit(SHOWN * 5)
    .execute()
  const found = new Map<string, number>()
  for (const { data_json } of notes) {
    const { guid, suggestedBookId } = data_json as { guid?: string; suggestedBookId?: number }
    if (guid && guids.has(guid) && typeof suggestedBookId === 'number' && !found.has(guid))
      found.set(guid, suggestedBookId)
  }
  return found
}
