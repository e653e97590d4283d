import type { Db } from '#database/open.ts'

export interface BlockedImport {
  downloadId: number
  title: string
  message: string
  bookTitle: string | null
  bookId: number | null
  path: string | null
  suggestedBookId: number | null
  suggestedTitle: string | null
  actions: ('retry' | 'accept' | 'match' | 'reject')[]
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
  const failures = await lastFailures(db, rows)
  const titles = await titlesOf(db, [...failures.values()])
  return rows.map((row) => {
    const failure = failures.get(row.guid)
    const suggestedBookId = failure?.suggestedBookId ?? null
    return {
      downloadId: row.id,
      title: row.title,
      message: row.error_message,
      bookTitle: row.book_title,
      bookId: row.book_id,
      path: row.import_path,
      suggestedBookId,
      suggestedTitle: suggestedBookId === null ? null : (titles.get(suggestedBookId) ?? null),
      actions: [
        'retry' as const,
        ...(failure?.isOverridable ? ['accept' as const] : []),
        ...(row.import_path === null ? [] : ['match' as const]),
        ...(row.download_client_id === null ? [] : ['reject' as const]),
      ],
      since: row.updated_at,
    }
  })
}

/** What the last failure of an import says that can be done about it. */
export interface LastFailure {
  /** What the files were taken for. */
  suggestedBookId: number | null
  /** Somebody who knows better may take them as they are. */
  isOverridable: boolean
}

/** What the history says last of these downloads, by their guids. */
export async function lastFailures(
  db: Db,
  downloads: readonly { guid: string; title: string }[],
): Promise<Map<string, LastFailure>> {
  const guids = new Set(downloads.map(({ guid }) => guid))
  if (guids.size === 0) return new Map()
  const notes = await db
    .selectFrom('acquisition_history')
    .select('data_json')
    .where('event_type', '=', 'importFailed')
    .where(
      'source_title',
      'in',
      downloads.map(({ title }) => title),
    )
    .orderBy('id', 'desc')
    .limit(SHOWN * 5)
    .execute()
  const found = new Map<string, LastFailure>()
  for (const { data_json } of notes) {
    const { guid, suggestedBookId, isOverridable } = data_json as { guid?: string } & Partial<LastFailure>
    if (guid === undefined || !guids.has(guid) || found.has(guid)) continue
    found.set(guid, { suggestedBookId: suggestedBookId ?? null, isOverridable: isOverridable ?? false })
  }
  return found
}

async function titlesOf(db: Db, failures: readonly LastFailure[]): Promise<Map<number, string>> {
  const ids = failures.flatMap(({ suggestedBookId }) => suggestedBookId ?? [])
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('books').select(['id', 'title']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, title }) => [id, title]))
}
