import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { nameKey } from '#kernel/text.ts'
import { onEveryDatabase } from '#test/support/databases.ts'
import { recording } from '#test/support/recording.ts'
import { catalogVersion } from './catalog-version.ts'
import { ensureAuthors, ensureSeries } from './people.ts'
import { refreshDerived, refreshWhereShown } from './refresh-derived.ts'

const at = '2026-03-14T02:00:00.000Z'

onEveryDatabase('what follows from a book', (world) => {
  const addBook = async (title: string, more: object = {}) => {
    const { dialect, writer } = world.db
    const public_id = dialect.newPublicId()
    const book = await writer
      .insertInto('books')
      .values({
        public_id,
        title,
        sort_title: '',
        genres_json: [],
        sort_author: '',
        sort_series: '',
        is_library_visible: true,
        status: 'imported',
        media_type: 'ebook',
        dedup_key: '',
        foreign_id: `local:book:${public_id}`,
        metadata_provider: 'local',
        created_at: at,
        updated_at: at,
        ...more,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return book.id
  }
  const refresh = (...ids: number[]) =>
    recording(world.db).transaction((trx) => refreshDerived(trx, world.db.dialect, ids))
  const found = async (...words: string[]) => {
    const query = sql<{ book_id: number }>`select book_id from ${world.db.dialect.search.matching(words)} as m
      order by book_id`
    return (await query.execute(world.db.reader)).rows.map((row) => row.book_id)
  }

  it('are sort keys, card and search words, from people, series and files', async () => {
    const { dialect, writer, reader } = world.db
    const id = await addBook('The Dispossessed', { publication_date: '1974', isbn13: '978-0-06-051275-7' })
    const { transaction } = recording(world.db)
    await transaction(async (trx) => {
      const people = [
        { name: 'Ursula K. Le Guin', sort: 'Le Guin, Ursula K.' },
        { name: 'Karen Nölle', sort: null },
      ]
      const authors = await ensureAuthors(trx, dialect, people, at)
      const series = await ensureSeries(trx, dialect, ['Hainish Cycle'], at)
      const [author, translator] = people.map(({ name }) => authors.get(nameKey(name)))
      await trx
        .insertInto('book_creators')
        .values([
          { book_id: id, author_id: translator ?? 0, role: 'translator', position: 0 },
          { book_id: id, author_id: author ?? 0, role: 'author', position: 1 },
        ])
        .execute()
      await trx
        .insertInto('book_series')
        .values({
          book_id: id,
          series_id: [...series.values()][0] ?? 0,
          position: '6',
          position_sort: 6,
          is_primary: true,
        })
        .execute()
      await refreshDerived(trx, dialect, [id])
    })
    const book = await reader.selectFrom('books').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    expect(book).toMatchObject({
      sort_title: 'dispossessed the',
      sort_author: 'le guin, ursula k.',
      sort_series: 'hainish cycle 00000006.000',
      sort_published: '1974',
      series_position: 6,
      is_missing: false,
      card_json: {
        authors: ['Ursula K. Le Guin'],
        series: { name: 'Hainish Cycle', position: '6' },
        formats: [],
      },
    })
    for (const word of ['dispo', 'ursula', 'nolle', 'hain', '9780060512757', '978']) {
      expect(await found(word), word).toEqual([id])
    }
    await writer.deleteFrom('books').where('id', '=', id).execute()
    await refresh(id)
    expect(await found('dispo')).toEqual([])
  })

  it('moves the revision with its own transaction', async () => {
    const { reader, writer, dialect } = world.db
    const revision = async () =>
      (await reader.selectFrom('catalogue_revision').select('revision').executeTakeFirstOrThrow()).revision
    const id = await addBook('Revised')
    const before = await revision()
    await writer
      .transaction()
      .execute(async (trx) => {
        await refreshDerived(trx, dialect, [id])
        throw new Error('rolled back')
      })
      .catch(() => undefined)
    expect(await revision()).toBe(before)
    await refresh(id)
    expect(await revision()).toBe(before + 1)
  })

  it('does not let hidden works into the search', async () => {
    const id = await addBook('Quizzical Xenolith', { is_library_visible: false })
    await refresh(id)
    expect(await found('xenolith')).toEqual([])
  })

  it('finds words of every script and numbers alike on each database', async () => {
    const titles = ['1e5 10.5 a-b c@d.org', 'Война и мир', '三体', 'Straße Äpfel', 'İstanbul', '𝔘𝔫𝔦𝔠𝔬𝔡𝔢 ꬰ']
    const ids: number[] = []
    for (const title of titles) ids.push(await addBook(title))
    await refresh(...ids)
    const table: [string[], number][] = [
      [['1e5'], 0],
      [['10', '5'], 0],
      [['org', 'd'], 0],
      [['воина'], 1],
      [['三', '体'], 2],
      [['strasse', 'apf'], 3],
      [['istanb'], 4],
      [['unicode'], 5],
    ]
    for (const [words, index] of table) expect(await found(...words), words.join(' ')).toEqual([ids[index]])
  })

  it('is brought up to date for hidden books without anybody having to look at the catalogue again', async () => {
    const { reader, dialect } = world.db
    const [hidden, shown] = [await addBook('Hidden', { is_library_visible: false }), await addBook('Shown')]
    const refreshed = (...ids: number[]) =>
      recording(world.db).transaction((trx) => refreshWhereShown(trx, dialect, ids))
    const sortTitle = async (id: number) =>
      (await reader.selectFrom('books').select('sort_title').where('id', '=', id).executeTakeFirstOrThrow()).sort_title
    const before = await catalogVersion(reader)

    await refreshed(hidden)
    expect(await sortTitle(hidden)).toBe('hidden')
    expect(await catalogVersion(reader)).toBe(before)

    await refreshed(hidden, shown)
    expect(await sortTitle(shown)).toBe('shown')
    expect(await catalogVersion(reader)).toBeGreaterThan(before)
  })
})
