import { expect, it } from 'vitest'
import { onEveryApp } from '#test/support/app.ts'
import { booksOf } from './books-world.ts'

onEveryApp('finding books in the library', (world) => {
  const make = booksOf(world)
  const names = async (kind: string, q: string) =>
    (await world.user.get(`/api/web/filter-values?kind=${kind}&q=${encodeURIComponent(q)}`))
      .json<{ name: string; bookCount: number }[]>()
      .map(({ name, bookCount }) => [name, bookCount])

  it('looks up authors, series and tags as somebody types, with how many books each has', async () => {
    const [book, second] = [await make.book(), await make.book()]
    const author = await make.author('Quentin Quill')
    const [series, tag] = [await make.series('Quarry'), await make.tag('Quiet')]
    for (const { id } of [book, second]) await make.link(id, { authors: [author.id] })
    await make.link(book.id, { series: [{ series_id: series.id }], tags: [tag.id] })
    await make.tag('Quince without books')

    expect(await names('author', 'qui')).toEqual([['Quentin Quill', 2]])
    expect(await names('author', 'quentin')).toEqual([['Quentin Quill', 2]])
    expect(await names('series', 'QUA')).toEqual([['Quarry', 1]])
    expect(await names('tag', 'qui')).toEqual([['Quiet', 1]])
    expect((await names('author', ''))[0]).toEqual(['Quentin Quill', 2])
    expect(await names('tag', 'nothing like it')).toEqual([])
  })

  it('narrows by when books were added and by the stars that the caller gave', async () => {
    const book = await make.book()
    await world.user.put(`/api/web/books/${book.id}/rating`, { rating: 4 })
    const titles = async (who: typeof world.user, query: string) =>
      (await who.get(`/api/web/books?${query}`)).json<{ items: { title: string }[] }>().items.map(({ title }) => title)

    expect(await titles(world.user, 'rating=4')).toEqual([book.title])
    expect(await titles(world.user, 'rating=5')).toEqual([])
    expect(await titles(world.other, 'rating=1')).toEqual([])
    expect(await titles(world.user, 'added=7d&rating=4')).toEqual([book.title])
    expect(await titles(world.user, 'added=1999')).toEqual([])
    expect((await world.user.get('/api/web/books?added=soon')).statusCode).toBe(400)
  })

  it('tells where the letters of a list begin', async () => {
    const tag = await make.tag()
    for (const title of ['Äpfel', 'A Bear', 'Zebra', 'Über', '1984']) {
      const book = await make.book({ title, language: title === 'A Bear' ? 'en' : 'de' })
      await make.link(book.id, { tags: [tag.id] })
    }

    const letters = (await world.user.get(`/api/web/letters?sort=title&tag=${tag.id}`)).json()

    expect(letters).toEqual([
      { letter: '#', count: 1 },
      { letter: 'a', count: 1 },
      { letter: 'b', count: 1 },
      { letter: 'u', count: 1 },
      { letter: 'z', count: 1 },
    ])
  })

  it('keeps views under names, for their owner alone', async () => {
    const view = { state: 'unread', sort: 'added', view: 'table' }
    const saved = (await world.user.post('/api/web/views', { name: ' To read ', view })).json<{ id: string }>()
    expect(saved).toMatchObject({ name: 'To read', view })

    expect((await world.user.post('/api/web/views', { name: 'to READ', view })).statusCode).toBe(409)
    expect((await world.other.post('/api/web/views', { name: 'To read', view: {} })).statusCode).toBe(201)
    expect((await world.user.post('/api/web/views', { name: '  ', view })).statusCode).toBe(400)
    expect((await world.other.put(`/api/web/views/${saved.id}`, { name: 'Mine', view })).statusCode).toBe(404)
    expect((await world.other.delete(`/api/web/views/${saved.id}`)).statusCode).toBe(404)

    const other = { name: 'Later', view: { tag: 'x' } }
    expect((await world.user.put(`/api/web/views/${saved.id}`, other)).json()).toMatchObject(other)
    expect((await world.user.get('/api/web/views')).json()).toEqual([{ id: saved.id, ...other }])
    expect((await world.user.delete(`/api/web/views/${saved.id}`)).statusCode).toBe(204)
    expect((await world.user.get('/api/web/views')).json()).toEqual([])
  })
})
