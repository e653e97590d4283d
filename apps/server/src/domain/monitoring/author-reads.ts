import type { Selectable } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Trx } from '#database/open.ts'
import type { AuthorAliases } from '#database/schema.ts'
import { isInScope, type OwnerScope } from '#domain/catalog/owner-scope.ts'
import { notFound } from '#kernel/errors.ts'
import { type AcquiredBook, type AuthorRow, withParts } from './acquired-books.ts'
import { authorById } from './find-known-author.ts'

export type AliasRow = Selectable<AuthorAliases>

/** @throws not-found, also for an author of somebody else */
export async function authorOrThrow(db: Db | Trx, id: number, scope: OwnerScope = null): Promise<AuthorRow> {
  const author = await authorById(db, id)
  if (!author || !isInScope(scope, author.owner_user_id)) throw notFound('author', id)
  return author
}

/** Other names of an author, the one known longest first. */
export const aliasesOfAuthor = (db: Db | Trx, authorId: number): Promise<AliasRow[]> =>
  db.selectFrom('author_aliases').selectAll().where('author_id', '=', authorId).orderBy('id').execute()

export interface AuthorPage {
  author: AuthorRow
  books: AcquiredBook[]
  aliases: AliasRow[]
  /** For the mode `series`. */
  seriesIds: number[]
}

/** An author with the books that are not excluded, by release date. @throws not-found */
export async function readAuthorPage(db: Db, dialect: Dialect, id: number, scope: OwnerScope): Promise<AuthorPage> {
  const author = await authorOrThrow(db, id, scope)
  const rows = await db
    .selectFrom('books')
    .selectAll()
    .where('author_id', '=', id)
    .where('is_excluded', '=', false)
    .where((e) => e.or([e('deleted_at', 'is', null), e('metadata_provider', '<>', 'local')]))
    .orderBy('release_date')
    .orderBy('id')
    .execute()
  const dated = rows.filter(({ release_date }) => release_date !== null)
  const undated = rows.filter(({ release_date }) => release_date === null)
  const pins = await db.selectFrom('author_monitored_series').select('series_id').where('author_id', '=', id).execute()
  return {
    author,
    books: await withParts(db, dialect, [...dated, ...undated]),
    aliases: await aliasesOfAuthor(db, id),
    seriesIds: pins.map(({ series_id }) => series_id),
  }
}
