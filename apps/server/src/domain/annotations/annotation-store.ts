import type { Db, Trx } from '#database/open.ts'
import { isShown } from '#domain/catalog/shown.ts'
import { notFound } from '#kernel/errors.ts'
import type { Content } from './annotation-rules.ts'

export interface Annotation extends Content {
  public_id: string
  book_public_id: string
  user_public_id: string
  user_name: string
  /** Public id of the group that may read it too. */
  group_public_id: string | null
  /** Public id of the file it was made in, as long as that is there. */
  file_public_id: string | null
  created_at: string
  updated_at: string
}

/** More in one book nobody makes by hand. */
export const MOST_IN_BOOK = 10_000

/** In books that the library shows. */
export const annotations = (db: Db | Trx) =>
  db
    .selectFrom('annotations as a')
    .innerJoin('users as u', 'u.id', 'a.user_id')
    .innerJoin('books as b', 'b.id', 'a.book_id')
    .leftJoin('book_files as f', 'f.id', 'a.file_id')
    .leftJoin('reading_groups as g', 'g.id', 'a.group_id')
    .select(['a.public_id', 'a.kind', 'a.quote', 'a.note', 'a.color', 'a.locator', 'a.fraction', 'a.chapter'])
    .select(['a.created_at', 'a.updated_at', 'u.public_id as user_public_id', 'u.name as user_name'])
    .select(['b.public_id as book_public_id', 'f.public_id as file_public_id'])
    .select('g.public_id as group_public_id')
    .where(isShown('b'))

/** Everything that a reader made in a book, oldest first. */
export const annotationsInBook = (db: Db, userId: number, bookId: number): Promise<Annotation[]> =>
  annotations(db)
    .where('a.user_id', '=', userId)
    .where('a.book_id', '=', bookId)
    .orderBy('a.id')
    .limit(MOST_IN_BOOK)
    .execute()

/** What a reader made in a book and what others share with their groups, oldest first. */
export const annotationsToRead = (db: Db, userId: number, bookId: number): Promise<Annotation[]> =>
  annotations(db)
    .where('a.book_id', '=', bookId)
    .where((e) =>
      e.or([
        e('a.user_id', '=', userId),
        e('a.group_id', 'in', e.selectFrom('reading_group_members').select('group_id').where('user_id', '=', userId)),
      ]),
    )
    .orderBy('a.id')
    .limit(MOST_IN_BOOK)
    .execute()

/** One of a reader's own. @throws not-found, also for one of somebody else */
export async function findAnnotationOrThrow(db: Db | Trx, userId: number, publicId: string): Promise<Annotation> {
  const annotation = await annotations(db)
    .where('a.public_id', '=', publicId)
    .where('a.user_id', '=', userId)
    .executeTakeFirst()
  if (!annotation) throw notFound('annotation', publicId)
  return annotation
}

/** In the order of the book: by place where it is known, the others behind. */
export function inBookOrder(all: readonly Annotation[]): Annotation[] {
  return all.toSorted((a, b) => (a.fraction ?? 2) - (b.fraction ?? 2))
}
