import type { Db } from '#database/open.ts'

/**
 * A number that is another one after every commit that changed what lists of books show (see refreshDerived). Whatever
 * is remembered about lists holds for one version, whichever process changed the catalogue.
 */
export async function catalogVersion(db: Db): Promise<number> {
  const row = await db.selectFrom('catalogue_revision').select('revision').executeTakeFirstOrThrow()
  return row.revision
}
