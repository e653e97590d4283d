import type { Trx } from '#database/open.ts'
import type { ForeignIds } from './author-store.ts'

const PROVIDERS = { goodreads_id: 'goodreads', hardcover_id: 'hardcover', google_books_id: 'googlebooks' } as const

/** Replaces what an author or a series is called at the providers that the library surface knows. */
export async function setForeignIds(
  trx: Trx,
  kind: 'author' | 'series',
  id: number,
  given: Partial<ForeignIds>,
): Promise<void> {
  const providers = Object.values(PROVIDERS)
  const rows = Object.entries(PROVIDERS).flatMap(([field, provider]) => {
    const foreign_id = given[field as keyof ForeignIds]
    return foreign_id === null || foreign_id === undefined ? [] : [{ provider, foreign_id }]
  })
  if (kind === 'author') {
    await trx.deleteFrom('author_identifiers').where('author_id', '=', id).where('provider', 'in', providers).execute()
    const own = rows.map((row) => ({ author_id: id, ...row }))
    if (own.length > 0) await trx.insertInto('author_identifiers').values(own).execute()
  } else {
    await trx.deleteFrom('series_identifiers').where('series_id', '=', id).where('provider', 'in', providers).execute()
    const own = rows.map((row) => ({ series_id: id, ...row }))
    if (own.length > 0) await trx.insertInto('series_identifiers').values(own).execute()
  }
}
