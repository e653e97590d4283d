import { expect, it } from 'vitest'
import { onEveryApp } from '#test/support/app.ts'
import { booksOf } from './books-world.ts'

onEveryApp('what is here of what was found elsewhere', (world) => {
  const make = booksOf(world)
  const mark = async (body: object) =>
    (await world.user.post('/api/web/marks', { authors: [], books: [], ...body })).json<{
      authors: ({ id: string | null; isMonitored: boolean } | null)[]
      books: ({ id: string | null; state: string } | null)[]
    }>()

  it('knows a book by title and author, a person by name, and nothing of strangers', async () => {
    const author = await make.author('Jane Austen')
    const book = await make.book({ title: 'Persuasion' })
    await make.link(book.id, { authors: [author.id] })
    const { authors, books } = await mark({
      authors: [
        { foreignId: 'OL21594A', name: 'jane austen' },
        { foreignId: 'OL1A', name: 'Charlotte Brontë' },
      ],
      books: [
        { foreignId: 'OL1W', title: 'Persuasion (Penguin Classics)', author: 'Jane Austen' },
        { foreignId: 'OL2W', title: 'Persuasion', author: 'Arlene Dickinson' },
      ],
    })
    expect(authors).toEqual([{ number: expect.any(Number), id: author.id, isMonitored: false }, null])
    expect(books).toEqual([{ number: expect.any(Number), id: book.id, state: 'known' }, null])
  })

  it('leads from the name of one surface to that of the other', async () => {
    const author = await make.author('Emily Brontë')
    const book = await make.book({ title: 'Wuthering Heights' })
    for (const [kind, id] of [
      ['authors', author.id],
      ['books', book.id],
    ]) {
      const there = await world.user.get(`/api/web/counterparts/${kind}/${id}`)
      const { number } = there.json<{ number: number }>()
      const back = await world.user.get(`/api/web/counterparts/${kind}/${number}`)
      expect(back.json()).toEqual({ number, id })
    }
    expect((await world.user.get('/api/web/counterparts/books/999999')).statusCode).toBe(404)
    expect((await world.user.get('/api/web/counterparts/books/nonsense')).statusCode).toBe(404)
  })
})
