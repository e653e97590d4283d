import type { Selectable } from 'kysely'
import type { Db } from '#database/open.ts'
import type { OrganizationType, ScanRuns } from '#database/schema.ts'

export interface LibraryOverview {
  id: number
  publicId: string
  name: string
  organizationType: OrganizationType
  isMonitored: boolean
  hasSidecars: boolean
  paths: string[]
  bookCount: number
  missingCount: number
  problemCount: number
  isScanWaiting: boolean
  lastScan: Selectable<ScanRuns> | null
}

/** All libraries with what their page shows. Libraries are few; each count reads an index. */
export async function listOverviews(db: Db): Promise<LibraryOverview[]> {
  const libraries = await db.selectFrom('libraries').selectAll().orderBy('name').execute()
  const places = await db
    .selectFrom('library_folders')
    .innerJoin('folders', 'folders.id', 'library_folders.folder_id')
    .select(['library_folders.library_id', 'folders.path'])
    .orderBy('library_folders.position')
    .execute()
  const waiting = await waitingScans(db)
  return Promise.all(
    libraries.map(async (library) => {
      const paths = places.filter((place) => place.library_id === library.id).map(({ path }) => path)
      const [bookCount, missingCount, problemCount, lastScan] = await Promise.all([
        countBooks(db, library.id),
        countMissing(db, library.id),
        countProblems(db, library.id),
        db
          .selectFrom('scan_runs')
          .selectAll()
          .where('library_id', '=', library.id)
          .orderBy('id', 'desc')
          .limit(1)
          .executeTakeFirst(),
      ])
      return {
        id: library.id,
        publicId: library.public_id,
        name: library.name,
        organizationType: library.organization_type,
        isMonitored: library.is_monitored,
        hasSidecars: library.has_sidecars,
        paths,
        bookCount,
        missingCount,
        problemCount,
        isScanWaiting: waiting.has(library.id),
        lastScan: lastScan ?? null,
      }
    }),
  )
}

/** Covers that were found and not drawn yet. */
export async function countWaitingCovers(db: Db): Promise<number> {
  const { n } = await db
    .selectFrom('covers')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('rendered_at', 'is', null)
    .where('error', 'is', null)
    .executeTakeFirstOrThrow()
  return n
}

async function countBooks(db: Db, libraryId: number): Promise<number> {
  const { n } = await db
    .selectFrom('library_books')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('library_id', '=', libraryId)
    .executeTakeFirstOrThrow()
  return n
}

async function countMissing(db: Db, libraryId: number): Promise<number> {
  const { n } = await db
    .selectFrom('book_files')
    .innerJoin('library_books', 'library_books.book_id', 'book_files.book_id')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('book_files.missing_since', 'is not', null)
    .where('library_books.library_id', '=', libraryId)
    .executeTakeFirstOrThrow()
  return n
}

async function countProblems(db: Db, libraryId: number): Promise<number> {
  const { n } = await db
    .selectFrom('scan_problems')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('library_id', '=', libraryId)
    .where('is_ignored', '=', false)
    .executeTakeFirstOrThrow()
  return n
}

async function waitingScans(db: Db): Promise<Set<number>> {
  const jobs = await db
    .selectFrom('jobs')
    .select('payload_json')
    .where('state', '=', 'waiting')
    .where('name', '=', 'library.scan')
    .limit(500)
    .execute()
  return new Set(jobs.map(({ payload_json }) => (payload_json as { libraryId: number }).libraryId))
}
