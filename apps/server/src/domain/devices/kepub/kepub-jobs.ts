import { Type } from 'typebox'
import type { Dialect } from '#database/dialect/dialect.ts'
import { defineJob } from '#jobs/define-job.ts'
import { DomainError } from '#kernel/errors.ts'
import { type KepubDeps, prepareKepub } from './kepub-variants.ts'

/** Converts files that were offered to a Kobo before they are fetched. */
export const convertKepubs = defineJob({
  name: 'devices.convert-kepubs',
  queue: 'low',
  payload: Type.Object({ fileIds: Type.Array(Type.Integer()) }),
  key: ({ fileIds }) => fileIds.join(',').slice(0, 200),
  timeoutSeconds: 3_600,
  run: async (deps: KepubDeps & { dialect: Dialect }, { fileIds }, { signal, log }) => {
    const files = await deps.db
      .selectFrom('book_files')
      .select(['id', 'file_path'])
      .where(deps.dialect.isAmong('id', fileIds))
      .where('file_type', '=', 'epub')
      .execute()
    for (const file of files) {
      signal.throwIfAborted()
      await prepareKepub(deps, file, 'background').catch((error: unknown) => {
        // It is converted when it is fetched, or says then why not.
        if (!(error instanceof DomainError)) throw error
        log.debug({ err: error, fileId: file.id }, 'a book was not converted ahead of its download')
      })
    }
  },
})

/** Removes conversions whose source is gone, and makes room. */
export const sweepKepubs = defineJob({
  name: 'devices.sweep-kepubs',
  queue: 'low',
  payload: Type.Object({}),
  key: () => 'all',
  timeoutSeconds: 3_600,
  run: (deps: KepubDeps) =>
    deps.kepubs.sweep(async (sha256s) => {
      const wanted = new Set<string>()
      for (let at = 0; at < sha256s.length; at += BATCH) {
        const rows = await deps.db
          .selectFrom('kepub_variants')
          .select('source_sha256')
          .where('source_sha256', 'in', sha256s.slice(at, at + BATCH))
          .execute()
        for (const { source_sha256 } of rows) wanted.add(source_sha256)
      }
      return wanted
    }),
})

const BATCH = 500
