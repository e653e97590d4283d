import { describe, expect, it } from 'vitest'
import { type Account, onEveryApp } from '#test/support/app.ts'
import { type BookJson, booksOf } from '../library-api/books-world.ts'

onEveryApp('what a book is to its reader', (world) => {
  const make = booksOf(world)
  const at = (book: { id: string }) => `/api/web/books/${book.id}`
  const mark = async (book: { id: string }, body: object, by: Account = world.user) =>
    (await by.put(`${at(book)}/state`, body)).json()
  const fileOf = async (book: { id: string }) => {
    const { paths } = await make.library()
    return make.file(book.id, `${paths[0]}/a.epub`)
  }
  const report = (book: { id: string }, fraction: number, time?: string, more: object = {}, by: Account = world.user) =>
    by.put(`/api/books/${book.id}/progress`, { fraction, source: 'web', at: time, ...more })
  const state = async (book: { id: string }, by: Account = world.user) => (await by.get(`${at(book)}/state`)).json()

  it('follows from places: the first begins it, the end finishes it, the start begins again', async () => {
    const book = await make.book()
    expect(await state(book)).toEqual({
      state: 'unread',
      rating: null,
      startedAt: null,
      finishedAt: null,
      abandonedAt: null,
      reads: [],
    })
    await report(book, 0.1, '2026-01-01T10:00:00Z')
    expect(await state(book)).toMatchObject({ state: 'reading', startedAt: '2026-01-01T10:00:00.000Z' })
    await report(book, 0.99, '2026-01-09T10:00:00Z')
    expect(await state(book)).toMatchObject({ state: 'finished', finishedAt: '2026-01-09T10:00:00.000Z' })
    await report(book, 0.01, '2026-03-01T10:00:00Z')
    const again = await state(book)
    expect(again).toMatchObject({ state: 'reading', startedAt: '2026-03-01T10:00:00.000Z', finishedAt: null })
    expect(again.reads).toHaveLength(2)
    expect(again.reads[1]).toEqual({
      startedAt: '2026-01-01T10:00:00.000Z',
      endedAt: '2026-01-09T10:00:00.000Z',
      outcome: 'finished',
    })
  })

  it('is what was marked by hand, whatever comes late', async () => {
    const book = await make.book()
    await report(book, 0.5, '2026-01-02T10:00:00Z')
    expect(await mark(book, { state: 'abandoned' })).toMatchObject({
      state: 'abandoned',
      reads: [{ outcome: 'abandoned' }],
    })
    await report(book, 0.99, '2026-01-03T10:00:00Z')
    expect(await state(book)).toMatchObject({ state: 'abandoned' })
    expect(await mark(book, { state: 'reading' })).toMatchObject({ state: 'reading', abandonedAt: null })
    expect((await state(book)).reads).toEqual([{ startedAt: '2026-01-02T10:00:00.000Z', endedAt: null, outcome: null }])
    expect(await mark(book, { state: 'unread' })).toMatchObject({ state: 'unread', reads: [] })
  })

  it('keeps the dates that a person gives', async () => {
    const book = await make.book()
    const dates = { startedAt: '2020-05-01T12:00:00+02:00', endedAt: '2020-05-09T12:00:00Z' }
    expect(await mark(book, { state: 'finished', ...dates })).toMatchObject({
      startedAt: '2020-05-01T10:00:00.000Z',
      finishedAt: '2020-05-09T12:00:00.000Z',
    })
    expect(await mark(book, { state: 'finished', startedAt: null })).toMatchObject({
      startedAt: null,
      finishedAt: '2020-05-09T12:00:00.000Z',
      reads: [{ outcome: 'finished' }],
    })
  })

  it('knows when it was begun, so that an end before that is refused', async () => {
    const book = await make.book()
    await report(book, 0.5, '2026-01-02T10:00:00Z')
    const end = { state: 'finished', endedAt: '2026-01-01T10:00:00Z' }
    expect((await world.user.put(`${at(book)}/state`, end)).statusCode).toBe(400)
    expect(await state(book)).toMatchObject({ state: 'reading' })
  })

  it.each([
    ['a state that is none', 'state', { state: 'burnt' }],
    [
      'an end before the start',
      'state',
      { state: 'finished', startedAt: '2020-05-02T00:00:00Z', endedAt: '2020-05-01T00:00:00Z' },
    ],
    ['an end in the future', 'state', { state: 'finished', endedAt: '2999-01-01T00:00:00Z' }],
    ['a date that is none', 'state', { state: 'finished', endedAt: 'May' }],
    ['six stars', 'rating', { rating: 6 }],
    ['no star', 'rating', { rating: 0 }],
    ['a third of a star', 'rating', { rating: 3.3 }],
  ])('refuses %s', async (_, what, body) => {
    const book = await make.book()
    expect((await world.user.put(`${at(book)}/${what}`, body)).statusCode).toBe(400)
    expect(await state(book)).toMatchObject({ state: 'unread', rating: null })
  })

  it('is rated in half stars, read or not', async () => {
    const book = await make.book()
    expect((await world.user.put(`${at(book)}/rating`, { rating: 3.5 })).json()).toMatchObject({
      state: 'unread',
      rating: 3.5,
    })
    await report(book, 0.2, '2026-01-01T10:00:00Z')
    expect(await state(book)).toMatchObject({ state: 'reading', rating: 3.5 })
    expect((await world.user.put(`${at(book)}/rating`, { rating: null })).json()).toMatchObject({
      state: 'reading',
      rating: null,
    })
  })

  it('stands on the page of the book and in lists, to each their own', async () => {
    const book = await make.book()
    await mark(book, { state: 'finished' })
    await world.user.put(`${at(book)}/rating`, { rating: 4.5 })
    const search = `/api/web/search?q=${encodeURIComponent(book.title)}`
    expect((await world.user.get(at(book))).json().reading).toEqual(await state(book))
    expect((await world.user.get(search)).json().books[0]).toMatchObject({ state: 'finished', rating: 4.5 })
    for (const stranger of [world.other, world.admin]) {
      expect((await stranger.get(at(book))).json().reading).toMatchObject({ state: 'unread', rating: null, reads: [] })
      expect((await stranger.get(search)).json().books[0]).toMatchObject({ state: 'unread', rating: null })
      expect(await state(book, stranger)).toMatchObject({ state: 'unread', rating: null })
      expect((await stranger.get(`${at(book)}/places`)).json().sittings).toEqual([])
    }
  })

  it('needs a book', async () => {
    for (const path of ['state', 'places']) {
      expect((await world.user.get(`/api/web/books/unknown/${path}`)).statusCode).toBe(404)
    }
    expect((await world.user.put('/api/web/books/unknown/state', { state: 'reading' })).statusCode).toBe(404)
    expect((await world.user.put('/api/web/books/unknown/rating', { rating: 1 })).statusCode).toBe(404)
  })

  describe('in the list of books', () => {
    const list = async (by: Account, query: string) => {
      const { items, total } = (await by.get(`/api/web/books?${query}&limit=200`)).json()
      return { ids: items.map(({ id }: { id: string }) => id), total }
    }

    it('narrows it at once after a change', async () => {
      const reader = await world.signUp()
      const tag = await make.tag()
      const books = [await make.book(), await make.book(), await make.book()]
      for (const { id } of books) await make.link(id, { tags: [tag.id] })
      const [a, b, c] = books as [BookJson, BookJson, BookJson]
      const within = (state: string) => list(reader, `tag=${tag.id}&state=${state}`)
      expect((await within('unread')).total).toBe(3)
      await report(a, 0.2, undefined, {}, reader)
      expect((await within('unread')).ids.sort()).toEqual([b.id, c.id].sort())
      expect((await within('reading')).ids).toEqual([a.id])
      await mark(a, { state: 'finished' }, reader)
      await mark(b, { state: 'abandoned' }, reader)
      expect((await within('reading')).total).toBe(0)
      expect((await within('finished')).ids).toEqual([a.id])
      expect((await within('abandoned')).ids).toEqual([b.id])
      expect((await within('unread')).ids).toEqual([c.id])
      expect((await list(world.other, `tag=${tag.id}&state=unread`)).total).toBe(3)
      await world.admin.delete(`/api/books/${b.id}`)
      expect((await within('abandoned')).total).toBe(0)
    })

    it('sorts it by when the reader was last in each', async () => {
      const reader = await world.signUp()
      const tag = await make.tag()
      const books = [await make.book(), await make.book(), await make.book(), await make.book()]
      for (const { id } of books) await make.link(id, { tags: [tag.id] })
      const [a, b, c, d] = books as [BookJson, BookJson, BookJson, BookJson]
      await report(b, 0.2, '2026-01-03T10:00:00Z', {}, reader)
      await report(c, 0.2, '2026-01-01T10:00:00Z', {}, reader)
      const sorted = (query: string) => list(reader, `tag=${tag.id}&sort=lastRead&${query}`)
      const newest = await sorted('direction=desc')
      expect(newest.ids.slice(0, 2)).toEqual([b.id, c.id])
      expect(newest.ids.slice(2).sort()).toEqual([a.id, d.id].sort())
      expect(newest.total).toBe(4)
      expect((await sorted('direction=asc')).ids.slice(0, 2)).toEqual([c.id, b.id])
      const pages = [0, 1, 2, 3, 4].map((offset) =>
        list(reader, `tag=${tag.id}&sort=lastRead&direction=desc&limit=1&offset=${offset}`),
      )
      expect((await Promise.all(pages)).flatMap(({ ids }) => ids)).toEqual(newest.ids)
      expect((await list(reader, 'sort=lastRead&direction=desc')).ids.slice(0, 2)).toEqual([b.id, c.id])
      expect((await sorted('direction=desc&state=reading')).ids).toEqual([b.id, c.id])
    })
  })

  describe('places', () => {
    const places = async (book: { id: string }, query = '') =>
      (await world.user.get(`${at(book)}/places${query}`)).json()

    it('come as sittings, newest first, to go back to', async () => {
      const book = await make.book()
      const file = await fileOf(book)
      for (const [minute, fraction] of [
        [0, 0.1],
        [5, 0.12],
        [10, 0.15],
        [15, 0.6],
        [20, 0.61],
      ] as const) {
        const time = `2026-01-01T10:${String(minute).padStart(2, '0')}:00Z`
        await report(book, fraction, time, { locator: `epubcfi(${minute})`, file_id: file.id, device: 'Firefox' })
      }
      const { sittings, current, left, latest, next } = await places(book)
      expect(sittings).toMatchObject([
        {
          startFraction: 0.6,
          fraction: 0.61,
          locator: 'epubcfi(20)',
          fileId: file.id,
          source: 'web',
          device: 'Firefox',
        },
        { startFraction: 0.1, fraction: 0.15, startedAt: '2026-01-01T10:00:00.000Z', at: '2026-01-01T10:10:00.000Z' },
      ])
      expect(current).toMatchObject({ fraction: 0.61 })
      expect(latest).toEqual([current])
      expect([left, next]).toEqual([null, null])
    })

    it('say when another device has moved the reader back, until they are there again', async () => {
      const book = await make.book()
      await report(book, 0.6, '2026-01-01T10:00:00Z', { locator: 'epubcfi(/6)' })
      await report(book, 0.1, '2026-01-02T10:00:00Z', { source: 'kobo', device: 'Libra', locator: 'chapter2#kobo.1' })
      const moved = await places(book)
      expect(moved.current).toMatchObject({ fraction: 0.1, source: 'kobo' })
      expect(moved.left).toMatchObject({ fraction: 0.6, source: 'web', locator: 'epubcfi(/6)' })
      expect(moved.sittings).toMatchObject([
        { source: 'kobo', isJumpBack: true },
        { source: 'web', isJumpBack: false },
      ])
      expect(moved.latest).toMatchObject([{ source: 'kobo' }, { source: 'web', fraction: 0.6 }])
      await report(book, 0.2, '2026-01-02T11:00:00Z', { source: 'kobo', device: 'Libra' })
      expect((await places(book)).left).toMatchObject({ fraction: 0.6 })
      await report(book, 0.6, '2026-01-02T12:00:00Z', { locator: 'epubcfi(/6)' })
      const back = await places(book)
      expect(back).toMatchObject({ left: null, current: { fraction: 0.6, source: 'web' } })
    })

    it('that arrive late are history and no jump', async () => {
      const book = await make.book()
      await report(book, 0.6, '2026-01-02T10:00:00Z')
      await report(book, 0.1, '2026-01-01T10:00:00Z', { source: 'kosync', locator: '/body/DocFragment[2]/body/p[1]' })
      expect(await places(book)).toMatchObject({ left: null, current: { source: 'web' } })
      expect((await places(book)).sittings.map(({ source }: { source: string }) => source)).toEqual(['web', 'kosync'])
    })

    it('of a long time come page by page', async () => {
      const book = await make.book()
      const key = await world.db.reader
        .selectFrom('books')
        .select('id')
        .where('public_id', '=', book.id)
        .executeTakeFirstOrThrow()
      const user = await world.db.reader
        .selectFrom('users')
        .select('id')
        .where('public_id', '=', world.user.id)
        .executeTakeFirstOrThrow()
      const rows = Array.from({ length: 1_200 }, (_, n) => ({
        user_id: user.id,
        book_id: key.id,
        file_id: null,
        source: 'web',
        device: null,
        fraction: 0.5,
        locator: null,
        at: new Date(Date.parse('2025-01-01T00:00:00Z') + n * 3_600_000).toISOString(),
        created_at: '2026-01-01T00:00:00.000Z',
      }))
      for (let from = 0; from < rows.length; from += 400) {
        await world.db.writer
          .insertInto('reading_events')
          .values(rows.slice(from, from + 400))
          .execute()
      }
      const times: string[] = []
      let page = await places(book)
      for (let pages = 0; pages < 9; pages++) {
        times.push(...page.sittings.map((sitting: { at: string }) => sitting.at))
        if (page.next === null) break
        page = await places(book, `?before=${encodeURIComponent(page.next)}`)
      }
      expect(times).toEqual(rows.map((row) => row.at).reverse())
      expect((await world.user.get(`${at(book)}/places?before=x`)).statusCode).toBe(400)
    })
  })
})
