import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { StoredKoboSettings } from '#database/schema.ts'
import { isShownTo, type OwnerScope } from '#domain/catalog/owner-scope.ts'

export interface Receiver {
  tokenId: number
  /** What the account behind the token sees. */
  scope: OwnerScope
  settings: StoredKoboSettings
}

/** Files of a book in a form that the reader shall get and that are where they were. */
export const isSendable = (alias: string, { include_formats }: StoredKoboSettings): RawBuilder<SqlBool> =>
  sql`${sql.ref(`${alias}.missing_since`)} is null
    and ${sql.ref(`${alias}.file_type`)} in (${sql.join(include_formats.map((format) => sql.lit(format)))})`

/** Whether a book belongs on a reader: shown to its owner by the library, in the scope, with a file that the reader takes (device contract B.2). */
export const isEligible = (alias: string, receiver: Receiver): RawBuilder<SqlBool> => {
  const id = sql.ref(`${alias}.id`)
  return sql`${isShownTo(receiver.scope, alias)} and ${isChosen(alias, receiver)} and exists (
    select 1 from book_files as sendable where sendable.book_id = ${id} and ${isSendable('sendable', receiver.settings)})`
}

/** Whether the settings choose a book, whatever files it has. */
export function isChosen(alias: string, { tokenId, settings }: Omit<Receiver, 'scope'>): RawBuilder<SqlBool> {
  const id = sql.ref(`${alias}.id`)
  switch (settings.scope) {
    case 'all':
      return sql`1 = 1`
    case 'lists':
      return sql`${id} in (select m.book_id from kobo_token_lists as tl
        join reading_list_books as m on m.list_id = tl.list_id where tl.token_id = ${tokenId} and tl.is_scope = 1)`
    case 'libraries':
      return sql`${id} in (select m.book_id from kobo_token_libraries as tl
        join library_books as m on m.library_id = tl.library_id where tl.token_id = ${tokenId})`
  }
}
