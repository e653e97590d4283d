import type { Selectable } from 'kysely'
import type { Db, Trx } from '#database/open.ts'
import type { Tags } from '#database/schema.ts'

export type TagRow = Selectable<Tags>

/** Every tag, by name. */
export const listTags = (db: Db): Promise<TagRow[]> => db.selectFrom('tags').selectAll().orderBy('name_key').execute()

export const findTag = (db: Db | Trx, publicId: string): Promise<TagRow | undefined> =>
  db.selectFrom('tags').selectAll().where('public_id', '=', publicId).executeTakeFirst()

/** The tags of a book, by name. */
export const tagsOfBook = (db: Db | Trx, bookId: number): Promise<TagRow[]> =>
  db
    .selectFrom('tags')
    .innerJoin('book_tags', 'book_tags.tag_id', 'tags.id')
    .selectAll('tags')
    .where('book_tags.book_id', '=', bookId)
    .orderBy('name_key')
    .execute()
