import type { Db, Trx } from '#database/open.ts'
import type { Slot } from '#database/schema.ts'

/** A file or folder that gets its name in one step, and where its content came from. */
export interface JournalMove {
  stage: string
  to: string
  /** Removed once the content has its name; empty where it stays. */
  sources: string[]
}

/** A copy in a folder that another program watches. */
export interface JournalHandout {
  stage: string
  /** Numbered where something lies there by then. */
  to: string
  /** The import is whole without it. */
  isExtra: boolean
}

/** A file that makes room, and the place in the recycle bin that it goes to. */
export interface JournalReplacement {
  from: string
  bin: string
}

/**
 * What an import does with files. While it is `staging` nothing but staged copies exists: cut off, it is undone. Once it is
 * `recorded` the catalogue knows the files: cut off, it is finished. Each is written before the files are touched.
 */
export interface ImportJournal {
  phase: 'staging' | 'recorded'
  moves: JournalMove[]
  /** Missing in what an older server has written. */
  handouts?: JournalHandout[]
  replaced: JournalReplacement[]
  /** What is replaced does not lie in the bin for a while: it is gone at once. */
  isBinEmptied?: boolean
  /** Records of replaced files that go once the new ones are in place. */
  dropped?: number[]
  /** Folders that may be left empty by it, with those that stay whatever happens. */
  prune: { folders: string[]; kept: string[] }
  /** What is announced in the end. */
  news: ImportNews | null
}

export interface ImportNews {
  slot: Slot
  path: string
  format: string
  fileIds: number[]
  libraryIds: number[]
  /** From which format to which a file was replaced; null where none was. */
  outdone: { from: string; to: string } | null
}

export async function readJournal(db: Db | Trx, downloadId: number): Promise<ImportJournal | undefined> {
  const row = await db
    .selectFrom('import_journals')
    .select('steps_json')
    .where('download_id', '=', downloadId)
    .executeTakeFirst()
  return row?.steps_json as ImportJournal | undefined
}

/** Writes down what is about to happen. */
export async function writeJournal(
  trx: Trx,
  { downloadId, bookId, journal, now }: { downloadId: number; bookId: number; journal: ImportJournal; now: string },
): Promise<void> {
  await trx
    .insertInto('import_journals')
    .values({ download_id: downloadId, book_id: bookId, steps_json: journal, created_at: now, updated_at: now })
    .onConflict((c) =>
      c.column('download_id').doUpdateSet((set) => ({
        book_id: set.ref('excluded.book_id'),
        steps_json: set.ref('excluded.steps_json'),
        updated_at: set.ref('excluded.updated_at'),
      })),
    )
    .execute()
}

export async function closeJournal(trx: Trx, downloadId: number): Promise<void> {
  await trx.deleteFrom('import_journals').where('download_id', '=', downloadId).execute()
}

/** Downloads whose import has begun and not ended. */
export async function openJournals(db: Db): Promise<number[]> {
  const rows = await db
    .selectFrom('import_journals')
    .select('download_id')
    .orderBy('download_id')
    .limit(1_000)
    .execute()
  return rows.map(({ download_id }) => download_id)
}
