import { expect, it } from 'vitest'
import { BookLists } from '#domain/catalog/book-lists.ts'
import { editManyBooks } from '#domain/reading/edit-books-at-once.ts'
import { enqueue, jobsByName } from '#jobs/outbox.ts'
import { systemClock } from '#kernel/clock.ts'
import { silentLogger } from '#kernel/logger.ts'
import { onEveryApp } from '#test/support/app.ts'
import { recording } from '#test/support/recording.ts'
import { booksOf } from './books-world.ts'

interface Answer {
  count: number
  changeId: string | null
  jobId: string | null
  statesBefore: { state: string; ids: string[] }[]
}

onEveryApp('changing many books in one go', (world) => {
  const make = booksOf(world)
  const change = (selection: object, what: object) =>
    world.user.post('/api/web/books/bulk', { selection, change: what })
  const undo = (changeId: string | null) => world.user.post(`/api/web/changes/${changeId}/undo`, {})
  const several = async (count: number) =>
    (await Promise.all(Array.from({ length: count }, () => make.book()))).map(({ id }) => id)

  it('adds and takes away tags, and undoes both', async () => {
    const ids = await several(3)
    const [old, fresh] = [await make.tag(), make.unique('Fresh')]
    for (const id of ids) await make.link(id, { tags: [old.id] })

    const answer = (await change({ ids }, { kind: 'tags', add: [fresh], remove: [old.name] })).json<Answer>()

    expect(answer).toMatchObject({ count: 3, jobId: null })
    const tagsNow = async () => Promise.all(ids.map(async (id) => (await make.read(id)).tags.map(({ name }) => name)))
    expect(await tagsNow()).toEqual([[fresh], [fresh], [fresh]])
    expect((await undo(answer.changeId)).json()).toEqual({ undone: 3 })
    expect(await tagsNow()).toEqual([[old.name], [old.name], [old.name]])
  })

  it('numbers a series in the order of the books that were chosen', async () => {
    const ids = await several(3)
    const name = make.unique('Row')

    await change({ ids: ids.toReversed() }, { kind: 'series', name, from: 4 })

    const places = await Promise.all(ids.map(async (id) => (await make.read(id)).series))
    expect(places.map(([entry]) => [entry?.series.name, entry?.position])).toEqual([
      [name, 6],
      [name, 5],
      [name, 4],
    ])
  })

  it('finds books by filters, without those that were taken out of the choice', async () => {
    const ids = await several(4)
    const tag = await make.tag()
    for (const id of ids) await make.link(id, { tags: [tag.id] })
    const selection = { filters: { tag: tag.id }, except: [ids[1]] }

    const answer = (await change(selection, { kind: 'authors', names: ['Nora New'], isReplacing: true })).json<Answer>()

    expect(answer.count).toBe(3)
    const authors = await Promise.all(ids.map(async (id) => (await make.read(id)).authors.map(({ name }) => name)))
    expect(authors).toEqual([['Nora New'], [], ['Nora New'], ['Nora New']])
  })

  it('throws books out of the library and brings them back', async () => {
    const ids = await several(2)

    const { changeId } = (await change({ ids }, { kind: 'delete' })).json<Answer>()

    expect((await world.user.get(`/api/books/${ids[0]}`)).statusCode).toBe(404)
    await undo(changeId)
    expect((await world.user.get(`/api/books/${ids[0]}`)).statusCode).toBe(200)
  })

  it('marks books as read for the caller alone, and says what they were', async () => {
    const ids = await several(2)
    await world.user.put(`/api/web/books/${ids[0]}/state`, { state: 'abandoned' })

    const { statesBefore } = (await change({ ids }, { kind: 'state', state: 'finished' })).json<Answer>()

    expect(statesBefore.toSorted((a, b) => (a.state < b.state ? -1 : 1))).toEqual([
      { state: 'abandoned', ids: [ids[0]] },
      { state: 'unread', ids: [ids[1]] },
    ])
    const finished = async (who: typeof world.user) =>
      (await who.get('/api/web/books?state=finished')).json<{ items: { id: string }[] }>().items.map(({ id }) => id)
    expect(await finished(world.user)).toEqual(expect.arrayContaining(ids))
    expect(await finished(world.other)).toEqual([])
  })

  it('leaves very many to a job that tells how far it is, and whose whole work is undone at once', async () => {
    const tag = await make.tag()
    const first = await make.book()
    const { id: tagId } = await world.db.reader
      .selectFrom('tags')
      .select('id')
      .where('public_id', '=', tag.id)
      .executeTakeFirstOrThrow()
    const { id, ...row } = await world.db.reader
      .selectFrom('books')
      .selectAll()
      .where('public_id', '=', first.id)
      .executeTakeFirstOrThrow()
    await world.db.writer.transaction().execute(async (trx) => {
      for (let n = 0; n < 310; n++) {
        const publicId = world.db.dialect.newPublicId()
        const { id: book_id } = await trx
          .insertInto('books')
          .values({ ...row, public_id: publicId, foreign_id: `local:book:${publicId}` })
          .returning('id')
          .executeTakeFirstOrThrow()
        await trx.insertInto('book_tags').values({ book_id, tag_id: tagId }).execute()
      }
      await world.db.dialect.revision.touch(trx)
    })

    const wish = { kind: 'language', language: 'de' }
    const answer = (await change({ filters: { tag: tag.id }, except: [] }, wish)).json<Answer>()

    expect(answer).toMatchObject({ count: 310, changeId: null })
    const asked = world.announced.findLast((item) => item.kind === 'job' && item.name === editManyBooks.name)
    if (asked?.kind !== 'job') throw new Error('no job was asked for')
    await world.db.writer
      .transaction()
      .execute((trx) => enqueue(trx, world.db.dialect, jobsByName([editManyBooks]), [asked]))
    const { transaction } = recording(world.db)
    const { reader: db, dialect } = world.db
    const deps = { db, dialect, transaction, lists: new BookLists({ db, long: db, dialect }), clock: systemClock }
    const steps: number[] = []
    await editManyBooks.run(deps, asked.payload as Parameters<typeof editManyBooks.run>[1], {
      jobId: 'j',
      attempt: 1,
      signal: new AbortController().signal,
      log: silentLogger,
      progress: ({ done }) => steps.push(done),
    })
    expect(steps).toEqual([50, 100, 150, 200, 250, 300, 310])
    const german = async () =>
      (await world.user.get(`/api/web/books?tag=${tag.id}&language=ger`)).json<{ total: number }>().total
    expect(await german()).toBe(310)
    const status = (await world.user.get(`/api/web/books/bulk/${answer.jobId}`)).json<{ changeId: string }>()
    expect((await world.other.get(`/api/web/books/bulk/${answer.jobId}`)).statusCode).toBe(404)
    expect((await undo(status.changeId)).json()).toEqual({ undone: 310 })
    expect(await german()).toBe(0)
  })

  it('refuses a wish that says nothing, and a library that is not there', async () => {
    const ids = await several(1)

    expect((await change({ ids }, { kind: 'tags', add: [], remove: [] })).statusCode).toBe(400)
    expect((await change({ ids }, { kind: 'series', name: ' ', from: null })).statusCode).toBe(400)
    expect((await change({ ids }, { kind: 'library', library: 'nowhere', isMoving: true })).statusCode).toBe(404)
  })
})
