import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Trx } from '#database/open.ts'

/** A file or folder that its owner should look at; `message` says what is wrong and what to do. */
export interface Problem {
  path: string
  code: string
  message: string
  /** As they were when it was found; null where it should be tried again at every scan. */
  sizeBytes: number | null
  modifiedMs: number | null
}

/** Writes problems down, one a path; a problem that a person has chosen to ignore stays ignored while it is the same. */
export async function recordProblems(
  trx: Trx,
  input: { dialect: Dialect; libraryId: number; problems: Problem[]; now: string; isIgnored?: boolean },
): Promise<void> {
  const { dialect, libraryId, problems, now, isIgnored = false } = input
  if (problems.length === 0) return
  const unique = [...new Map(problems.map((problem) => [problem.path, problem])).values()]
  await trx
    .insertInto('scan_problems')
    .values(
      unique.map((problem) => ({
        public_id: dialect.newPublicId(),
        library_id: libraryId,
        path: problem.path,
        code: problem.code,
        message: problem.message,
        size_bytes: problem.sizeBytes,
        modified_ms: problem.modifiedMs === null ? null : Math.trunc(problem.modifiedMs),
        is_ignored: isIgnored,
        first_seen_at: now,
        last_seen_at: now,
      })),
    )
    .onConflict((c) =>
      c.columns(['library_id', 'path']).doUpdateSet((e) => ({
        code: e.ref('excluded.code'),
        message: e.ref('excluded.message'),
        size_bytes: e.ref('excluded.size_bytes'),
        modified_ms: e.ref('excluded.modified_ms'),
        last_seen_at: e.ref('excluded.last_seen_at'),
      })),
    )
    .execute()
}

/** Files that were read well are no problem any more. */
export async function clearProblems(trx: Trx, paths: string[]): Promise<void> {
  if (paths.length > 0) await trx.deleteFrom('scan_problems').where('path', 'in', paths).execute()
}

/** Which of these files are known to be unreadable exactly as they are now: reading them again would tell nothing new. */
export async function knownProblems(
  db: Db,
  libraryId: number,
  files: { path: string; sizeBytes: number; modifiedMs: number }[],
): Promise<Set<string>> {
  if (files.length === 0) return new Set()
  const rows = await db
    .selectFrom('scan_problems')
    .select(['path', 'size_bytes', 'modified_ms'])
    .where('library_id', '=', libraryId)
    .where(
      'path',
      'in',
      files.map(({ path }) => path),
    )
    .execute()
  const byPath = new Map(rows.map((row) => [row.path, row]))
  return new Set(
    files
      .filter(({ path, sizeBytes, modifiedMs }) => {
        const row = byPath.get(path)
        return row?.size_bytes === sizeBytes && row.modified_ms === Math.trunc(modifiedMs)
      })
      .map(({ path }) => path),
  )
}
