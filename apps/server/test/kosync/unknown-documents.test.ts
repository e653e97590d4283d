import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { type Account, onEveryApp } from '#test/support/app.ts'
import { booksOf } from '../library-api/books-world.ts'

const md5 = (text: string) => createHash('md5').update(text).digest('hex')
const inbox = '/api/web/unknown-documents'

onEveryApp('documents of KOReader that match no book', (world) => {
  const make = booksOf(world)

  async function koreaderOf(account: Account) {
    const username = make.unique('reader').replace(' ', '-')
    await account.put('/api/kosync/credentials', { username, password: 'correct horse' })
    const headers = { 'x-auth-user': username, 'x-auth-key': md5('correct horse') }
    return (document: string, percentage: number, more = {}) =>
      world.anonymous.put(
        '/syncs/progress',
        { document, progress: '/body/p[1]', percentage, device: 'Clara', device_id: 'c1', ...more },
        { headers },
      )
  }
  const waiting = async (account: Account): Promise<{ id: string; title: string | null }[]> =>
    (await account.get(inbox)).json().items

  it('wait with their device, their place and what the device says of them, for their reader alone', async () => {
    const push = await koreaderOf(world.user)
    await push(md5('a'), 0.25, { metadata: { title: 'Somewhere', authors: 'A. Writer', filename: 'somewhere.pdf' } })

    const [document] = await waiting(world.user)

    expect(document).toMatchObject({
      device: 'Clara',
      fraction: 0.25,
      title: 'Somewhere',
      authors: 'A. Writer',
      fileName: 'somewhere.pdf',
    })
    expect(await waiting(world.other)).toEqual([])
    const book = await make.book()
    const strangers = [
      await world.other.put(`${inbox}/${document?.id}/book`, { bookId: book.id }),
      await world.other.delete(`${inbox}/${document?.id}`),
    ]
    expect(strangers.map(({ statusCode }) => statusCode)).toEqual([404, 404])
    expect((await world.user.get('/api/web/devices')).json().koreader).toMatchObject({
      unknown: 1,
      devices: [{ name: 'Clara', documents: 1 }],
    })
  })

  it('become a book once and for all: the place joins, and so do later ones', async () => {
    const push = await koreaderOf(world.user)
    await push(md5('b'), 0.4)
    const [document] = await waiting(world.user)
    const book = await make.book()
    const place = async () => (await world.user.get(`/api/web/books/${book.id}/places`)).json().current

    expect((await world.user.put(`${inbox}/${document?.id}/book`, { bookId: book.id })).statusCode).toBe(204)

    expect(await place()).toMatchObject({ fraction: 0.4, source: 'kosync', device: 'Clara' })
    expect((await waiting(world.user)).map(({ id }) => id)).not.toContain(document?.id)
    await push(md5('b'), 0.5)
    expect(await place()).toMatchObject({ fraction: 0.5 })
    const again = await world.user.put(`${inbox}/${document?.id}/book`, { bookId: book.id })
    expect([again.statusCode, again.json().error]).toEqual([409, expect.stringMatching(/belongs to a book/)])
  })

  it('are forgotten on demand, and only those without a book', async () => {
    const push = await koreaderOf(world.user)
    await push(md5('c'), 0.1)
    const [document] = await waiting(world.user)
    expect((await world.user.put(`${inbox}/${document?.id}/book`, { bookId: 'unknown' })).statusCode).toBe(404)

    expect((await world.user.delete(`${inbox}/${document?.id}`)).statusCode).toBe(204)

    expect((await world.user.delete(`${inbox}/${document?.id}`)).statusCode).toBe(404)
    await push(md5('c'), 0.2)
    expect((await waiting(world.user))[0]).toMatchObject({ fraction: 0.2 })
  })

  it('come a page at a time', async () => {
    const push = await koreaderOf(world.other)
    for (let n = 0; n < 52; n++) await push(md5(`many ${n}`), n / 100)
    const first = (await world.other.get(inbox)).json()
    const second = (await world.other.get(`${inbox}?before=${encodeURIComponent(first.next)}`)).json()
    expect([first.items.length, second.items.length, second.next]).toEqual([50, 2, null])
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(52)
    expect((await world.other.get(`${inbox}?before=nonsense`)).statusCode).toBe(400)
  })
})
