import { beforeAll, beforeEach, expect, it } from 'vitest'
import { setRole } from '#domain/identity/set-role.ts'
import { acquisitionClient, acquisitionLogin, byKey } from '#test/support/acquisition.ts'
import { onEveryApp } from '#test/support/app.ts'
import { foundAuthor, foundWork, libraryOfWorks } from '#test/support/library-of-works.ts'

const EMMA_ISBN = '9780141439587'
const UNHEARD_OF_ISBN = '9783161484100'

const austen = { name: 'Jane Austen', foreignId: 'OL1A' }
const emma = foundWork('OL1W', 'Emma', {
  ...{ authors: [austen], imageUrl: 'https://covers.test/emma.jpg', releaseDate: '1815', language: 'eng' },
  ...{ isbns: [EMMA_ISBN], description: 'A long one, which no list needs.' },
})
const library = libraryOfWorks()
library.authors.set('OL1A', foundAuthor('OL1A', 'Jane Austen', { ratingsCount: 12, disambiguation: 'novelist' }))
library.authors.set('OL2A', foundAuthor('OL2A', 'Jane Austen-Leigh', { imageUrl: 'https://covers.test/leigh.jpg' }))
library.works.set('OL1A', [emma, foundWork('OL2W', 'Persuasion', { authors: [austen] })])

onEveryApp(
  'looking for what is not here yet',
  (world) => {
    const books = (words: string, by: Pick<typeof world.user, 'get'> = world.user) =>
      by.get(`/api/web/found-books?q=${encodeURIComponent(words)}`)
    const people = (words: string, headers: Record<string, string>) =>
      world.anonymous.get(`/api/web/found-authors?q=${encodeURIComponent(words)}`, { headers })
    const titles = (answer: { json<T>(): T }) => answer.json<{ title: string }[]>().map(({ title }) => title)

    beforeAll(async () => {
      await setRole(world.deps, { publicId: world.user.id, role: 'reader' })
      await setRole(world.deps, { publicId: world.other.id, role: 'member' })
    })
    beforeEach(() => {
      library.isDown = false
    })

    it('shows readers of a book what they need to know it by, and nothing else', async () => {
      const answer = await books('emm')
      expect([answer.statusCode, answer.json()]).toEqual([
        200,
        [
          {
            foreignBookId: 'OL1W',
            title: 'Emma',
            author: { foreignAuthorId: 'OL1A', authorName: 'Jane Austen' },
            imageUrl: 'https://covers.test/emma.jpg',
            releaseDate: '1815',
            language: 'eng',
            mediaType: 'ebook',
            metadataProvider: 'openlibrary',
          },
        ],
      ])
      expect(titles(await books('sense and'))).toEqual([])
    })

    it.each([EMMA_ISBN, '978-0-14-143958-7', '0141439580'])('knows the one book of the ISBN %s', async (isbn) => {
      expect(titles(await books(isbn))).toEqual(['Emma'])
    })

    it('finds nothing for an ISBN that nobody knows, or that was typed wrong', async () => {
      for (const isbn of [UNHEARD_OF_ISBN, '9780141439588']) {
        const answer = await books(isbn)
        expect([answer.statusCode, answer.json()]).toEqual([200, []])
      }
    })

    it('shows people to those who may follow them, and to nobody else', async () => {
      const member = await acquisitionLogin(world, world.other)
      const answer = await people('jane austen', member)
      expect(answer.json()).toEqual([
        {
          ...{ foreignAuthorId: 'OL1A', authorName: 'Jane Austen', disambiguation: 'novelist', ratingsCount: 12 },
          ...{ imageUrl: '', metadataProvider: 'openlibrary' },
        },
        {
          ...{ foreignAuthorId: 'OL2A', authorName: 'Jane Austen-Leigh', disambiguation: '', ratingsCount: 0 },
          ...{ imageUrl: 'https://covers.test/leigh.jpg', metadataProvider: 'openlibrary' },
        },
      ])
      const reader = await people('jane austen', { authorization: `Bearer ${world.user.token}` })
      expect([reader.statusCode, reader.json()]).toEqual([401, { error: expect.any(String) }])
      expect((await books('emma', world.anonymous)).statusCode).toBe(401)
    })

    it.each(['', 'e', 'e'.repeat(301)])('asks no provider for %j', async (words) => {
      library.isDown = true
      expect((await books(words)).statusCode).toBe(400)
      expect((await people(words, { 'x-api-key': 'wrong' })).statusCode).toBe(401)
    })

    it('says so where no provider answers, rather than that there is nothing', async () => {
      library.isDown = true
      const member = acquisitionClient(world, await acquisitionLogin(world, world.other))
      const answers = [await books('emma'), await books(EMMA_ISBN), await member.get('/search/author?q=austen')]
      expect(answers.map(({ statusCode }) => statusCode)).toEqual([502, 502, 502])
      for (const answer of answers) expect(answer.json()).toEqual({ error: expect.stringContaining('provider') })
    })

    it('records nothing of what was only looked at', async () => {
      await books('emma')
      const { items } = (await byKey(world).get('/book')).json<{ items: object[] }>()
      expect(items).toEqual([])
    })
  },
  {},
  { sources: library.sources },
)
