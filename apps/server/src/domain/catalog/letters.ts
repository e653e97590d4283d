import { type RawBuilder, sql } from 'kysely'

/** The first letters that sort keys have, as ranges: keys are folded, so that `Ä` is among those of `a`. */
export const letterRanges: readonly { letter: string; from: string; before: string | null }[] = [
  { letter: '#', from: '', before: 'a' },
  ...Array.from('abcdefghijklmnopqrstuvwxyz', (letter) => ({
    letter,
    from: letter,
    before: String.fromCharCode(letter.charCodeAt(0) + 1),
  })),
  { letter: '…', from: '{', before: null },
]

/** Books whose key lies in a range. */
export function booksFrom(
  order: 'title' | 'author',
  { from, before }: (typeof letterRanges)[number],
): RawBuilder<unknown> {
  const key = sql.ref(`sort_${order}`)
  const end = before === null ? sql`` : sql`and ${key} < ${before}`
  return sql`(select id as book_id from books where is_library_visible = 1 and ${key} >= ${from} ${end})`
}
