import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { onEveryDatabase } from '#test/support/databases.ts'
import type { BookFilters } from './book-filters.ts'
import { BookLists } from './book-lists.ts'
import { type BookOrder, bookOrders } from './book-orders.ts'
import { refreshDerived } from './refresh-derived.ts'
import { searchBooks } from './search-books.ts'
import { insertShelf, type Shelf } from './testing/shelf.ts'

/** More than a stride of a walk. */
const COUNT = 9_000

onEveryDatabase('long lists of books', (world) => {
  let shelf: Shelf
  let lists: BookLists
  beforeAll(async () => {
    shelf = await insertShelf(world.db, COUNT)
    lists = new BookLists({ db: world.db.reader, long: world.db.long, dialect: world.db.dialect })
  })

  /** The whole list, by a statement that cannot be wrong. */
  async function truth(order: BookOrder, direction: 'asc' | 'desc', where = sql`1 = 1`): Promise<number[]> {
    const by = sql.join([...bookOrders[order], 'id'].map((column) => sql`${sql.ref(column)} ${sql.raw(direction)}`))
    const { rows } = await sql<{ id: number }>`select id from books where is_library_visible = 1 and ${where}
      order by ${by}`.execute(world.db.reader)
    return rows.map(({ id }) => id)
  }

  it.each(Object.keys(bookOrders) as BookOrder[])(
    'by %s are exact at every offset, in whatever sequence they are asked for',
    async (order) => {
      for (const direction of ['asc', 'desc'] as const) {
        const all = await truth(order, direction)
        for (const offset of [0, 8_950, 4_490, 2_500, 4_100, 2_450, 60, 8_989, 6_000, 1, 4_400, 5_100]) {
          const page = await lists.page({ order, direction, offset, limit: 50 })
          expect(page, `${direction} ${offset}`).toEqual({ ids: all.slice(offset, offset + 50), total: COUNT - 10 })
        }
        expect(await lists.page({ order, direction, offset: COUNT, limit: 50 })).toEqual({ ids: [], total: COUNT - 10 })
      }
    },
  )

  it.each<[string, (shelf: Shelf) => BookFilters, (shelf: Shelf) => ReturnType<typeof sql>]>([
    ['a library of many', () => ({ library: 1 }), () => sql`id % 2 = 0`],
    ['a tag of some', () => ({ tag: 1 }), () => sql`id % 5 = 0`],
    ['a tag and a library', () => ({ tag: 1, library: 1 }), () => sql`id % 10 = 0`],
    ['a language', () => ({ language: 'ger' }), () => sql`language_code = 'ger'`],
    ['a format', () => ({ format: 'pdf' }), () => sql`id % 7 = 0`],
    [
      'when they were added',
      () => ({ added: { from: '2026-01-01T00:05', before: '2026-01-01T00:10' } }),
      () => sql`created_at >= '2026-01-01T00:05' and created_at < '2026-01-01T00:10'`,
    ],
    ['missing ones', () => ({ missing: true }), () => sql`is_missing = 1`],
    ['those that are there', () => ({ missing: false }), () => sql`is_missing = 0`],
    ['words of many', () => ({ words: ['common'] }), () => sql`1 = 1`],
    ['the beginning of words', () => ({ words: ['comm', 'thi'] }), () => sql`id % 3 = 0`],
    ['words and a library', () => ({ words: ['third'], library: 1 }), () => sql`id % 6 = 0`],
  ])('narrowed by %s are exact', async (_, filtersOf, whereOf) => {
    const filters = filtersOf(shelf)
    for (const [order, direction] of [
      ['title', 'asc'],
      ['added', 'desc'],
    ] as const) {
      const all = await truth(order, direction, whereOf(shelf))
      for (const offset of [0, all.length - 3, Math.floor(all.length / 2), 7]) {
        const page = await lists.page({ filters, order, direction, offset, limit: 20 })
        expect(page).toEqual({ ids: all.slice(offset, offset + 20), total: all.length })
      }
    }
  })

  it('tell how many books begin with each letter, narrowed or not', async () => {
    const ids = await truth('title', 'asc', sql`id % 5 = 0`)
    const first = await world.db.reader.selectFrom('books').select(['id', 'sort_title']).execute()
    const letterOf = new Map(first.map(({ id, sort_title }) => [id, sort_title.slice(0, 1)]))
    const expected = Map.groupBy(ids, (id) => letterOf.get(id) ?? '')

    const counted = await lists.letters({ tag: 1 }, 'title')

    expect(counted).toEqual([...expected].map(([letter, books]) => ({ letter, count: books.length })))
    expect((await lists.letters({}, 'title')).reduce((sum, { count }) => sum + count, 0)).toBe(COUNT - 10)
    // Books without an author come last.
    expect(await lists.letters({}, 'author')).toEqual([{ letter: '…', count: COUNT - 10 }])
  })

  it('follow every change at once', async () => {
    const [first = 0, second = 0] = (await lists.page({ order: 'title', offset: 100, limit: 2 })).ids
    await world.db.writer.transaction().execute(async (trx) => {
      await trx
        .updateTable('books')
        .set({ title: '   000 first of all', is_library_visible: true })
        .where('id', '=', second)
        .execute()
      await refreshDerived(trx, world.db.dialect, [second])
    })
    expect((await lists.page({ order: 'title', offset: 0, limit: 1 })).ids).toEqual([second])
    expect((await lists.page({ order: 'title', offset: 101, limit: 1 })).ids).toEqual([first])
    expect((await lists.page({ filters: { words: ['000'] }, order: 'title', offset: 0, limit: 5 })).ids).toEqual([
      second,
    ])
  })

  it('put the best match first, the same way on each database', async () => {
    const { db, dialect } = { db: world.db.reader, dialect: world.db.dialect }
    const plan = [
      'Xylophone Winter',
      'The Xylophone',
      'A Book about the Xylophone',
      'Xylophones',
      'Something else',
      'Notes on xylo music',
    ]
    const ids: number[] = []
    await world.db.writer.transaction().execute(async (trx) => {
      for (const [n, title] of plan.entries()) {
        const description = n === 4 ? 'All about the xylophone.' : null
        await trx
          .updateTable('books')
          .set({ title, description, language_code: null })
          .where('id', '=', 500 + n)
          .execute()
        ids.push(500 + n)
      }
      await refreshDerived(trx, dialect, ids)
    })
    const search = async (text: string) =>
      (await searchBooks({ db, dialect, lists }, text, 10)).ids.map((id) => plan[id - 500])
    expect(await search('xylophone')).toEqual([
      'The Xylophone',
      'Xylophone Winter',
      'Xylophones',
      'A Book about the Xylophone',
      'Something else',
    ])
    expect(await search('The xylo')).toEqual(['The Xylophone', 'A Book about the Xylophone', 'Something else'])
    expect(await search('xylophone winter')).toEqual(['Xylophone Winter'])
    expect(await search('…')).toEqual([])
    expect((await searchBooks({ db, dialect, lists }, 'comm', 10)).ids).toHaveLength(10)
    const { ids: third } = await searchBooks({ db, dialect, lists }, 'third', 10)
    expect(third.every((id) => id % 3 === 0)).toBe(true)
  })
})
