import type { Trx } from '#database/open.ts'
import type { KosyncDocuments } from '#database/schema.ts'
import { workKey } from '#domain/catalog/match-keys.ts'
import { isShownTo, type OwnerScope } from '#domain/catalog/owner-scope.ts'
import type { KnownDocument } from './find-document.ts'

/** The book that a document says it is, where its title and one of its authors mean one only of the books that are seen. */
export async function findByMetadata(
  trx: Trx,
  scope: OwnerScope,
  metadata: KosyncDocuments['metadata_json'],
): Promise<KnownDocument | undefined> {
  const { title, authors } = metadata ?? {}
  if (!title || !authors) return undefined
  const keys = authors
    .split('\n')
    .flatMap((name) => workKey({ title, creators: [{ name, sort: null, role: 'author' }] }) ?? [])
  if (keys.length === 0) return undefined
  const found = await trx
    .selectFrom('match_keys as m')
    .innerJoin('books as b', 'b.id', 'm.book_id')
    .select('m.book_id')
    .distinct()
    .where('m.key', 'in', keys)
    .where(isShownTo(scope, 'b'))
    .limit(2)
    .execute()
  const [only] = found
  if (!only || found.length > 1) return undefined
  const file = await trx
    .selectFrom('book_files')
    .select('id')
    .where('book_id', '=', only.book_id)
    .orderBy((e) => e.case().when('file_type', '=', 'epub').then(0).else(1).end())
    .orderBy('id')
    .executeTakeFirst()
  return file && { bookId: only.book_id, fileId: file.id, variant: 'original' }
}
