import { expect, it } from 'vitest'
import { syncAuthor } from '#domain/monitoring/sync-catalogue.ts'
import { byKey } from '#test/support/acquisition.ts'
import { onEveryApp } from '#test/support/app.ts'
import { foundAuthor, foundWork, libraryOfWorks } from '#test/support/library-of-works.ts'

const library = libraryOfWorks()

interface BookAnswer {
  id: number
  title: string
  status: string
  monitored: boolean
  foreignBookId: string
  authorId: number
}

interface AuthorAnswer {
  id: number
  authorName: string
  foreignAuthorId: string
  books?: BookAnswer[]
  lastSync?: Record<string, unknown>
}

onEveryApp(
  'authors and books of the acquisition API',
  (world) => {
    const key = () => byKey(world)
    const deps = () => ({ ...world.deps, sources: library.sources })
    const sync = (authorId: number, kind: 'first' | 'refresh', isSearchedFor = false) =>
      syncAuthor(deps(), { authorId, kind, isSearchedFor }, new AbortController().signal)
    const author = async (id: number) => (await key().get(`/author/${id}`)).json<AuthorAnswer>()
    const titles = async (id: number) => ((await author(id)).books ?? []).map(({ title }) => title)
    const wanted = () => world.announced.filter((item) => item.name === 'monitoring.book-wanted')

    async function add(foreignAuthorId: string, name: string, body: object = {}) {
      library.authors.set(foreignAuthorId, foundAuthor(foreignAuthorId, name))
      const answer = await key().post('/author', { foreignAuthorId, monitored: true, ...body })
      expect(answer.statusCode).toBe(201)
      return answer.json<AuthorAnswer>()
    }

    it('an author is added once, and the works are listed and searched for once, however often the job runs', async () => {
      library.works.set('OL1A', [
        foundWork('OL11W', 'The Lantern Road', { releaseDate: '2001', isbns: ['9791000000312'] }),
        foundWork('OL12W', 'Die Laternenstraße', { editionLanguages: ['ger'] }),
        foundWork('OL13W', 'Study Guide: The Lantern Road'),
      ])
      const { id } = await add('OL1A', 'Ada Quillfeather', { searchOnAdd: true })
      expect(world.announced.at(-1)).toMatchObject({ name: 'monitoring.author-added', payload: { authorId: id } })
      expect((await key().post('/author', { foreignAuthorId: 'OL1A' })).json()).toMatchObject({ canonicalAuthorId: id })
      expect(
        (await key().post('/author', { foreignAuthorId: 'OL99A', authorName: 'Quillfeather, Ada' })).statusCode,
      ).toBe(409)
      await sync(id, 'first', true)
      await sync(id, 'first', true)
      expect(await titles(id)).toEqual(['The Lantern Road'])
      expect(wanted()).toHaveLength(1)
      expect((await author(id)).lastSync).toMatchObject({ total: 3, skippedLanguage: 1, skippedJunk: 1 })
    })

    it('a work that a later look finds joins the book that it is, or comes only where that is wanted', async () => {
      library.works.set('OL2A', [foundWork('OL21W', 'Salt and Cedar', { releaseDate: '1999' })])
      const { id } = await add('OL2A', 'Bram Oakhurst', { monitorMode: 'future' })
      await sync(id, 'first')
      library.works.set('OL2A', [
        foundWork('OL22W', 'Salt and Cedar (Anniversary Edition)', { releaseDate: '1999' }),
        foundWork('OL23W', 'Cedar Again', { releaseDate: '2099-01-01' }),
      ])
      await key().put(`/author/${id}`, { monitorNewItems: 'none' })
      await sync(id, 'refresh')
      expect(await titles(id)).toEqual(['Salt and Cedar'])
      expect((await author(id)).lastSync).toMatchObject({ skippedNotAccepted: 1 })
      await key().put(`/author/${id}`, { monitorNewItems: 'all' })
      await sync(id, 'refresh')
      const { books } = await author(id)
      expect(books?.map(({ title, monitored }) => [title, monitored])).toEqual([
        ['Salt and Cedar', false],
        ['Cedar Again', true],
      ])
    })

    it('what somebody excluded stays away, also under another id', async () => {
      library.works.set('OL3A', [foundWork('OL31W', 'Kept'), foundWork('OL32W', 'Hidden')])
      const { id } = await add('OL3A', 'Nell Harrow')
      await sync(id, 'first')
      const hidden = (await author(id)).books?.find(({ title }) => title === 'Hidden')
      expect((await key().put(`/book/${hidden?.id}/exclude`, { excluded: true })).json()).toMatchObject({
        excluded: true,
      })
      library.works.set('OL3A', [foundWork('OL31W', 'Kept'), foundWork('OL33W', 'Hidden')])
      await sync(id, 'refresh')
      expect(await titles(id)).toEqual(['Kept'])
      expect((await key().get(`/book?authorId=${id}&includeExcluded=true`)).json()).toMatchObject({ total: 2 })
    })

    it('of an author of whom only one book was wanted no other comes by itself', async () => {
      library.authors.set('OL4A', foundAuthor('OL4A', 'Hester Vane'))
      const by = { authors: [{ name: 'Hester Vane', foreignId: 'OL4A' }] }
      library.works.set('OL4A', [
        foundWork('OL41W', 'The Glass Orchard', by),
        foundWork('OL42W', 'The Paper Orchard', by),
      ])
      const answer = await key().post('/author/book', { foreignBookId: 'OL41W', searchOnAdd: true })
      expect(answer.statusCode).toBe(201)
      const book = answer.json<BookAnswer>()
      expect(book).toMatchObject({ monitored: true, status: 'wanted' })
      await sync(book.authorId, 'refresh')
      expect(await titles(book.authorId)).toEqual(['The Glass Orchard'])
      expect(wanted().at(-1)).toMatchObject({ payload: { bookIds: [book.id], trigger: 'added' } })
    })

    it('a book of the library becomes the work of a provider, and stays at hand', async () => {
      const made = await world.admin.post('/api/authors', { name: 'Placeholder Person' })
      const book = (await world.admin.post('/api/books', { title: 'At Hand' })).json<{ id: string }>()
      await world.admin.put(`/api/books/${book.id}/authors`, { author_ids: [made.json<{ id: string }>().id] })
      library.authors.set('OL5A', foundAuthor('OL5A', 'Placeholder Person'))
      library.works.set('OL5A', [foundWork('OL51W', 'At Hand')])
      const answer = await key().post('/author', { foreignAuthorId: 'OL5A', monitored: true })
      expect([answer.statusCode, answer.json<AuthorAnswer>().foreignAuthorId]).toEqual([200, 'OL5A'])
      const { id } = answer.json<AuthorAnswer>()
      await sync(id, 'first')
      expect((await author(id)).books).toMatchObject([{ title: 'At Hand', foreignBookId: 'OL51W' }])
      expect((await world.admin.get(`/api/books/${book.id}`)).statusCode).toBe(200)
    })

    it('turning wanted while monitored has a book searched for, unless nothing is by itself', async () => {
      library.works.set('OL6A', [foundWork('OL61W', 'Turned')])
      const { id } = await add('OL6A', 'Percy Elder')
      await sync(id, 'first')
      const [book] = (await author(id)).books ?? []
      const turn = async () => {
        const before = wanted().length
        await key().put(`/book/${book?.id}`, { status: 'skipped' })
        await key().put(`/book/${book?.id}`, { status: 'wanted' })
        return wanted().length - before
      }
      expect(await turn()).toBe(1)
      await key().put('/setting/autoGrab.enabled', { value: 'false' })
      expect(await turn()).toBe(0)
      await key().delete('/setting/autoGrab.enabled')
    })

    it('lists of what is wanted are paged for the pages of ours', async () => {
      const all = (await key().get('/wanted/missing')).json<BookAnswer[]>()
      expect(all.length).toBeGreaterThan(2)
      const page = await world.admin.get('/api/web/wanted?limit=2&offset=1')
      expect(page.json()).toMatchObject({ total: all.length, items: all.slice(1, 3).map(({ id }) => ({ number: id })) })
    })

    it('deleting an author leaves books that others wrote too', async () => {
      const { id } = await add('OL7A', 'One Of Two')
      library.works.set('OL7A', [foundWork('OL71W', 'Alone')])
      await sync(id, 'first')
      const other = (await world.admin.post('/api/authors', { name: 'Second Writer' })).json<{ id: string }>()
      const book = (await world.admin.post('/api/books', { title: 'Together' })).json<{ id: string }>()
      const row = await world.db.reader
        .selectFrom('authors')
        .select('public_id')
        .where('id', '=', id)
        .executeTakeFirst()
      await world.db.writer.updateTable('authors').set({ is_library_visible: true }).where('id', '=', id).execute()
      await world.admin.put(`/api/books/${book.id}/authors`, { author_ids: [row?.public_id, other.id] })
      expect(await titles(id)).toEqual(['Alone', 'Together'])
      expect((await key().delete(`/author/${id}`)).statusCode).toBe(204)
      const left = (await world.admin.get(`/api/books/${book.id}`)).json<{ title: string }>()
      expect(left.title).toBe('Together')
      expect((await key().get('/book?search=alone')).json()).toMatchObject({ total: 0 })
    })
  },
  {},
  { sources: library.sources },
)
