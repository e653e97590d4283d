import { describe, expect, it } from 'vitest'
import { type Account, onEveryApp } from '#test/support/app.ts'
import { booksOf } from '../library-api/books-world.ts'

onEveryApp('annotations', (world) => {
  const make = booksOf(world)
  const inWeb = (book: { id: string }) => `/api/web/books/${book.id}/annotations`
  const patch = (account: Account, id: string, body: object) =>
    account.send('PATCH', `/api/web/annotations/${id}`, { payload: body })
  const highlight = (quote = 'Call me Ishmael.', more: object = {}) => ({
    kind: 'highlight',
    quote,
    color: 'yellow',
    locator: 'epubcfi(/6/4!/4/2,/1:0,/1:9)',
    fraction: 0.1,
    chapter: 'Loomings',
    ...more,
  })

  it('come back as they were made, in the order of the book', async () => {
    const book = await make.book()
    const { paths } = await make.library()
    const file = await make.file(book.id, `${paths[0]}/a.epub`)
    const late = await world.user.post(inWeb(book), { kind: 'bookmark', locator: 'page:12', fraction: 0.9 })
    const made = await world.user.post(inWeb(book), highlight('Early', { note: 'Yes', fileId: file.id }))
    expect(made.statusCode).toBe(201)
    expect(made.json()).toMatchObject({
      ...highlight('Early', { note: 'Yes' }),
      fileId: file.id,
      isMine: true,
      userName: 'Ulla',
    })
    expect((await world.user.get(inWeb(book))).json()).toEqual([made.json(), late.json()])
  })

  it.each([
    ['a highlight without its passage', { kind: 'highlight', quote: ' ' }],
    ['a note without words', { kind: 'note', note: '' }],
    ['a bookmark without a place', { kind: 'bookmark' }],
    ['a colour that is none', highlight('x', { color: 'red; background: url(x)' })],
    ['a place beyond the end', highlight('x', { fraction: 2 })],
    ['another kind', highlight('x', { kind: 'scribble' })],
  ])('refuse %s', async (_, body) => {
    const book = await make.book()
    expect((await world.user.post(inWeb(book), body)).statusCode).toBe(400)
    expect((await world.user.get(inWeb(book))).json()).toEqual([])
  })

  it('change in what is given and keep the rest', async () => {
    const book = await make.book()
    const { id } = (await world.user.post(inWeb(book), highlight())).json()
    expect((await patch(world.user, id, { note: 'Hm', color: 'blue' })).json()).toMatchObject({
      quote: 'Call me Ishmael.',
      note: 'Hm',
      color: 'blue',
    })
    expect((await patch(world.user, id, { note: null })).json()).toMatchObject({ note: null, color: 'blue' })
    expect((await patch(world.user, id, { quote: null })).statusCode).toBe(400)
    expect((await world.user.delete(`/api/web/annotations/${id}`)).statusCode).toBe(204)
    expect((await world.user.get(inWeb(book))).json()).toEqual([])
  })

  it('are one thing on both surfaces', async () => {
    const book = await make.book()
    const inLibrary = `/api/books/${book.id}/annotations`
    await world.user.post(inWeb(book), highlight('The passage'))
    await world.user.post(inWeb(book), highlight('Another', { note: 'What I think' }))
    await world.user.post(inWeb(book), { kind: 'bookmark', locator: 'time:83.5' })
    await world.user.post(inLibrary, { text: ' from a script ', cfi: '/4/2' })
    const texts = (await world.user.get(inLibrary)).json().map(({ text }: { text: string }) => text)
    expect(texts).toEqual(['The passage', 'What I think', '1:23', ' from a script '])
    expect((await world.user.get(inWeb(book))).json()).toContainEqual(
      expect.objectContaining({ kind: 'note', note: ' from a script ', locator: '/4/2', quote: null }),
    )
  })

  it('keep the passage when a client that knows only text writes it back', async () => {
    const book = await make.book()
    const { id } = (await world.user.post(inWeb(book), highlight('The passage'))).json()
    const [shown] = (await world.user.get(`/api/books/${book.id}/annotations`)).json()
    await world.user.put(`/api/annotations/${id}`, { text: shown.text, cfi: shown.cfi })
    const [kept] = (await world.user.get(inWeb(book))).json()
    expect(kept).toMatchObject({ quote: 'The passage', note: null, chapter: 'Loomings', fraction: 0.1 })
    await world.user.put(`/api/annotations/${id}`, { text: 'A thought', cfi: '/9' })
    const [changed] = (await world.user.get(inWeb(book))).json()
    expect(changed).toMatchObject({ quote: 'The passage', note: 'A thought', locator: '/9', chapter: null })
  })

  it('of others can be neither seen nor touched, by anybody', async () => {
    const book = await make.book()
    const { id } = (await world.user.post(inWeb(book), highlight('Secret words'))).json()
    for (const stranger of [world.other, world.admin]) {
      expect((await stranger.get(inWeb(book))).json()).toEqual([])
      expect((await stranger.get(`/api/books/${book.id}/annotations`)).json()).toEqual([])
      expect((await stranger.get('/api/web/annotations?q=secret')).json()).toEqual({ items: [], next: null })
      expect((await stranger.get(`${inWeb(book)}/export?format=json`)).body).not.toContain('Secret words')
      expect((await patch(stranger, id, { note: 'x' })).statusCode).toBe(404)
      expect((await stranger.delete(`/api/web/annotations/${id}`)).statusCode).toBe(404)
      expect((await stranger.get(`/api/annotations/${id}`)).statusCode).toBe(404)
      expect((await stranger.put(`/api/annotations/${id}`, { text: 'x' })).statusCode).toBe(404)
      expect((await stranger.delete(`/api/annotations/${id}`)).statusCode).toBe(404)
    }
    expect((await world.user.get(inWeb(book))).json()).toMatchObject([{ quote: 'Secret words', note: null }])
  })

  it('go with their book, and need one', async () => {
    const book = await make.book()
    const { id } = (await world.user.post(inWeb(book), highlight())).json()
    await world.admin.delete(`/api/books/${book.id}`)
    expect((await world.user.get(`/api/annotations/${id}`)).statusCode).toBe(404)
    expect((await world.user.get(inWeb(book))).statusCode).toBe(404)
    expect((await world.user.post(inWeb(book), highlight())).statusCode).toBe(404)
  })

  it('are written down as library contract 12.2 says, whoever wrote them', async () => {
    const book = await make.book()
    const { id } = (await world.user.post(inWeb(book), highlight())).json()
    await patch(world.user, id, { note: 'x' })
    await world.user.delete(`/api/web/annotations/${id}`)
    const log = (await world.admin.get('/api/audit-logs?limit=200')).json().entries
    const actions = log.flatMap((entry: { entity_id: string; action: string }) =>
      entry.entity_id === id ? entry.action : [],
    )
    expect(actions.sort()).toEqual(['annotation.created', 'annotation.deleted', 'annotation.updated'])
  })

  describe('in the notebook', () => {
    it('come newest first, page by page, each once', async () => {
      const reader = await world.signUp()
      const books = [await make.book(), await make.book()]
      const made: string[] = []
      for (let n = 0; n < 7; n++) {
        const answer = await reader.post(inWeb(books[n % 2] as { id: string }), highlight(`Passage ${n}`))
        made.unshift(answer.json().id)
      }
      const seen: string[] = []
      let after = ''
      for (let page = 0; page < 4; page++) {
        const { items, next } = (await reader.get(`/api/web/annotations?limit=3${after}`)).json()
        seen.push(...items.map(({ id }: { id: string }) => id))
        if (!next) break
        after = `&after=${encodeURIComponent(next)}`
      }
      expect(new Set(seen)).toEqual(new Set(made))
      expect(seen).toHaveLength(7)
      const [first] = (await reader.get('/api/web/annotations?limit=1')).json().items
      expect(first.book).toMatchObject({ title: expect.any(String), authors: [] })
      expect((await reader.get('/api/web/annotations?after=yesterday')).statusCode).toBe(400)
    })

    it('are narrowed by kind, colour, book and words, ignoring marks and case', async () => {
      const reader = await world.signUp()
      const [one, two] = [await make.book({ title: 'Über die Berge' }), await make.book()]
      await reader.post(inWeb(one), highlight('Süße Früchte', { color: 'green' }))
      await reader.post(inWeb(one), { kind: 'note', note: 'Percent: 100% _sure_' })
      await reader.post(inWeb(two), { kind: 'bookmark', locator: 'page:3', chapter: 'The Fruit' })
      const count = async (query: string) => (await reader.get(`/api/web/annotations?${query}`)).json().items.length
      expect(await count('kind=note')).toBe(1)
      expect(await count('color=green')).toBe(1)
      expect(await count('color=pink')).toBe(0)
      expect(await count(`book=${one.id}`)).toBe(2)
      expect(await count('book=unknown')).toBe(0)
      expect(await count('q=SUSSE')).toBe(1)
      expect(await count('q=fru')).toBe(2)
      expect(await count('q=uchte')).toBe(0)
      expect(await count('q=berge')).toBe(2)
      expect(await count(`q=${encodeURIComponent('100% sure')}`)).toBe(1)
      expect(await count(`q=${encodeURIComponent('%')}`)).toBe(3)
    })
  })

  it('are taken along as Markdown and as JSON', async () => {
    const book = await make.book({ title: 'Moby-Dick; or, "The Whale"' })
    await world.user.post(inWeb(book), highlight('Call me\nIshmael.', { note: 'A beginning' }))
    await world.user.post(inWeb(book), { kind: 'bookmark', locator: 'page:12', fraction: 0.5 })
    const markdown = await world.user.get(`${inWeb(book)}/export?format=markdown`)
    expect(markdown.headers['content-type']).toBe('text/markdown; charset=utf-8')
    expect(markdown.headers['content-disposition']).toContain('attachment; filename=')
    expect(markdown.body).toContain(
      '# Moby-Dick; or, "The Whale"\n\n## Loomings\n\n> Call me\n> Ishmael.\n\nA beginning\n',
    )
    expect(markdown.body).toContain('*Bookmark, Page 12, ')
    const { title, annotations } = (await world.user.get(`${inWeb(book)}/export?format=json`)).json()
    expect(title).toBe('Moby-Dick; or, "The Whale"')
    expect(annotations).toEqual((await world.user.get(inWeb(book))).json())
    expect((await world.user.get(`${inWeb(book)}/export?format=exe`)).statusCode).toBe(400)
  })
})
