import { expect, it } from 'vitest'
import { type Account, onEveryApp } from '#test/support/app.ts'
import { type BookJson, booksOf } from '../library-api/books-world.ts'

onEveryApp('home', (world) => {
  const make = booksOf(world)
  const report = (by: Account, { id }: BookJson, fraction: number, at: string, more: object = {}) =>
    by.put(`/api/books/${id}/progress`, { fraction, source: 'web', at, ...more })
  const mark = (by: Account, { id }: BookJson, state: string) => by.put(`/api/web/books/${id}/state`, { state })
  const home = async (by: Account) => (await by.get('/api/web/home')).json()
  const idsOf = (books: { id: string }[]) => books.map(({ id }) => id)

  it('goes on with what is being read, last read first, and with nothing finished or abandoned', async () => {
    const reader = await world.signUp()
    const [older, newer, done, left] = [await make.book(), await make.book(), await make.book(), await make.book()]
    await report(reader, older, 0.2, '2026-01-01T10:00:00Z')
    await report(reader, newer, 0.3, '2026-01-02T10:00:00Z')
    await report(reader, done, 0.99, '2026-01-03T10:00:00Z')
    await report(reader, left, 0.4, '2026-01-04T10:00:00Z')
    await mark(reader, left, 'abandoned')
    const { continueReading } = await home(reader)
    expect(idsOf(continueReading)).toEqual([newer.id, older.id])
    expect(continueReading[0]).toMatchObject({ progress: 0.3, lastReadAt: '2026-01-02T10:00:00Z', file: null })
    expect((await home(world.other)).continueReading).toEqual([])
  })

  it('opens the file of the last place, or one that is there', async () => {
    const reader = await world.signUp()
    const book = await make.book()
    const { paths } = await make.library()
    const pdf = await make.file(book.id, `${paths[0]}/a.pdf`, { file_type: 'pdf' })
    const epub = await make.file(book.id, `${paths[0]}/a.epub`)
    await report(reader, book, 0.2, '2026-01-01T10:00:00Z')
    expect((await home(reader)).continueReading[0].file).toEqual({ id: epub.id, format: 'epub', media: 'ebook' })
    await report(reader, book, 0.3, '2026-01-02T10:00:00Z', { file_id: pdf.id })
    expect((await home(reader)).continueReading[0].file).toMatchObject({ id: pdf.id })
  })

  async function seriesOf(count: number): Promise<{ name: string; books: BookJson[] }> {
    const series = await make.series()
    const books: BookJson[] = []
    for (let n = 1; n <= count; n++) {
      const book = await make.book()
      await make.link(book.id, { series: [{ series_id: series.id, position: n }] })
      books.push(book)
    }
    return { name: series.name, books }
  }

  it('proposes the volume after the furthest that was read, or is nearly', async () => {
    const reader = await world.signUp()
    const { name, books } = await seriesOf(5)
    const [one, two, three, four] = books as [BookJson, BookJson, BookJson, BookJson]
    const proposed = async () => idsOf((await home(reader)).nextInSeries)
    expect(await proposed()).toEqual([])
    await report(reader, one, 0.5, '2026-01-01T10:00:00Z')
    expect(await proposed()).toEqual([])
    await report(reader, one, 0.92, '2026-01-01T11:00:00Z')
    expect(await proposed()).toEqual([two.id])
    expect((await home(reader)).nextInSeries[0].nextIn).toMatchObject({ name, position: '2' })
    await mark(reader, one, 'finished')
    await mark(reader, two, 'finished')
    expect(await proposed()).toEqual([three.id])
    await report(reader, three, 0.1, '2026-01-02T10:00:00Z')
    expect(await proposed()).toEqual([])
    await mark(reader, three, 'finished')
    expect(await proposed()).toEqual([four.id])
    await mark(reader, four, 'abandoned')
    expect(await proposed()).toEqual([])
    expect((await home(world.other)).nextInSeries).toEqual([])
  })

  it('proposes nothing behind the last volume, and a book of two series once', async () => {
    const reader = await world.signUp()
    const { books: short } = await seriesOf(1)
    await mark(reader, short[0] as BookJson, 'finished')
    expect((await home(reader)).nextInSeries).toEqual([])
    const [series, other] = [await make.series(), await make.series()]
    const [first, second] = [await make.book(), await make.book()]
    const both = (position: number) => [series, other].map(({ id }) => ({ series_id: id, position }))
    await make.link(first.id, { series: both(1) })
    await make.link(second.id, { series: both(2) })
    await mark(reader, first, 'finished')
    expect(idsOf((await home(reader)).nextInSeries)).toEqual([second.id])
  })

  it('shows what came last', async () => {
    const [before, last] = [await make.book(), await make.book()]
    await world.db.writer
      .updateTable('books')
      .set({ created_at: '2999-01-01T00:00:00.000Z' })
      .where('public_id', '=', last.id)
      .execute()
    await make.link(before.id, { tags: [(await make.tag()).id] })
    expect((await home(world.user)).recentlyAdded[0].id).toBe(last.id)
  })
})
