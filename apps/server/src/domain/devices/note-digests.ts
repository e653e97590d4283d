import { Type } from 'typebox'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Transaction, Trx } from '#database/open.ts'
import type { FileVariant } from '#database/schema.ts'
import type { Scopes } from '#domain/catalog/owner-scope.ts'
import { defineJob } from '#jobs/define-job.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { digestOfName, namesOnReaders } from './document-names.ts'
import { linkOrphans } from './link-orphans.ts'

export interface DigestDeps {
  db: Db
  dialect: Dialect
  transaction: Transaction
  scopes: Scopes
  clock: Clock
}

/** So many files are noted in one transaction. */
const BATCH = 200

/** Notes by which digests readers know files, new ones or, without a list, all that were never noted. */
export const noteDigests = defineJob({
  name: 'devices.note-digests',
  queue: 'default',
  payload: Type.Object({ fileIds: Type.Union([Type.Array(Type.Integer()), Type.Null()]) }),
  key: ({ fileIds }) => (fileIds ? fileIds.join(',').slice(0, 200) : 'all'),
  timeoutSeconds: 600,
  run: async (deps: DigestDeps, { fileIds }, { signal }) => {
    if (fileIds) {
      for (let at = 0; at < fileIds.length; at += BATCH) await noteFiles(deps, fileIds.slice(at, at + BATCH))
      return
    }
    let after = 0
    while (!signal.aborted) {
      const ids = await filesNeverNoted(deps.db, after)
      if (ids.length === 0) return
      await noteFiles(deps, ids)
      after = ids.at(-1) ?? after
    }
  },
})

async function filesNeverNoted(db: Db, after: number): Promise<number[]> {
  const rows = await db
    .selectFrom('book_files as f')
    .select('f.id')
    .where('f.id', '>', after)
    .where((e) =>
      e.not(e.exists(e.selectFrom('document_digests as d').select('d.id').whereRef('d.file_id', '=', 'f.id'))),
    )
    .orderBy('f.id')
    .limit(BATCH)
    .execute()
  return rows.map(({ id }) => id)
}

async function noteFiles({ db, dialect, transaction, scopes, clock }: DigestDeps, ids: number[]): Promise<void> {
  if (ids.length === 0) return
  const files = await db
    .selectFrom('book_files as f')
    .innerJoin('books as b', 'b.id', 'f.book_id')
    .select(['f.id', 'f.file_name', 'f.file_type', 'f.partial_md5', 'b.title', 'b.card_json'])
    .where(dialect.isAmong('f.id', ids))
    .execute()
  const now = instant(clock.now())
  const rows = files.flatMap((file) => {
    const named = {
      fileName: file.file_name,
      fileType: file.file_type,
      title: file.title,
      authors: file.card_json.authors ?? [],
    }
    const row = { file_id: file.id, variant: 'original' as const, first_seen_at: now }
    return [
      ...(file.partial_md5 ? [{ ...row, digest: file.partial_md5, kind: 'partial' as const }] : []),
      ...namesOnReaders(named).map((name) => ({ ...row, digest: digestOfName(name), kind: 'filename' as const })),
    ]
  })
  await transaction(async (trx) => {
    await insertDigests(trx, rows)
    await linkOrphans(
      trx,
      { dialect, scopes },
      rows.map(({ digest }) => digest),
      now,
    )
  })
}

/** Notes the digest of a file as it was converted; readers hold those bytes from now on. */
export async function noteVariant(
  trx: Trx,
  kept: { dialect: Dialect; scopes: Scopes },
  { digest, fileId, variant, now }: { digest: string; fileId: number; variant: FileVariant; now: string },
): Promise<void> {
  await insertDigests(trx, [{ digest, kind: 'partial', variant, file_id: fileId, first_seen_at: now }])
  await linkOrphans(trx, kept, [digest], now)
}

async function insertDigests(
  trx: Trx,
  rows: {
    digest: string
    kind: 'partial' | 'filename'
    variant: FileVariant
    file_id: number
    first_seen_at: string
  }[],
): Promise<void> {
  if (rows.length === 0) return
  await trx
    .insertInto('document_digests')
    .values(rows)
    .onConflict((c) => c.columns(['digest', 'file_id', 'variant']).doNothing())
    .execute()
}
