import { expect, it } from 'vitest'
import { onEveryApp } from '#test/support/app.ts'
import { booksOf } from './books-world.ts'

onEveryApp('authors, series and tags', (world) => {
  const make = booksOf(world)

  it.each(['authors', 'series', 'tags'])('%s are unique ignoring case, in normalised form', async (kind) => {
    const name = make.unique(`  Ursula \n ${kind}`)
    const made = await world.user.post(`/api/${kind}`, { name })
    expect(made.json()).toMatchObject({ name: name.trim().replace(/\s+/g, ' ') })
    const again = { name: made.json().name.toUpperCase() }
    expect((await world.other.post(`/api/${kind}`, again)).statusCode).toBe(409)
    expect((await world.user.put(`/api/${kind}/${made.json().id}`, again)).json()).toMatchObject(again)
    expect((await world.user.post(`/api/${kind}`, { name: ' \t ' })).statusCode).toBe(400)
    expect((await world.user.put(`/api/${kind}/unknown`, { name: make.unique('N') })).statusCode).toBe(404)
  })

  it('keep what they are called elsewhere, an empty text too, and lose what is left out', async () => {
    const ids = { goodreads_id: '', hardcover_id: 'h', google_books_id: null }
    const author = (await world.user.post('/api/authors', { name: make.unique('A'), ...ids })).json()
    expect(author).toMatchObject(ids)
    const cleared = (await world.user.put(`/api/authors/${author.id}`, { name: author.name })).json()
    expect(cleared).toMatchObject({ goodreads_id: null, hardcover_id: null })
  })

  it('give all books of an author another name at once, in lists, search and order', async () => {
    const old = make.unique('Zweig')
    const author = await make.author(old)
    const book = await make.book()
    await make.link(book.id, { authors: [author.id] })
    const next = make.unique('Bachmann')
    await world.user.put(`/api/authors/${author.id}`, { name: next })
    const found = async (query: string) =>
      (await world.user.get(`/api/books?query=${encodeURIComponent(query)}`)).json().total
    expect(await found(next)).toBe(1)
    expect(await found(old)).toBe(0)
    const list = (await world.user.get(`/api/web/books?author=${author.id}`)).json()
    expect(list).toMatchObject({ total: 1, items: [{ id: book.id, authors: [next] }] })
  })

  it('only lose their books when they are deleted, and authors only by administrators', async () => {
    const [author, series, tag] = [await make.author(), await make.series(), await make.tag()]
    const book = await make.book()
    await make.link(book.id, { authors: [author.id], series: [{ series_id: series.id }], tags: [tag.id] })
    expect((await world.user.delete(`/api/authors/${author.id}`)).statusCode).toBe(403)
    expect((await world.admin.delete(`/api/authors/${author.id}`)).statusCode).toBe(204)
    expect((await world.user.delete(`/api/series/${series.id}`)).statusCode).toBe(204)
    expect((await world.user.delete(`/api/tags/${tag.id}`)).statusCode).toBe(204)
    expect(await make.read(book.id)).toMatchObject({ authors: [], series: [], tags: [] })
    expect((await world.user.get(`/api/authors/${author.id}/books`)).statusCode).toBe(404)
  })

  it('list the books of a series by place, then title, those without a place last', async () => {
    const series = await make.series()
    const plan: [string, number | null][] = [
      ['c', 10],
      ['b', 2],
      ['d', null],
      ['a', 2],
      ['e', 1.5],
    ]
    for (const [title, position] of plan) {
      const book = await make.book({ title })
      await make.link(book.id, { series: [{ series_id: series.id, position }] })
    }
    const page = (await world.user.get(`/api/series/${series.id}/books`)).json()
    expect(page.books.map((book: { title: string }) => book.title).join('')).toBe('eabcd')
    expect(page).toMatchObject({ total: 5, limit: 50, offset: 0 })
  })

  it('show a name that only the acquisition side knew to the one who asks for it', async () => {
    const author = await make.author()
    await world.db.writer
      .updateTable('authors')
      .set({ is_library_visible: false, metadata_provider: 'openlibrary' })
      .where('public_id', '=', author.id)
      .execute()
    expect((await world.user.get(`/api/authors/${author.id}`)).statusCode).toBe(404)
    const again = await world.user.post('/api/authors', { name: author.name.toLowerCase() })
    expect(again.statusCode).toBe(201)
    expect(again.json()).toMatchObject({ id: author.id, name: author.name.toLowerCase() })
  })
})
