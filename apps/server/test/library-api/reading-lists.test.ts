import { expect, it } from 'vitest'
import { onEveryApp } from '#test/support/app.ts'
import { booksOf } from './books-world.ts'

onEveryApp('reading lists', (world) => {
  const make = booksOf(world)
  const lists = '/api/reading-lists'

  async function listOf(count: number) {
    const list = (await world.user.post(lists, { name: make.unique('List') })).json()
    const books = []
    for (let i = 0; i < count; i++) {
      const book = await make.book()
      books.push(book.id)
      await world.user.post(`${lists}/${list.id}/books`, { book_id: book.id })
    }
    return { id: list.id as string, books }
  }

  const order = async (id: string) => {
    const page = (await world.user.get(`${lists}/${id}/books`)).json()
    return page.books.map((book: { id: string }) => book.id)
  }
  const move = (id: string, book: string | undefined, after: string | null | undefined) =>
    world.user.put(`/api/web/reading-lists/${id}/books/${book}/place`, { after })

  it('have names of their own for each reader, ignoring case', async () => {
    const name = make.unique('To Read')
    const made = await world.user.post(lists, { name: `  ${name.replace(' ', ' \t ')} ` })
    expect(made.statusCode).toBe(201)
    expect(made.json()).toMatchObject({ name, description: null, book_count: 0 })
    expect((await world.user.post(lists, { name: name.toUpperCase() })).statusCode).toBe(409)
    expect((await world.other.post(lists, { name })).statusCode).toBe(201)
    expect((await world.user.post(lists, { name: ' \n' })).statusCode).toBe(400)
  })

  it('behave as not there for everybody else, administrators too', async () => {
    const { id, books } = await listOf(1)
    const at = `${lists}/${id}`
    for (const stranger of [world.other, world.admin]) {
      const answers = [
        await stranger.get(at),
        await stranger.put(at, { name: make.unique('Mine') }),
        await stranger.delete(at),
        await stranger.get(`${at}/books`),
        await stranger.post(`${at}/books`, { book_id: books[0] }),
        await stranger.delete(`${at}/books/${books[0]}`),
        await stranger.get(`/api/web/reading-lists/${id}`),
        await stranger.put(`/api/web/reading-lists/${id}/books/${books[0]}/place`, { after: null }),
      ]
      expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 404))
      expect((await stranger.get(`/api/books/${books[0]}/reading-lists`)).json()).toEqual([])
      expect(JSON.stringify((await stranger.get('/api/web/reading-lists')).json())).not.toContain(id)
    }
    expect(await order(id)).toEqual(books)
  })

  it('take a book once, at the end, and count it while it is there', async () => {
    const { id, books } = await listOf(3)
    await world.user.post(`${lists}/${id}/books`, { book_id: books[0] })
    expect(await order(id)).toEqual(books)
    expect((await world.user.delete(`${lists}/${id}/books/${books[1]}`)).statusCode).toBe(204)
    expect((await world.user.delete(`${lists}/${id}/books/${books[1]}`)).statusCode).toBe(204)
    await world.admin.delete(`/api/books/${books[2]}`)
    expect((await world.user.get(`${lists}/${id}`)).json().book_count).toBe(1)
    expect(await order(id)).toEqual([books[0]])
  })

  it('are moved about, however often', async () => {
    const { id, books } = await listOf(3)
    const [a, b, c] = books
    expect((await move(id, c, null)).statusCode).toBe(204)
    expect(await order(id)).toEqual([c, a, b])
    await move(id, c, a)
    expect(await order(id)).toEqual([a, c, b])
    await move(id, a, b)
    expect(await order(id)).toEqual([c, b, a])
    // Each time between the same two: the places between them run out and are given anew.
    for (let i = 0; i < 60; i++) {
      await move(id, a, c)
      await move(id, b, c)
    }
    expect(await order(id)).toEqual([c, b, a])
  })

  it('refuse to move what is not on them, in words', async () => {
    const { id, books } = await listOf(1)
    const elsewhere = (await make.book()).id
    for (const answer of [await move(id, elsewhere, null), await move(id, books[0], elsewhere)]) {
      expect(answer.statusCode).toBe(400)
      expect(answer.json().error).toMatch(/not on the list/)
    }
  })

  it('show the web app a page of cards', async () => {
    const { id, books } = await listOf(2)
    const page = (await world.user.get(`/api/web/reading-lists/${id}?offset=1`)).json()
    expect(page).toMatchObject({ list: { id, bookCount: 2, coverUrls: [] }, items: [{ id: books[1] }], offset: 1 })
  })

  it('take many books at once, in their order and each once, and give them back', async () => {
    const { id, books } = await listOf(2)
    const more = [(await make.book()).id, (await make.book()).id]
    const many = `/api/web/reading-lists/${id}/books`

    const answer = await world.user.post(many, { selection: { ids: [more[1], books[0], more[0], more[1]] } })

    expect(answer.json()).toEqual({ added: [more[1], more[0]] })
    expect(await order(id)).toEqual([...books, more[1], more[0]])
    expect((await world.user.post(`${many}/remove`, { ids: [more[1], books[0]] })).statusCode).toBe(204)
    expect(await order(id)).toEqual([books[1], more[0]])
    expect((await world.other.post(many, { selection: { ids: more } })).statusCode).toBe(404)
    expect((await world.other.post(`${many}/remove`, { ids: more })).statusCode).toBe(404)
    expect(await order(id)).toEqual([books[1], more[0]])
  })

  it('take the books that a filter leaves', async () => {
    const { id } = await listOf(0)
    const author = await make.author()
    const [one, two] = [await make.book(), await make.book()]
    for (const book of [one, two]) await make.link(book.id, { authors: [author.id] })

    const selection = { filters: { author: author.id }, except: [one.id] }
    const { added } = (await world.user.post(`/api/web/reading-lists/${id}/books`, { selection })).json()

    expect(added).toEqual([two.id])
  })

  it('note in the audit log only what changed', async () => {
    const { id, books } = await listOf(1)
    await world.user.post(`${lists}/${id}/books`, { book_id: books[0] })
    await world.user.delete(`${lists}/${id}/books/${books[0]}`)
    await world.user.delete(`${lists}/${id}/books/${books[0]}`)
    const log = (await world.admin.get('/api/audit-logs?limit=200')).json()
    const entries: { action: string; entity_id: string }[] = log.entries
    expect(entries.filter((entry) => entry.entity_id === id).map(({ action }) => action)).toEqual([
      'reading_list.book_removed',
      'reading_list.book_added',
      'reading_list.created',
    ])
  })
})
