import type { Dialect } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'
import { linkPeople } from './link-people.ts'
import { newBook } from './new-book-rows.ts'
import type { NewWork } from './new-file.ts'

/** Makes one book of what is known of a work. The caller refreshes what follows from it (refreshDerived). */
export async function foundBook(
  trx: Trx,
  dialect: Dialect,
  { work, media, now }: { work: NewWork; media: 'ebook' | 'audiobook'; now: string },
): Promise<{ id: number; publicId: string }> {
  const row = newBook(dialect, { work, media }, now)
  const { id } = await trx.insertInto('books').values(row).returning('id').executeTakeFirstOrThrow()
  await linkPeople(trx, dialect, [{ bookId: id, work }], now)
  return { id, publicId: row.public_id }
}
