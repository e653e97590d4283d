import type { Db } from '#database/open.ts'
import type { OwnerScope } from '#domain/catalog/owner-scope.ts'
import { isAnythingWanted } from '#domain/monitoring/list-books.ts'

/** Whether a book is wanted, or a download has not ended well or badly. It stops at the first of them. */
export async function isAnythingComing(db: Db, scope: OwnerScope): Promise<boolean> {
  let downloads = db.selectFrom('downloads').select('id').where('status', 'not in', ['imported', 'failed'])
  if (scope !== null) downloads = downloads.where('owner_user_id', '=', scope)
  return (await isAnythingWanted(db, scope)) || (await downloads.limit(1).executeTakeFirst()) !== undefined
}
