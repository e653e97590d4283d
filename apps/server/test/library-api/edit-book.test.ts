import { join } from 'node:path'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { onEveryApp } from '#test/support/app.ts'
import { booksOf } from './books-world.ts'

onEveryApp('editing a book', (world) => {
  const make = booksOf(world)
  const form = async (id: string) => (await world.user.get(`/api/web/books/${id}/edit`)).json()
  const save = (id: string, body: object) => world.user.put(`/api/web/books/${id}/edit`, body)
  const page = async (id: string) => (await world.user.get(`/api/web/books/${id}`)).json()
  const undo = (changeId: string) => world.user.post(`/api/web/changes/${changeId}/undo`, {})

  it('saves all of it, makes people, series and tags that are new, and is undone as one', async () => {
    const author = await make.author()
    const book = await make.book({ title: 'Draft' })
    const { values, version, locked } = await form(book.id)
    const series = make.unique('Cycle')
    const wanted = {
      ...values,
      title: 'The Whole',
      subtitle: 'of it',
      sortTitle: 'Zz whole',
      creators: [
        { name: author.name.toUpperCase(), role: 'author' },
        { name: make.unique('New Person'), role: 'translator' },
      ],
      series: [{ name: series, position: '2.5' }],
      tags: [make.unique('mood')],
      genres: ['Fiction'],
      publisher: 'House',
      publishedOn: '1999-05',
      language: 'de',
      identifiers: [
        { scheme: 'isbn', value: '978-0-441-01359-3' },
        { scheme: 'doi', value: '10.1/x' },
      ],
      description: '<p onclick="x()">Text<script>alert(1)</script></p>',
    }
    const { changeId } = (await save(book.id, { version, values: wanted })).json()
    expect(await page(book.id)).toMatchObject({
      title: 'The Whole',
      subtitle: 'of it',
      description: '<p>Text</p>',
      creators: [
        { id: author.id, name: author.name, role: 'author' },
        { name: wanted.creators[1]?.name, role: 'translator' },
      ],
      series: [{ name: series, position: '2.5' }],
      tags: [{ name: wanted.tags[0] }],
      genres: ['Fiction'],
      publishedOn: '1999-05',
      identifiers: [
        { scheme: 'isbn', value: '9780441013593' },
        { scheme: 'doi', value: '10.1/x' },
      ],
    })
    const after = await form(book.id)
    expect(after.locked).toEqual(expect.arrayContaining(['title', 'creators', 'publishedOn', 'identifiers']))
    expect((await undo(changeId)).statusCode).toBe(200)
    expect(await form(book.id)).toEqual({ values, version, locked, libraries: after.libraries })
  })

  it('does not write over what somebody else saved meanwhile', async () => {
    const book = await make.book()
    const { values, version } = await form(book.id)
    await world.other.put(`/api/books/${book.id}`, { title: 'Theirs' })
    const refused = await save(book.id, { version, values: { ...values, title: 'Mine' } })
    expect(refused.statusCode).toBe(409)
    expect(refused.json().error).toContain('changed while you were editing')
    expect((await page(book.id)).title).toBe('Theirs')
  })

  it('writes nothing where nothing is another', async () => {
    const book = await make.book({ isbn13: '9780441013593', isbn10: '0441013597' })
    const { values, version } = await form(book.id)
    expect((await save(book.id, { version, values })).json()).toEqual({ changeId: null })
  })

  it.each([
    [{ title: '  ' }, 'title'],
    [{ publishedOn: '1999-13' }, '1813'],
    [{ publishedOn: 'soon' }, '1813'],
    [{ identifiers: [{ scheme: 'isbn', value: '9780441013594' }] }, 'last digit'],
    [{ identifiers: [{ scheme: 'isbn', value: '12' }] }, '10 or 13'],
  ])('refuses %j in words', async (wrong, words) => {
    const book = await make.book()
    const { values, version } = await form(book.id)
    const refused = await save(book.id, { version, values: { ...values, ...wrong } })
    expect([refused.statusCode, refused.json().error]).toEqual([400, expect.stringContaining(words)])
  })

  it('keeps a book in the libraries whose folders hold its files', async () => {
    const root = make.folder()
    const [own, extra] = [await make.library([root]), await make.library()]
    const book = await make.book()
    await make.file(book.id, join(root, 'here.epub'))
    const { values, version, libraries } = await form(book.id)
    expect(libraries).toContainEqual({ id: own.id, name: own.name, holdsFiles: true })
    await save(book.id, { version, values: { ...values, libraryIds: [extra.id] } })
    const listed = (await page(book.id)).libraries.map(({ id }: { id: string }) => id)
    expect(listed.toSorted()).toEqual([own.id, extra.id].toSorted())
  })

  it('takes a picture for a cover, draws it anew, and gives the old one back', async () => {
    const book = await make.book()
    const png = await sharp({ create: { width: 60, height: 90, channels: 3, background: '#a03020' } })
      .png()
      .toBuffer()
    const change = (body: object) => world.user.put(`/api/web/books/${book.id}/cover`, body)
    const { changeId } = (
      await change({ from: 'picture', dataUrl: `data:image/png;base64,${png.toString('base64')}` })
    ).json()
    const { coverUrl } = await page(book.id)
    const shown = await world.user.get(coverUrl)
    expect(shown.headers['content-type']).toBe('image/jpeg')
    await undo(changeId)
    expect((await page(book.id)).coverUrl).toBeNull()
    expect((await form(book.id)).locked).toEqual(['title'])
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>').toString('base64')
    for (const body of [
      { from: 'picture', dataUrl: `data:image/svg+xml;base64,${svg}` },
      { from: 'picture', dataUrl: 'data:image/png;base64,AAAA' },
      { from: 'address', address: 'http://127.0.0.1/cover.jpg' },
      { from: 'address', address: 'http://169.254.169.254/latest' },
      { from: 'address', address: 'file:///etc/passwd' },
    ]) {
      const refused = await change(body)
      expect([refused.statusCode, refused.json()]).toEqual([400, { error: expect.any(String) }])
    }
    expect((await change({ from: 'file', id: '0'.repeat(64) })).statusCode).toBe(404)
    expect((await change({ from: 'nowhere' })).json()).toEqual({ changeId: null })
  })

  it('looks names up while they are typed', async () => {
    const [author, tag] = [await make.author(make.unique('Quixano')), await make.tag(make.unique('quiet'))]
    const find = async (kind: string, q: string) =>
      (await world.user.get(`/api/web/names?kind=${kind}&q=${encodeURIComponent(q)}`)).json()
    expect(await find('author', 'quix')).toContainEqual({ id: author.id, name: author.name })
    expect(await find('tag', 'QUI')).toContainEqual({ id: tag.id, name: tag.name })
    expect(await find('series', '')).toEqual([])
  })
})

onEveryApp('people, series and tags', (world) => {
  const make = booksOf(world)
  const undo = (changeId: string) => world.user.post(`/api/web/changes/${changeId}/undo`, {})

  it('are listed a page at a time, by name and by number of books', async () => {
    const prefix = make.unique('Lister').replaceAll(' ', '')
    const names = Array.from({ length: 3 }, (_, n) => `${prefix}${n}`)
    for (const [n, name] of names.entries()) {
      const author = await make.author(name)
      for (let book = 0; book <= n; book++) await make.link((await make.book()).id, { authors: [author.id] })
    }
    await make.author(`${prefix}9`)
    const list = async (query: string) =>
      (await world.user.get(`/api/web/authors?q=${prefix}${query}`)).json<{
        items: { name: string; bookCount: number }[]
      }>().items
    expect((await list('')).map(({ name }) => name)).toEqual(names)
    expect((await list('&sort=count')).map(({ bookCount }) => bookCount)).toEqual([3, 2, 1])
    expect((await world.user.get('/api/web/authors?after=nonsense')).statusCode).toBe(400)
  })

  it('go on from page to page without a gap', async () => {
    const now = new Date().toISOString()
    const rows = Array.from({ length: 130 }, (_, n) => ({
      public_id: `paged${n}`,
      name: `Paged ${n}`,
      name_key: `paged ${n}`,
      title: `Paged ${n}`,
      sort_key: `paged ${String(n % 40).padStart(3, '0')}`,
      foreign_id: `paged:${n}`,
      metadata_provider: 'local',
      created_at: now,
      updated_at: now,
      book_count: (n % 7) + 1,
    }))
    await world.db.writer.insertInto('series').values(rows).execute()
    for (const sort of ['name', 'count']) {
      const found: string[] = []
      let after = ''
      do {
        const url = `/api/web/series?q=paged&sort=${sort}${after}`
        const page = (await world.user.get(url)).json<{ items: { id: string }[]; next: string | null }>()
        found.push(...page.items.map(({ id }) => id))
        after = page.next === null ? '' : `&after=${encodeURIComponent(page.next)}`
      } while (after !== '')
      expect(new Set(found).size).toBe(130)
      expect(found.length).toBe(130)
    }
  })

  it('have pages: a person with roles, a series with its order and its gaps', async () => {
    const [author, series] = [await make.author(), await make.series()]
    const books = []
    for (const position of [1, 4, null]) {
      const book = await make.book()
      await make.link(book.id, { authors: [author.id], series: [{ series_id: series.id, position }] })
      books.push(book)
    }
    const person = (await world.user.get(`/api/web/authors/${author.id}`)).json()
    expect(person).toMatchObject({ name: author.name, bookCount: 3 })
    expect(person.works.map((work: { roles: string[] }) => work.roles)).toEqual([['author'], ['author'], ['author']])
    const page = (await world.user.get(`/api/web/series/${series.id}`)).json()
    expect(page.volumes.map(({ book }: { book: { id: string } }) => book.id)).toEqual(books.map(({ id }) => id))
    expect([page.gaps, page.authors]).toEqual([[2, 3], [{ id: author.id, name: author.name }]])
    expect((await world.user.get('/api/web/authors/unknown')).statusCode).toBe(404)
    expect((await world.user.get('/api/web/series/unknown')).statusCode).toBe(404)
  })

  it('are called by their names in the log, and so are books', async () => {
    const [from, into, dropped, book] = [await make.tag(), await make.tag(), await make.tag(), await make.book()]
    const { values, version } = (await world.user.get(`/api/web/books/${book.id}/edit`)).json()
    const title = make.unique('Logged')
    const edited = { version, values: { ...values, title } }
    const { changeId } = (await world.user.put(`/api/web/books/${book.id}/edit`, edited)).json()
    await undo(changeId)
    await world.user.put(`/api/web/names/tag/${from.id}`, { name: `${from.name} x` })
    await world.user.post(`/api/web/names/tag/${from.id}/merge`, { into: into.id })
    await world.user.delete(`/api/web/tags/${dropped.id}`)

    const { items } = (await world.admin.get('/api/web/audit?limit=5')).json()

    expect(items).toMatchObject([
      { action: 'tag.deleted', details: { name: dropped.name } },
      { action: 'tag.merged', details: { name: `${from.name} x`, into: into.id, into_name: into.name } },
      { action: 'tag.updated', details: { name: `${from.name} x` } },
      { action: 'change.undone', details: { count: 1 } },
      { action: 'book.updated', details: { title } },
    ])
  })

  it('are renamed and named back', async () => {
    const [author, book] = [await make.author(), await make.book()]
    await make.link(book.id, { authors: [author.id] })
    const url = `/api/web/names/author/${author.id}`
    const { changeId } = (await world.user.put(url, { name: make.unique('Pen Name') })).json()
    expect((await make.read(book.id)).authors[0]?.name).toContain('Pen Name')
    await undo(changeId)
    expect((await make.read(book.id)).authors[0]?.name).toBe(author.name)
    const other = await make.author()
    expect((await world.user.put(url, { name: other.name })).statusCode).toBe(409)
    expect((await world.user.put(url, { name: ' ' })).statusCode).toBe(400)
  })

  it.each(['author', 'series', 'tag'] as const)('of kind %s become one, and two again', async (kind) => {
    const [from, into, book] = [await make[kind](), await make[kind](), await make.book()]
    if (kind === 'author') await make.link(book.id, { authors: [from.id] })
    if (kind === 'series') await make.link(book.id, { series: [{ series_id: from.id, position: 3 }] })
    if (kind === 'tag') await make.link(book.id, { tags: [from.id] })
    const names = async () => {
      const { authors, series, tags } = await make.read(book.id)
      return [...authors, ...series.map((entry) => entry.series), ...tags].map(({ id }) => id)
    }
    const { changeId } = (await world.user.post(`/api/web/names/${kind}/${from.id}/merge`, { into: into.id })).json()
    expect(await names()).toEqual([into.id])
    if (kind === 'author') {
      const taken = (await world.user.get(`/api/web/books/${book.id}/edit`)).json()
      const values = { ...taken.values, creators: [{ name: from.name, role: 'author' }] }
      expect(
        (await world.user.put(`/api/web/books/${book.id}/edit`, { version: taken.version, values })).json(),
      ).toEqual({ changeId: null })
    }
    expect((await undo(changeId)).statusCode).toBe(200)
    expect(await names()).toEqual([from.id])
    expect((await world.user.post(`/api/web/names/${kind}/${from.id}/merge`, { into: from.id })).statusCode).toBe(409)
    expect((await world.user.post(`/api/web/names/${kind}/unknown/merge`, { into: from.id })).statusCode).toBe(404)
  })

  it('that are subjects are taken off all books, and put back', async () => {
    const [tag, one, two] = [await make.tag(), await make.book(), await make.book()]
    for (const { id } of [one, two]) await make.link(id, { tags: [tag.id] })
    const tagsOf = async ({ id }: { id: string }) => (await make.read(id)).tags.map(({ name }) => name)

    const { changeId } = (await world.user.delete(`/api/web/tags/${tag.id}`)).json()

    expect([await tagsOf(one), await tagsOf(two)]).toEqual([[], []])
    expect((await world.user.get(`/api/tags/${tag.id}`)).statusCode).toBe(404)
    expect((await world.user.delete(`/api/web/tags/${tag.id}`)).statusCode).toBe(404)
    expect((await undo(changeId)).statusCode).toBe(200)
    expect([await tagsOf(one), await tagsOf(two)]).toEqual([[tag.name], [tag.name]])
  })
})
