import type { BookPool } from '@colophon/formats/workers/pool.ts'
import { Type } from 'typebox'
import type { Db, Transaction } from '#database/open.ts'
import { defineJob } from '#jobs/define-job.ts'

export interface HashDeps {
  db: Db
  transaction: Transaction
  pool: BookPool
}

/** Computes the full SHA-256 of files that have none, at night: it reads every byte of every book once. */
export const hashFiles = defineJob({
  name: 'library.hash-files',
  queue: 'low',
  payload: Type.Object({}),
  key: () => 'all',
  timeoutSeconds: 8 * 3600,
  async run({ db, transaction, pool }: HashDeps, _payload, { signal, progress }) {
    let after = 0
    let done = 0
    for (;;) {
      signal.throwIfAborted()
      const file = await db
        .selectFrom('book_files')
        .select(['id', 'file_path'])
        .where('id', '>', after)
        .where('file_hash', 'is', null)
        .where('missing_since', 'is', null)
        .where('file_type', '!=', 'zip')
        .orderBy('id')
        .limit(1)
        .executeTakeFirst()
      if (!file) return { done }
      after = file.id
      const digest = await pool.sha256(file.file_path, { signal }).catch(() => null)
      signal.throwIfAborted()
      if (digest === null) continue
      await transaction(async (trx) => {
        await trx
          .updateTable('book_files')
          .set({ file_hash: `sha256:${digest}` })
          .where('id', '=', file.id)
          .execute()
      })
      done++
      progress({ done, total: null, text: `${done} files` })
    }
  },
})
