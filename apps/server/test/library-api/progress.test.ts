import { expect, it } from 'vitest'
import { onEveryApp } from '#test/support/app.ts'
import { booksOf } from './books-world.ts'

onEveryApp('the place of a reader', (world) => {
  const make = booksOf(world)

  it('is the newest report, in whatever order they come, and everybody has an own one', async () => {
    const book = await make.book()
    const at = `/api/books/${book.id}/progress`
    expect((await world.user.get(at)).json()).toBeNull()
    const report = (fraction: number, time: string, source = 'web') =>
      world.user.put(at, { fraction, source, at: time, locator: `l${fraction}` })
    expect((await report(0.5, '2026-03-14T10:00:00+02:00')).json()).toMatchObject({
      book_id: book.id,
      fraction: 0.5,
      locator: 'l0.5',
      at: '2026-03-14T08:00:00.000Z',
    })
    expect((await report(0.2, '2026-03-14T07:00:00Z', 'kobo')).json()).toMatchObject({ fraction: 0.5 })
    expect((await report(0.3, '2026-03-14T09:00:00Z', 'kosync')).json()).toMatchObject({ fraction: 0.3 })
    expect((await world.user.get(at)).json()).toMatchObject({ fraction: 0.3, source: 'kosync' })
    expect((await world.other.get(at)).json()).toBeNull()
    const ledger = await world.db.reader
      .selectFrom('reading_events')
      .innerJoin('books', 'books.id', 'reading_events.book_id')
      .select('source')
      .where('books.public_id', '=', book.id)
      .execute()
    expect(ledger).toHaveLength(3)
    const card = (await world.user.get(`/api/web/search?q=${encodeURIComponent(book.title)}`)).json().books[0]
    expect(card).toMatchObject({ id: book.id, progress: 0.3 })
  })

  it('is never ahead of the clock, or a wrong clock would win for ever', async () => {
    const book = await make.book()
    const at = `/api/books/${book.id}/progress`
    const ahead = await world.user.put(at, { fraction: 0.9, source: 'web', at: '2999-01-01T00:00:00Z' })
    expect(Date.parse(ahead.json().at)).toBeLessThanOrEqual(Date.now())
    expect((await world.user.put(at, { fraction: 0.1, source: 'web' })).json()).toMatchObject({ fraction: 0.1 })
  })

  it.each([
    ['a fraction beyond the end', { fraction: 1.1 }],
    ['no source', { source: undefined }],
    ['a time without an offset', { at: '2026-03-14T10:00:00' }],
    ['a time that is none', { at: 'yesterday' }],
  ])('refuses %s', async (_, change) => {
    const book = await make.book()
    const body = { fraction: 0.5, source: 'web', ...change }
    expect((await world.user.put(`/api/books/${book.id}/progress`, body)).statusCode).toBe(400)
  })

  it('needs a book', async () => {
    expect((await world.user.get('/api/books/unknown/progress')).statusCode).toBe(404)
    expect((await world.user.put('/api/books/unknown/progress', { fraction: 0, source: 'web' })).statusCode).toBe(404)
  })
})
