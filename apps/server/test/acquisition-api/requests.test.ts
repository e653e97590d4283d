import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pngOf } from '@colophon/formats/testing/pictures.ts'
import { afterAll, expect, it } from 'vitest'
import { PICTURE_LIFE_MS, remotePictures } from '#domain/metadata/remote-pictures.ts'
import { createFileCache } from '#integrations/filesystem/file-cache.ts'
import { systemClock } from '#kernel/clock.ts'
import { byKey } from '#test/support/acquisition.ts'
import { onEveryApp } from '#test/support/app.ts'
import { foundAuthor, foundWork, libraryOfWorks } from '#test/support/library-of-works.ts'

const library = libraryOfWorks()
library.authors.set('OL1A', foundAuthor('OL1A', 'Ada Quillfeather'))
library.works.set(
  'OL1A',
  ['OL11W', 'OL12W', 'OL13W'].map((id) =>
    foundWork(id, `Book ${id}`, { authors: [{ name: 'Ada Quillfeather', foreignId: 'OL1A' }] }),
  ),
)

const COVER = 'https://covers.test/1.jpg'
const folder = mkdtempSync(join(tmpdir(), 'colophon-requests-'))
const pictures = remotePictures({
  fetcher: { fetch: async (address) => ({ status: address === COVER ? 200 : 404, bytes: pngOf(20, 30) }) },
  cache: createFileCache(folder, { maxAgeMs: PICTURE_LIFE_MS, maxBytes: 1 << 20 }),
  clock: systemClock,
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface RequestAnswer {
  id: string
  state: string
  decisionNote: string | null
  imageUrl: string | null
}

onEveryApp(
  'requests for books',
  (world) => {
    const ask = (foreignBookId: string, by = world.user) =>
      by.post('/api/web/requests', {
        ...{ foreignBookId, title: 'A book', authorName: 'Ada Quillfeather', imageUrl: COVER },
      })
    const makeReader = async (email: string) =>
      void (await world.db.writer.updateTable('users').set({ role: 'reader' }).where('email', '=', email).execute())

    it('are seen by whom they are of, and decided by somebody with more rights', async () => {
      await makeReader(world.user.email)
      const made = await ask('OL11W')
      expect(made.statusCode).toBe(201)
      const { id, imageUrl } = made.json<RequestAnswer>()
      expect(imageUrl).toBe('/api/v1/images?url=https%3A%2F%2Fcovers.test%2F1.jpg')
      expect((await ask('OL11W')).statusCode).toBe(409)
      expect((await world.user.get('/api/web/requests?whose=all')).statusCode).toBe(403)
      expect((await world.user.post(`/api/web/requests/${id}/approve`)).statusCode).toBe(403)
      expect((await world.other.delete(`/api/web/requests/${id}`)).statusCode).toBe(404)
      expect((await world.other.get('/api/web/requests')).json()).toMatchObject({ total: 0 })
      const approved = await world.admin.post(`/api/web/requests/${id}/approve`)
      expect(approved.json<RequestAnswer>()).toMatchObject({ state: 'approved' })
      expect((await world.admin.post(`/api/web/requests/${id}/approve`)).statusCode).toBe(409)
      const books = (await byKey(world).get('/wanted/missing')).json<{ foreignBookId: string; monitored: boolean }[]>()
      expect(books).toMatchObject([{ foreignBookId: 'OL11W', monitored: true }])
      expect(world.announced.some(({ name }) => name === 'monitoring.book-wanted')).toBe(true)
    })

    it('show their cover to whoever may ask, and no other picture of what is here', async () => {
      const { imageUrl } = (await ask('OL13W')).json<RequestAnswer>()
      for (const reader of [world.user, world.user.withCookie, world.admin]) {
        const shown = await reader.get(imageUrl ?? '')
        expect([shown.statusCode, shown.headers['content-type']]).toEqual([200, 'image/png'])
      }
      expect((await world.anonymous.get(imageUrl ?? '')).statusCode).toBe(401)
      const { id } = await world.db.reader.selectFrom('books').select('id').executeTakeFirstOrThrow()
      await world.db.writer.updateTable('books').set({ cover: COVER }).where('id', '=', id).execute()
      const byNumber = `/api/v1/images?url=${encodeURIComponent(`cover:${id}`)}`
      const statuses = await Promise.all([world.user, world.admin].map((by) => by.get(byNumber)))
      expect(statuses.map(({ statusCode }) => statusCode)).toEqual([404, 200])
      await world.db.writer.deleteFrom('book_requests').where('foreign_book_id', '=', 'OL13W').execute()
    })

    it('can be declined with a word why, or withdrawn', async () => {
      const first = (await ask('OL12W')).json<RequestAnswer>()
      const declined = await world.admin.post(`/api/web/requests/${first.id}/decline`, { note: ' not for us ' })
      expect(declined.json()).toMatchObject({ state: 'declined', decisionNote: 'not for us' })
      const second = (await ask('OL12W')).json<RequestAnswer>()
      expect((await world.user.delete(`/api/web/requests/${second.id}`)).statusCode).toBe(204)
      expect((await world.user.delete(`/api/web/requests/${second.id}`)).statusCode).toBe(409)
    })

    it('have a limit for each person, in which what was withdrawn does not count', async () => {
      await byKey(world).put('/setting/requests.limit', { value: '3' })
      expect((await ask('OL13W')).statusCode).toBe(201)
      expect((await ask('OL14W')).statusCode).toBe(429)
      expect((await world.user.get('/api/web/requests')).json()).toMatchObject({
        quota: { most: 3, used: 3, days: 30 },
      })
      expect((await ask('OL14W', world.other)).statusCode).toBe(201)
    })

    it('ask for books that a provider knows', async () => {
      expect((await ask('nonsense', world.other)).statusCode).toBe(400)
    })

    it('are on their way on the first page of whoever asked, and once approved for those who get books', async () => {
      const reader = await world.signUp()
      await makeReader(reader.email)
      // What became of the requests before.
      await world.db.writer.updateTable('books').set({ is_monitored: false }).execute()
      const isComing = async (by: typeof reader) =>
        (await by.get('/api/web/home')).json<{ isComing: boolean }>().isComing
      expect(await isComing(reader)).toBe(false)
      const { id } = (await ask('OL13W', reader)).json<RequestAnswer>()
      expect(await isComing(reader)).toBe(true)
      expect(await isComing(world.admin)).toBe(false)
      await world.admin.post(`/api/web/requests/${id}/approve`)
      expect(await isComing(reader)).toBe(true)
      expect(await isComing(world.admin)).toBe(true)
      const another = await world.signUp()
      await makeReader(another.email)
      expect(await isComing(another)).toBe(false)
    })
  },
  {},
  { sources: library.sources, pictures },
)
