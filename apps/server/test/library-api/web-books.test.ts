import { join } from 'node:path'
import { expect, it } from 'vitest'
import { onEveryApp } from '#test/support/app.ts'
import { booksOf } from './books-world.ts'

interface Card {
  id: string
  title: string
}

onEveryApp('lists of the web app', (world) => {
  const make = booksOf(world)
  const cards = async (query: string) =>
    (await world.user.get(`/api/web/books?${query}`)).json<{ items: Card[]; total: number }>()
  const titles = async (query: string) => (await cards(query)).items.map(({ title }) => title)

  it('stand in any order, forward and back, narrowed to one library', async () => {
    const root = make.folder()
    const library = await make.library([root])
    const [zola, austen] = [await make.author('Émile Zola'), await make.author('Jane Austen')]
    const series = await make.series()
    const plan: [string, string, string, number | null][] = [
      ['The Beast', '1890', zola.id, 17],
      ['Emma', '1815', austen.id, null],
      ['Germinal', '1885-03', zola.id, 2],
      ['Ärger', '', austen.id, null],
    ]
    for (const [title, publication_date, author, position] of plan) {
      const book = await make.book({ title, publication_date, language: 'en' })
      await make.link(book.id, {
        authors: [author],
        ...(position === null ? {} : { series: [{ series_id: series.id, position }] }),
      })
      const key = await world.db.reader
        .selectFrom('books')
        .select('id')
        .where('public_id', '=', book.id)
        .executeTakeFirstOrThrow()
      const owner = await world.db.reader
        .selectFrom('libraries')
        .select('id')
        .where('public_id', '=', library.id)
        .executeTakeFirstOrThrow()
      await world.db.writer
        .insertInto('library_books')
        .values({ library_id: owner.id, book_id: key.id, sort_title: '', created_at: '' })
        .execute()
      await make.file(book.id, join(root, `${title}.${title === 'Emma' ? 'pdf' : 'epub'}`), {
        file_type: title === 'Emma' ? 'pdf' : 'epub',
      })
    }
    const only = `library=${library.id}`
    expect(await titles(only)).toEqual(['Ärger', 'The Beast', 'Emma', 'Germinal'])
    expect(await titles(`${only}&direction=desc`)).toEqual(['Germinal', 'Emma', 'The Beast', 'Ärger'])
    expect(await titles(`${only}&sort=author`)).toEqual(['Ärger', 'Emma', 'The Beast', 'Germinal'])
    expect(await titles(`${only}&sort=series`)).toEqual(['Germinal', 'The Beast', 'Ärger', 'Emma'])
    expect(await titles(`${only}&sort=added`)).toEqual(['The Beast', 'Emma', 'Germinal', 'Ärger'])
    expect(await titles(`${only}&sort=published&direction=desc`)).toEqual(['The Beast', 'Germinal', 'Emma', 'Ärger'])
    expect(await titles(`${only}&author=${zola.id}&offset=1&limit=1`)).toEqual(['Germinal'])
    expect(await titles(`${only}&format=pdf`)).toEqual(['Emma'])
    expect(await titles(`${only}&format=epub&author=${austen.id}`)).toEqual(['Ärger'])
    expect((await cards(`${only}&language=eng&missing=false`)).total).toBe(4)
    expect((await cards(`${only}&missing=true`)).total).toBe(0)
    expect((await cards('library=unknown')).total).toBe(0)
    const facets = (await world.user.get('/api/web/facets')).json()
    expect(facets.libraries).toContainEqual({ id: library.id, name: library.name, bookCount: 4 })
  })

  it('show what a card needs', async () => {
    const book = await make.book({ title: make.unique('Carded') })
    const [author, series] = [await make.author(), await make.series()]
    await make.link(book.id, { authors: [author.id], series: [{ series_id: series.id, position: 1.5 }] })
    const found = (await world.user.get(`/api/web/search?q=${encodeURIComponent(book.title)}`)).json()
    expect(found.books).toEqual([
      {
        id: book.id,
        title: book.title,
        subtitle: null,
        authors: [author.name],
        coverUrl: null,
        coverColor: null,
        series: { name: series.name, position: '1.5' },
        formats: [],
        language: null,
        publishedOn: null,
        progress: null,
        state: 'unread',
        rating: null,
        isMissing: false,
        addedAt: book.created_at,
      },
    ])
  })

  it.each(['sort=colour', 'direction=up', 'offset=-1', 'limit=many', 'missing=maybe'])('refuse %s', async (query) => {
    expect((await world.user.get(`/api/web/books?${query}`)).statusCode).toBe(400)
  })

  it('have a page for each book, with its files, its place and its neighbours in a series', async () => {
    const root = make.folder()
    await make.library([root])
    const series = await make.series()
    const books = []
    for (const position of [1, 2, 3, null]) {
      const book = await make.book({ isbn13: '9780441013593' })
      await make.link(book.id, { series: [{ series_id: series.id, position }] })
      books.push(book)
    }
    const [first, second, third, loose] = books
    await make.file(second?.id ?? '', join(root, 'two.epub'))
    await world.user.put(`/api/books/${second?.id}/progress`, { fraction: 0.25, source: 'web', locator: 'cfi' })
    const page = (await world.user.get(`/api/web/books/${second?.id}`)).json()
    expect(page).toMatchObject({
      id: second?.id,
      identifiers: [{ scheme: 'isbn', value: '9780441013593' }],
      series: [{ id: series.id, position: '2', previous: { id: first?.id }, next: { id: third?.id } }],
      files: [{ format: 'epub', fileName: 'two.epub', missingSince: null, joinReason: null, partCount: 1 }],
      place: { fraction: 0.25, locator: 'cfi', source: 'web' },
      isMissing: false,
    })
    const other = (await world.other.get(`/api/web/books/${loose?.id}`)).json()
    expect(other).toMatchObject({ place: null, series: [{ position: null, previous: null, next: null }] })
    expect((await world.user.get('/api/web/books/unknown')).statusCode).toBe(404)
  })
})
