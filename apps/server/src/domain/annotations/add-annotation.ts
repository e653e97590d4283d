import { bookKeyOrThrow } from '#domain/catalog/book-store.ts'
import type { CatalogDeps } from '#domain/catalog/catalog-deps.ts'
import { instant } from '#kernel/clock.ts'
import { conflict } from '#kernel/errors.ts'
import { type Content, checkContent, searchTextOf } from './annotation-rules.ts'
import { type Annotation, findAnnotationOrThrow, MOST_IN_BOOK } from './annotation-store.ts'
import { sharableGroupOrThrow } from './group-notes.ts'

export interface NewAnnotation extends Content {
  /** Public id; one that is not of this book counts as not given. */
  fileId: string | null
  /** Public id of the group that may read it too. */
  groupId: string | null
}

/**
 * Makes a highlight, a note or a bookmark.
 * @throws not-found for the book, invalid where something is missing, conflict where there are too many, forbidden for a
 * group of others
 */
export async function addAnnotation(
  { database, transaction, clock }: CatalogDeps,
  userId: number,
  bookPublicId: string,
  { fileId, groupId, ...content }: NewAnnotation,
): Promise<Annotation> {
  checkContent(content)
  const now = instant(clock.now())
  const publicId = database.dialect.newPublicId()
  return transaction(async (trx) => {
    const group = groupId === null ? null : await sharableGroupOrThrow(trx, userId, groupId)
    const bookId = await bookKeyOrThrow(trx, bookPublicId)
    const { count } = await trx
      .selectFrom('annotations')
      .select((e) => e.fn.countAll<number>().as('count'))
      .where('user_id', '=', userId)
      .where('book_id', '=', bookId)
      .executeTakeFirstOrThrow()
    if (count >= MOST_IN_BOOK) {
      throw conflict('annotation.many', `there are ${count} notes in this book; delete some to make room`)
    }
    const file = fileId
      ? await trx
          .selectFrom('book_files')
          .select('id')
          .where('public_id', '=', fileId)
          .where('book_id', '=', bookId)
          .executeTakeFirst()
      : undefined
    await trx
      .insertInto('annotations')
      .values({
        ...content,
        public_id: publicId,
        user_id: userId,
        book_id: bookId,
        file_id: file?.id ?? null,
        group_id: group,
        search_text: searchTextOf(content),
        created_at: now,
        updated_at: now,
      })
      .execute()
    return findAnnotationOrThrow(trx, userId, publicId)
  })
}
