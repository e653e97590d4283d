import { instant } from '#kernel/clock.ts'
import { notFound } from '#kernel/errors.ts'
import { nameKey, nameSortKey, sortName } from '#kernel/text.ts'
import { type AuthorRow, bookIdsOfAuthor, type ForeignIds, findAuthor } from './author-store.ts'
import type { CatalogDeps } from './catalog-deps.ts'
import { setForeignIds } from './foreign-ids.ts'
import { refreshMany } from './refresh-many.ts'
import { cleanName, nameTaken, orTaken } from './taken-name.ts'

export interface AuthorInput extends Partial<ForeignIds> {
  name: string
  image_url?: string | null
}

/**
 * Adds an author. A name that only the acquisition side knew so far is that author, shown from now on.
 * @throws invalid for a blank name, conflict for one that is taken
 */
export async function addAuthor({ database, transaction, clock }: CatalogDeps, input: AuthorInput): Promise<AuthorRow> {
  const { dialect } = database
  const name = cleanName('author', input.name)
  const now = instant(clock.now())
  return orTaken(dialect, 'author', name, () =>
    transaction(async (trx) => {
      const known = await trx
        .selectFrom('authors')
        .select(['public_id', 'id', 'is_library_visible'])
        .where('name_key', '=', nameKey(name))
        .executeTakeFirst()
      if (known?.is_library_visible) throw nameTaken('author', name)
      const publicId = known?.public_id ?? dialect.newPublicId()
      const shown = {
        ...nameColumns(name),
        image_url: input.image_url ?? null,
        is_library_visible: true,
        updated_at: now,
      }
      const { id } = known
        ? await trx
            .updateTable('authors')
            .set(shown)
            .where('id', '=', known.id)
            .returning('id')
            .executeTakeFirstOrThrow()
        : await trx
            .insertInto('authors')
            .values({
              ...shown,
              public_id: publicId,
              foreign_id: `local:author:${publicId}`,
              metadata_provider: 'local',
              created_at: now,
            })
            .returning('id')
            .executeTakeFirstOrThrow()
      await setForeignIds(trx, 'author', id, input)
      return (await findAuthor(trx, publicId)) as AuthorRow
    }),
  )
}

/**
 * Replaces an author. What follows from the name (sorting, search) is brought up to date for all books.
 * @throws invalid, conflict, not-found
 */
export async function replaceAuthor(deps: CatalogDeps, publicId: string, input: AuthorInput): Promise<AuthorRow> {
  const { database, transaction, clock } = deps
  const name = cleanName('author', input.name)
  const { author, books } = await orTaken(database.dialect, 'author', name, () =>
    transaction(async (trx) => {
      const before = await findAuthor(trx, publicId)
      if (!before) throw notFound('author', publicId)
      await trx
        .updateTable('authors')
        .set({
          ...(before.name === name ? {} : nameColumns(name)),
          image_url: input.image_url ?? null,
          updated_at: instant(clock.now()),
        })
        .where('id', '=', before.id)
        .execute()
      await setForeignIds(trx, 'author', before.id, input)
      const after = (await findAuthor(trx, publicId)) as AuthorRow
      return { author: after, books: before.name === name ? [] : await bookIdsOfAuthor(trx, before.id) }
    }),
  )
  await refreshMany(transaction, database.dialect, books)
  return author
}

/**
 * Takes an author off all books and out of the library; one that a provider knows stays for the acquisition side.
 * @throws not-found
 */
export async function deleteAuthor({ database, transaction }: CatalogDeps, publicId: string): Promise<AuthorRow> {
  const { author, books } = await transaction(async (trx) => {
    const author = await findAuthor(trx, publicId)
    if (!author) throw notFound('author', publicId)
    const books = await bookIdsOfAuthor(trx, author.id)
    await trx.deleteFrom('book_creators').where('author_id', '=', author.id).execute()
    await trx
      .updateTable('authors')
      .set({ is_library_visible: false })
      .where('id', '=', author.id)
      .where('metadata_provider', '<>', 'local')
      .execute()
    await trx.deleteFrom('authors').where('id', '=', author.id).where('metadata_provider', '=', 'local').execute()
    return { author, books }
  })
  await refreshMany(transaction, database.dialect, books)
  return author
}

function nameColumns(name: string) {
  const sort_name = sortName(name)
  return { name, name_key: nameKey(name), author_name: name, sort_name, sort_key: nameSortKey(sort_name) }
}
