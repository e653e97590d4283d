import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { type Account, onEveryApp } from '#test/support/app.ts'
import { until } from '#test/support/until.ts'
import { booksOf } from './books-world.ts'

const md5 = (text: string) => createHash('md5').update(text).digest('hex')
const today = () => new Date().toISOString().slice(0, 10)
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()

onEveryApp('statistics', (world) => {
  const make = booksOf(world)
  const figures = async (reader: Account) => (await reader.get('/api/reading-progress/stats')).json()
  const year = async (reader: Account, query = '') => (await reader.get(`/api/stats/year-in-books${query}`)).json()
  const read = async (reader: Account, book: { id: string }, fraction: number, more: object = {}) => {
    const answer = await reader.put(`/api/books/${book.id}/progress`, { fraction, source: 'web', ...more })
    expect(answer.statusCode).toBe(200)
  }

  async function koreader(reader: Account) {
    const username = make.unique('sync').replace(' ', '-')
    await reader.put('/api/kosync/credentials', { username, password: 'correct horse' })
    const headers = { 'x-auth-user': username, 'x-auth-key': md5('correct horse') }
    return (document: string, percentage: number, more: object = {}) =>
      world.anonymous.put('/syncs/progress', { document, progress: '1/1', percentage, ...more }, { headers })
  }

  it('are zeros for somebody who has not read', async () => {
    const reader = await world.signUp()
    expect(await figures(reader)).toEqual({ current_streak: 0, total_tracked: 0, total_finished: 0, in_progress: [] })
    expect(await year(reader)).toEqual({
      year: new Date().getUTCFullYear(),
      books_finished: 0,
      active_days: 0,
      longest_streak: 0,
      total_downloads: 0,
    })
  })

  it('read what every device told, and documents that are no book here', async () => {
    const reader = await world.signUp()
    const push = await koreader(reader)
    await push('half', 0.42, { device: 'KOReader' })
    await push('done', 0.99)
    await push('nearly', 0.989)
    const [open, finished] = [await make.book(), await make.book()]
    await read(reader, open, 0.3, { source: 'kobo', device: 'Clara' })
    await read(reader, finished, 1)
    const told = await figures(reader)
    expect(told).toMatchObject({ current_streak: 1, total_tracked: 5, total_finished: 2 })
    expect(told.in_progress.map((row: Record<string, unknown>) => [row.document, row.percentage, row.device])).toEqual([
      [open.title, 0.3, 'Clara'],
      ['nearly', 0.989, undefined],
      ['half', 0.42, 'KOReader'],
    ])
    expect(await year(reader)).toMatchObject({ books_finished: 2, active_days: 1, longest_streak: 1 })
    expect((await figures(world.other)).total_tracked).toBe(0)
  })

  it('count the days in a row until today, or until yesterday', async () => {
    const reader = await world.signUp()
    const book = await make.book()
    for (const days of [5, 3, 2, 1]) await read(reader, book, 0.5 - days / 100, { at: daysAgo(days) })
    expect((await figures(reader)).current_streak).toBe(3)
    await read(reader, book, 0.6)
    expect((await figures(reader)).current_streak).toBe(4)
    const late = await world.signUp()
    await read(late, book, 0.5, { at: daysAgo(2) })
    expect((await figures(late)).current_streak).toBe(0)
  })

  it('know a streak of more than a year', async () => {
    const reader = await world.signUp()
    const book = await make.book()
    const { id: userId } = await world.db.reader
      .selectFrom('users')
      .select('id')
      .where('public_id', '=', reader.id)
      .executeTakeFirstOrThrow()
    const { id: bookId } = await world.db.reader
      .selectFrom('books')
      .select('id')
      .where('public_id', '=', book.id)
      .executeTakeFirstOrThrow()
    const rows = Array.from({ length: 900 }, (_, days) => ({
      user_id: userId,
      book_id: bookId,
      file_id: null,
      source: 'web',
      device: null,
      fraction: 0.5,
      locator: null,
      at: daysAgo(days),
      created_at: daysAgo(days),
    }))
    for (let i = 0; i < rows.length; i += 300) {
      await world.db.writer
        .insertInto('reading_events')
        .values(rows.slice(i, i + 300))
        .execute()
    }
    expect((await figures(reader)).current_streak).toBe(900)
  })

  it('count a book in the year in which it was finished, each once', async () => {
    const reader = await world.signUp()
    const [old, twice, marked] = [await make.book(), await make.book(), await make.book()]
    await read(reader, old, 0.5, { at: '2021-12-30T10:00:00Z' })
    await read(reader, old, 1, { at: '2021-12-31T23:59:59Z' })
    await read(reader, twice, 1, { at: '2022-01-01T00:00:00Z' })
    await read(reader, twice, 0, { at: '2022-01-02T10:00:00Z' })
    await read(reader, twice, 1, { at: '2022-03-01T10:00:00Z' })
    await reader.put(`/api/web/books/${marked.id}/state`, { state: 'finished', endedAt: '2022-05-01T10:00:00Z' })
    expect(await year(reader, '?year=2021')).toMatchObject({ books_finished: 1, active_days: 2, longest_streak: 2 })
    expect(await year(reader, '?year=2022')).toMatchObject({ books_finished: 2, active_days: 3, longest_streak: 2 })
    expect(await year(reader, '?year=2020')).toMatchObject({ books_finished: 0, active_days: 0 })
    expect((await figures(reader)).total_finished).toBe(3)
  })

  it('forget a book that is deleted', async () => {
    const reader = await world.signUp()
    const [open, finished] = [await make.book(), await make.book()]
    await read(reader, open, 0.5)
    await read(reader, finished, 1)
    for (const { id } of [open, finished]) await world.admin.delete(`/api/books/${id}`)
    expect(await figures(reader)).toMatchObject({ total_tracked: 0, total_finished: 0, in_progress: [] })
    expect(await year(reader)).toMatchObject({ books_finished: 0 })
  })

  it('say how long the rest of a book takes at the pace so far', async () => {
    const reader = await world.signUp()
    const book = await make.book()
    const start = Date.now() - 86_400_000
    await read(reader, book, 0.1, { at: new Date(start).toISOString() })
    await read(reader, book, 0.5, { at: new Date(start + 2 * 3_600_000).toISOString() })
    expect((await figures(reader)).in_progress).toMatchObject([{ estimated_minutes_remaining: 120 }])
  })

  it('take no year that nobody can have read in', async () => {
    const next = new Date().getUTCFullYear() + 1
    for (const good of [1, 1999, next]) expect(await year(world.user, `?year=${good}`)).toMatchObject({ year: good })
    for (const bad of ['0', '-5', 'abc', '2024.5', '99999', '', String(next + 1)]) {
      const answer = await world.user.get(`/api/stats/year-in-books?year=${bad}`)
      expect([bad, answer.statusCode]).toEqual([bad, 400])
    }
  })

  it('count the downloads of the caller by month, without gaps', async () => {
    const reader = await world.signUp()
    const { paths } = await make.library()
    const path = make.write(`${paths[0]}/a.epub`, 'bytes')
    const file = await make.file((await make.book()).id, path)
    await reader.get(`/api/book-files/${file.id}/download`)
    const months = async (query = ''): Promise<{ month: string; count: number }[]> =>
      (await reader.get(`/api/stats/downloads-per-month${query}`)).json()
    const counted = await until(months, (all) => all.at(-1)?.count === 1)
    expect(counted).toHaveLength(12)
    expect(counted.at(-1)).toEqual({ month: today().slice(0, 7), count: 1 })
    expect(counted.slice(0, -1).every(({ count }) => count === 0)).toBe(true)
    const names = counted.map(({ month }) => month)
    expect(names).toEqual([...new Set(names)].sort())
    for (const [query, length] of [
      ['?months=3', 3],
      ['?months=1000', 24],
      ['?months=0', 12],
      ['?months=1.5', 12],
    ] as const) {
      expect(await months(query)).toHaveLength(length)
    }
    expect(await year(reader)).toMatchObject({ total_downloads: 1 })
    expect(await year(world.other)).toMatchObject({ total_downloads: 0 })
  })

  it('show the web app a year with its books', async () => {
    const reader = await world.signUp()
    const push = await koreader(reader)
    await push('unknown', 0.5)
    const [old, open] = [await make.book(), await make.book()]
    await read(reader, old, 0.5, { at: '2022-03-01T10:00:00Z' })
    await read(reader, old, 1, { at: '2022-03-02T10:00:00Z' })
    await read(reader, open, 0.4)
    const then = (await reader.get('/api/web/statistics?year=2022')).json()
    expect(then).toMatchObject({
      year: 2022,
      firstYear: 2022,
      booksFinished: 1,
      longestStreak: 2,
      days: ['2022-03-01', '2022-03-02'],
      finished: [{ id: old.id, title: old.title, finishedAt: '2022-03-02T10:00:00Z' }],
      finishedEver: 1,
      tracked: 3,
    })
    expect(then.months[2]).toEqual({ finished: 1, days: 2, downloads: 0 })
    const now = (await reader.get('/api/web/statistics')).json()
    expect(now).toMatchObject({
      year: new Date().getUTCFullYear(),
      firstYear: 2022,
      booksFinished: 0,
      currentStreak: 1,
    })
    expect(now.inProgress).toMatchObject([
      { document: open.title, book: { id: open.id }, fraction: 0.4 },
      { document: 'unknown', book: null, fraction: 0.5 },
    ])
    expect((await reader.get('/api/web/statistics?year=x')).statusCode).toBe(400)
  })
})
