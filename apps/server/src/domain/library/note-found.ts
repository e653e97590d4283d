import type { Dialect } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'
import { refreshDerived } from '#domain/catalog/refresh-derived.ts'
import { type Problem, recordProblems } from './scan-problems.ts'
import type { WalkProblem } from './walker.ts'

/** What a look at the disk told beside files to read. */
export interface Found {
  problems: (Problem | WalkProblem)[]
  /** Files that were held missing and are there. */
  back?: number[]
  /** Books whose files are there and which the library does not list yet. */
  unlisted?: number[]
}

/** Writes down what was found, in a fixed number of statements. */
export async function noteFound(
  trx: Trx,
  input: Found & { dialect: Dialect; libraryId: number; now: string },
): Promise<void> {
  const { dialect, libraryId, now, problems, back = [], unlisted = [] } = input
  const complete = problems.map((problem) => ({ sizeBytes: null, modifiedMs: null, ...problem }))
  await recordProblems(trx, { dialect, libraryId, problems: complete, now })
  if (back.length > 0) {
    const files = await trx
      .updateTable('book_files')
      .set({ missing_since: null })
      .where('id', 'in', back)
      .returning('book_id')
      .execute()
    await refreshDerived(
      trx,
      dialect,
      files.map(({ book_id }) => book_id),
    )
  }
  if (unlisted.length > 0) {
    await trx
      .insertInto('library_books')
      .columns(['library_id', 'book_id', 'sort_title', 'created_at'])
      .expression((e) =>
        e
          .selectFrom('books')
          .select((s) => [s.val(libraryId).as('library_id'), 'id', 'sort_title', s.val(now).as('created_at')])
          .where('id', 'in', unlisted),
      )
      .onConflict((c) => c.doNothing())
      .execute()
    await dialect.revision.touch(trx)
  }
}
