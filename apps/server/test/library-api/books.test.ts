import { expect, it } from 'vitest'
import { onEveryApp } from '#test/support/app.ts'
import { booksOf } from './books-world.ts'

/** 2 x 2 pixels. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGP8z8AARAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg=='

onEveryApp('books', (world) => {
  const make = booksOf(world)

  it('come back as they were written, the absent null, the empty empty', async () => {
    const facts = { description: 'A < B &amp; "C"\n\n  d ', isbn13: '978-0', publisher: '', language: 'de' }
    const book = await make.book(facts)
    expect(book).toMatchObject({ ...facts, asin: null, authors: [], series: [], tags: [], files: [] })
    expect(await make.read(book.id)).toEqual(book)
    expect((await world.user.post('/api/books', { title: '  ' })).statusCode).toBe(400)
    expect((await world.user.post('/api/books', { title: 'x', isbn13: 5 })).statusCode).toBe(400)
  })

  it('keep no script in a description', async () => {
    const book = await make.book({ description: '<p onclick="x()">Good <script>alert(1)</script><b>bold</b></p>' })
    expect(book.description).toBe('<p>Good <b>bold</b></p>')
    const page = (await world.user.get(`/api/web/books/${book.id}`)).json()
    expect(page.description).toBe('<p>Good <b>bold</b></p>')
  })

  it('lock what a person changes and write down what it was', async () => {
    const book = await make.book({ publisher: 'Old Press', description: 'same' })
    await world.user.put(`/api/books/${book.id}`, {
      title: book.title,
      publisher: 'New Press',
      description: 'same',
      publication_date: '1999',
    })
    const row = await world.db.reader
      .selectFrom('books')
      .select(['id', 'locked_fields_json', 'release_date'])
      .where('public_id', '=', book.id)
      .executeTakeFirstOrThrow()
    expect(row).toMatchObject({
      // What was given when the book was made is its maker's word too.
      locked_fields_json: ['title', 'description', 'publisher', 'releaseDate'],
      release_date: '1999-01-01T00:00:00.000Z',
    })
    const changes = await world.db.reader.selectFrom('changes').selectAll().where('book_id', '=', row.id).execute()
    expect(changes).toMatchObject([
      {
        origin: 'person',
        kind: 'edited',
        before_json: { publisher: 'Old Press', publication_date: null },
        after_json: { publisher: 'New Press', publication_date: '1999' },
      },
    ])
  })

  it('keep a cover by its content, give its address, and keep it when the address comes back', async () => {
    const data = `data:image/png;base64,${PNG}`
    const book = await make.book({ cover_image_url: data })
    expect(book.cover_image_url).toMatch(/^\/api\/covers\/[0-9a-f]{64}$/)
    const back = await world.user.put(`/api/books/${book.id}`, { ...book })
    expect(back.json()).toMatchObject({ cover_image_url: book.cover_image_url })
    const inline = (await world.user.get(`/api/books/${book.id}?covers=inline`)).json()
    expect(inline.cover_image_url).toBe(data)
    const cleared = await world.user.put(`/api/books/${book.id}`, { title: book.title })
    expect(cleared.json()).toMatchObject({ cover_image_url: null })
  })

  it.each([
    ['a data: URL without content', 'data:image/png;base64,'],
    ['an address of no cover', `/api/covers/${'0'.repeat(64)}`],
  ])('refuse %s', async (_, cover_image_url) => {
    expect((await world.user.post('/api/books', { title: 'x', cover_image_url })).statusCode).toBe(400)
  })

  it('are made without a picture that is none, and keep theirs when one is sent later', async () => {
    const cover_image_url = 'data:image/png;base64,aGVsbG8='
    const { id } = await make.book({ cover_image_url })
    expect(await make.read(id)).toMatchObject({ cover_image_url: null })
    expect((await world.user.put(`/api/books/${id}`, { title: 'x', cover_image_url })).statusCode).toBe(400)
  })

  it('keep a cover elsewhere at its address', async () => {
    const cover_image_url = 'https://covers.example.test/1.jpg'
    expect(await make.book({ cover_image_url })).toMatchObject({ cover_image_url })
  })

  it('replace their authors, series and tags as a whole, or not at all', async () => {
    const book = await make.book()
    const [zed, abe] = [await make.author(make.unique('Zed')), await make.author(make.unique('Abe'))]
    const at = `/api/books/${book.id}/authors`
    const answer = await world.user.put(at, { author_ids: [zed.id, abe.id, zed.id] })
    expect(answer.json().map((author: { name: string }) => author.name)).toEqual([abe.name, zed.name])
    expect((await world.user.put(at, { author_ids: [abe.id, 'unknown'] })).statusCode).toBe(400)
    expect((await world.user.get(at)).json()).toHaveLength(2)
    expect((await world.user.put('/api/books/unknown/authors', { author_ids: [abe.id] })).statusCode).toBe(404)
    expect((await world.user.put(at, {})).json()).toEqual([])
    expect((await world.user.get('/api/books/unknown/tags')).json()).toEqual([])
  })

  it('are listed by title and paged leniently', async () => {
    const key = make.unique('pagedword').replace(' ', '')
    for (const n of [3, 1, 10, 2]) await make.book({ title: `${key} ${n}` })
    const titles = async (query: string) =>
      (await world.user.get(`/api/books?query=${key}&${query}`))
        .json()
        .books.map((book: { title: string }) => book.title.split(' ')[1])
    expect(await titles('')).toEqual(['1', '2', '3', '10'])
    expect(await titles('limit=2&offset=1')).toEqual(['2', '3'])
    expect(await titles('limit=abc&offset=-4')).toHaveLength(4)
    const past = (await world.user.get(`/api/books?query=${key}&offset=50&limit=999`)).json()
    expect(past).toEqual({ books: [], total: 4, limit: 200, offset: 50 })
  })

  it('that a provider knows are hidden when they are thrown out, and not downloaded again', async () => {
    const book = await make.book()
    const row = () => world.db.reader.selectFrom('books').selectAll().where('public_id', '=', book.id)
    await world.db.writer
      .updateTable('books')
      .set({ metadata_provider: 'openlibrary', is_monitored: true })
      .where('public_id', '=', book.id)
      .execute()
    expect((await world.user.delete(`/api/books/${book.id}`)).statusCode).toBe(204)
    expect((await world.user.get(`/api/books/${book.id}`)).statusCode).toBe(404)
    expect(await row().executeTakeFirst()).toMatchObject({ is_library_visible: false, is_monitored: false })
    const list = (await world.user.get(`/api/books?query=${encodeURIComponent(book.title)}`)).json()
    expect(list.total).toBe(0)
  })

  it('leave an entry in the audit log for each change', async () => {
    const book = await make.book()
    await world.user.put(`/api/books/${book.id}`, { title: book.title })
    await world.user.put(`/api/books/${book.id}/tags`, {})
    await world.user.delete(`/api/books/${book.id}`)
    const { entries } = (await world.admin.get('/api/audit-logs?limit=10')).json()
    const own = entries.filter((entry: { entity_id: string }) => entry.entity_id === book.id)
    expect(own.map((entry: { action: string }) => entry.action).toSorted()).toEqual([
      'book.created',
      'book.deleted',
      'book.tags_updated',
      'book.updated',
    ])
  })
})
