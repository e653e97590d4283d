import { beforeAll, expect, it } from 'vitest'
import { type Account, onEveryApp } from '#test/support/app.ts'
import { booksOf } from './books-world.ts'

onEveryApp('recommendations', (world) => {
  const make = booksOf(world)
  const books: Record<string, string> = {}
  const nameOf = (id: string) => Object.keys(books).find((name) => books[name] === id) ?? '?'
  const recommended = async (reader: Account, query = '') =>
    (await reader.get(`/api/recommendations${query}`)).json().map(({ id }: { id: string }) => nameOf(id))
  const mark = (reader: Account, name: string, state: string) =>
    reader.put(`/api/web/books/${books[name]}/state`, { state })

  beforeAll(async () => {
    const authors = [await make.author(), await make.author(), await make.author()].map(({ id }) => id)
    const saga = await make.series()
    const add = async (name: string, about: { authors?: number[]; position?: number; publisher?: string }) => {
      const { id } = await make.book({ title: make.unique(name), publisher: about.publisher })
      books[name] = id
      await make.link(id, {
        authors: (about.authors ?? []).map((n) => authors[n] ?? ''),
        ...(about.position === undefined ? {} : { series: [{ series_id: saga.id, position: about.position }] }),
      })
    }
    await add('popular', { authors: [2] })
    await add('first', { position: 1 })
    await add('read', { authors: [0, 1], position: 2, publisher: 'Press' })
    await add('one author', { authors: [0] })
    await add('after next', { position: 3 })
    await add('next', { position: 2.5 })
    await add('next of the press', { position: 2.5, publisher: 'Press' })
    await add('both authors', { authors: [0, 1] })
    await add('press', { publisher: 'Press' })
    await add('press in small letters', { publisher: 'press' })
    await add('newest', {})
    const { paths } = await make.library()
    const file = await make.file(books.popular ?? '', `${paths[0]}/a.epub`)
    await world.db.writer
      .updateTable('book_files')
      .set({ download_count: 7 })
      .where('public_id', '=', file.id)
      .execute()
  })

  it('begin with what is often fetched, then the newest', async () => {
    const names = await recommended(await world.signUp(), '?limit=3')
    expect(names).toEqual(['popular', 'newest', 'press in small letters'])
  })

  it('follow authors, series and publishers of what somebody read', async () => {
    const reader = await world.signUp()
    await mark(reader, 'read', 'finished')
    expect(await recommended(reader)).toEqual([
      'both authors',
      'next of the press',
      'next',
      'one author',
      'press',
      'popular',
      'newest',
      'press in small letters',
      'after next',
      'first',
    ])
  })

  it('leave out what is being read, whatever with, and nothing else', async () => {
    const reader = await world.signUp()
    await reader.put(`/api/books/${books.newest}/progress`, { fraction: 0.2, source: 'kobo' })
    await mark(reader, 'press', 'abandoned')
    const names = await recommended(reader, '?limit=50')
    expect(names).not.toContain('newest')
    expect(names).toContain('press')
    expect(names).toHaveLength(Object.keys(books).length - 1)
    expect(await recommended(world.other, '?limit=50')).toContain('newest')
  })

  it.each([
    ['', 10],
    ['?limit=3', 3],
    ['?limit=0', 10],
    ['?limit=-4', 10],
    ['?limit=abc', 10],
    ['?limit=9999', 11],
  ])('give with %j so many: %i', async (query, length) => {
    expect(await recommended(world.user, query)).toHaveLength(length)
  })

  it('stand on the start page only for those who have read, without what stands there as next', async () => {
    const reader = await world.signUp()
    const likely = async () =>
      (await reader.get('/api/web/home')).json().likely.map(({ id }: { id: string }) => nameOf(id))
    expect(await likely()).toEqual([])
    await mark(reader, 'read', 'finished')
    await mark(reader, 'one author', 'abandoned')
    const names = await likely()
    expect(names.filter((name: string) => name.startsWith('next'))).toHaveLength(1)
    expect(names.filter((name: string) => !name.startsWith('next'))).toEqual(['both authors', 'press'])
  })

  it('never name a book that was deleted', async () => {
    const reader = await world.signUp()
    await mark(reader, 'read', 'finished')
    await world.admin.delete(`/api/books/${books['both authors']}`)
    expect(await recommended(reader)).not.toContain('?')
    expect(await recommended(reader)).not.toContain('both authors')
  })
})
