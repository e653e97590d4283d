import type { Selectable } from 'kysely'
import type { Db } from '#database/open.ts'
import type { ScanProblems } from '#database/schema.ts'

export interface ProblemFilter {
  /** Public id. */
  library?: string | undefined
  code?: string | undefined
  /** Part of the path. */
  search?: string | undefined
  isIgnored: boolean
}

export interface FoundProblem extends Selectable<ScanProblems> {
  library_public_id: string
  library_name: string
}

/** Problems of all libraries, the one seen last first. */
export async function listAllProblems(
  db: Db,
  filter: ProblemFilter,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ problems: FoundProblem[]; total: number }> {
  let found = db
    .selectFrom('scan_problems')
    .innerJoin('libraries', 'libraries.id', 'scan_problems.library_id')
    .where('scan_problems.is_ignored', '=', filter.isIgnored)
  if (filter.library) found = found.where('libraries.public_id', '=', filter.library)
  if (filter.code) found = found.where('scan_problems.code', '=', filter.code)
  if (filter.search) found = found.where('scan_problems.path', 'like', `%${filter.search.replace(/[%_]/g, '_')}%`)
  const problems = await found
    .selectAll('scan_problems')
    .select(['libraries.public_id as library_public_id', 'libraries.name as library_name'])
    .orderBy('scan_problems.last_seen_at', 'desc')
    .orderBy('scan_problems.id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  const { total } = await found.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { problems, total: Number(total) }
}

/** How many problems of which kind nobody has chosen to ignore; the most frequent kind first. */
export async function countProblems(db: Db): Promise<{ code: string; count: number }[]> {
  const rows = await db
    .selectFrom('scan_problems')
    .select((e) => ['code', e.fn.countAll<number>().as('count')])
    .where('is_ignored', '=', false)
    .groupBy('code')
    .orderBy('count', 'desc')
    .orderBy('code')
    .limit(100)
    .execute()
  return rows.map(({ code, count }) => ({ code, count: Number(count) }))
}
