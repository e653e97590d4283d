import { join } from 'node:path'
import { expect, it } from 'vitest'
import { recordChange, recordingChanges } from '#domain/catalog/record-change.ts'
import { refreshDerived } from '#domain/catalog/refresh-derived.ts'
import { forgetChanges } from '#domain/library/forget-changes.ts'
import { onEveryApp } from '#test/support/app.ts'
import { recording } from '#test/support/recording.ts'
import { booksOf } from './books-world.ts'

interface Entry {
  id: string
  kind: string
  by: string | null
  count: number
  fields: { field: string; before: { text: string }[]; after: { text: string }[]; isTaken: boolean }[]
  canUndo: string
  undoneAt: string | null
}

onEveryApp('changes of books', (world) => {
  const make = booksOf(world)
  const history = async (book: string) =>
    (await world.user.get(`/api/web/books/${book}/changes`)).json<{ items: Entry[]; next: string | null }>().items
  const undo = (id: string | undefined, body: object = {}) => world.user.post(`/api/web/changes/${id}/undo`, body)
  const keyOf = async (publicId: string) =>
    (await world.db.reader.selectFrom('books').select('id').where('public_id', '=', publicId).executeTakeFirstOrThrow())
      .id

  it('say who changed what, and give back what was there', async () => {
    const book = await make.book({ title: 'Emma', publisher: 'Murray' })
    await world.user.put(`/api/books/${book.id}`, { title: 'Emma, a novel', publisher: 'Murray' })
    const [entry] = await history(book.id)
    expect(entry).toMatchObject({
      kind: 'edited',
      by: 'Ulla',
      canUndo: 'yes',
      fields: [{ field: 'title', before: [{ text: 'Emma' }], after: [{ text: 'Emma, a novel' }], isTaken: false }],
    })
    expect((await undo(entry?.id)).json()).toEqual({ undone: 1 })
    expect((await make.read(book.id)).title).toBe('Emma')
    const again = await undo(entry?.id)
    expect([again.statusCode, again.json().error]).toEqual([409, 'this was undone already'])
    // That it was undone is no other change of its title.
    expect((await history(book.id))[0]).toMatchObject({
      canUndo: 'no',
      undoneAt: expect.any(String),
      fields: [{ field: 'title', isTaken: false }],
    })
  })

  it('put links back, also of people and tags that are gone by then', async () => {
    const book = await make.book()
    const [one, two, tag] = [await make.author(), await make.author(), await make.tag()]
    await make.link(book.id, { authors: [one.id, two.id], tags: [tag.id] })
    await make.link(book.id, { authors: [two.id], tags: [] })
    await world.admin.delete(`/api/tags/${tag.id}`)
    await world.admin.delete(`/api/authors/${one.id}`)
    const [tags, authors] = await history(book.id)
    expect((await undo(tags?.id)).statusCode).toBe(200)
    expect((await undo(authors?.id)).statusCode).toBe(200)
    const after = await make.read(book.id)
    expect(after.tags.map(({ name }) => name)).toEqual([tag.name])
    expect(after.authors.map(({ name }) => name).toSorted()).toEqual([one.name, two.name].toSorted())
  })

  it('are not undone over a later change of the same, unless the rest is wanted', async () => {
    const book = await make.book({ title: 'First', publisher: 'A' })
    await world.user.put(`/api/books/${book.id}`, { title: 'Second', publisher: 'B' })
    await world.user.put(`/api/books/${book.id}`, { title: 'Third', publisher: 'B' })
    const [, older] = await history(book.id)
    expect(older).toMatchObject({ canUndo: 'partly' })
    expect(older?.fields.filter(({ isTaken }) => isTaken).map(({ field }) => field)).toEqual(['title'])
    const refused = await undo(older?.id)
    expect(refused.statusCode).toBe(409)
    expect(refused.json().error).toContain('changed again since: title')
    expect((await undo(older?.id, { anyway: true })).statusCode).toBe(200)
    expect((await world.user.get(`/api/books/${book.id}`)).json()).toMatchObject({ title: 'Third', publisher: 'A' })
  })

  it('of one go are one entry, and are undone in one go', async () => {
    const books = await Promise.all([make.book(), make.book(), make.book()])
    const ids = await Promise.all(books.map(({ id }) => keyOf(id)))
    const { db } = world
    const batch = db.dialect.newPublicId()
    const by = { userId: null, origin: 'person', now: new Date().toISOString(), batch }
    await db.writer.transaction().execute((trx) =>
      recordingChanges(trx, db.dialect, { bookIds: ids, by }, async () => {
        await trx.updateTable('books').set({ publisher: 'Bulk' }).where('id', 'in', ids).execute()
        await refreshDerived(trx, db.dialect, ids)
      }),
    )
    const all = (await world.user.get('/api/web/changes')).json<{ items: Entry[] }>().items
    expect(all[0]).toMatchObject({ count: 3, fields: [{ field: 'publisher' }] })
    expect((await undo((await history(books[0]?.id ?? ''))[0]?.id)).json()).toEqual({ undone: 3 })
    for (const { id } of books) {
      expect((await world.user.get(`/api/books/${id}`)).json()).toMatchObject({ publisher: null })
    }
  })

  it('are listed a page at a time', async () => {
    const book = await make.book()
    const id = await keyOf(book.id)
    const by = { userId: null, origin: 'scan', now: new Date().toISOString() }
    const change = { kind: 'edited' as const, bookId: id, summary: '', before: {}, after: {} }
    await world.db.writer.transaction().execute((trx) =>
      recordChange(
        trx,
        world.db.dialect,
        by,
        Array.from({ length: 25 }, () => change),
      ),
    )
    const url = `/api/web/books/${book.id}/changes`
    const first = (await world.user.get(url)).json()
    const second = (await world.user.get(`${url}?before=${first.next}`)).json()
    expect([first.items.length, second.items.length, second.next]).toEqual([20, 5, null])
  })

  it('bring a thrown-out book back with its id, its files and what readers made of it', async () => {
    const root = make.folder()
    const library = await make.library([root])
    const book = await make.book({ title: make.unique('Thrown') })
    const [author, tag] = [await make.author(), await make.tag()]
    await make.link(book.id, { authors: [author.id], tags: [tag.id] })
    const file = await make.file(book.id, make.write(join(root, 'thrown.epub'), 'x'))
    await world.user.put(`/api/books/${book.id}/progress`, { fraction: 0.4, source: 'web', fileId: file.id })
    const before = (await world.user.get(`/api/web/books/${book.id}`)).json()

    const { changeId } = (await world.user.delete(`/api/web/books/${book.id}`)).json()
    const list = `/api/web/books?library=${library.id}`
    expect((await world.user.get(`/api/web/books/${book.id}`)).statusCode).toBe(404)
    expect((await world.user.get(`/api/book-files/${file.id}`)).statusCode).toBe(404)
    expect((await world.user.get(`/api/web/book-files/${file.id}/content`)).statusCode).toBe(404)
    expect((await world.user.get(list)).json().total).toBe(0)
    expect((await world.user.get(`/api/web/books?author=${author.id}`)).json().total).toBe(0)
    const deleted = (await world.other.get('/api/web/deleted-books')).json()
    expect(deleted.items[0]).toMatchObject({ id: book.id, title: book.title, by: 'Ulla', fileCount: 1, changeId })

    expect((await undo(changeId)).statusCode).toBe(200)
    const { updatedAt: _, ...after } = (await world.user.get(`/api/web/books/${book.id}`)).json()
    expect(after).toEqual({ ...before, updatedAt: undefined, ...after, place: before.place, files: before.files })
    expect(after.tags).toEqual(before.tags)
    expect(after.libraries).toEqual(before.libraries)
    expect(after.place).toMatchObject({ fraction: 0.4 })
    expect((await world.user.get(list)).json().total).toBe(1)
    expect((await world.user.get('/api/web/deleted-books')).json().items).not.toContainEqual(
      expect.objectContaining({ id: book.id }),
    )
  })

  it('leave the path of a thrown-out book to whoever wants it', async () => {
    const root = make.folder()
    await make.library([root])
    const [old, fresh] = [await make.book(), await make.book()]
    await make.file(old.id, join(root, 'same.epub'))
    const { changeId } = (await world.user.delete(`/api/web/books/${old.id}`)).json()
    await make.file(fresh.id, join(root, 'same.epub'))
    expect((await undo(changeId)).statusCode).toBe(200)
    expect((await make.read(old.id)).files).toEqual([])
    expect((await make.read(fresh.id)).files).toHaveLength(1)
  })

  it('put the record of a file back', async () => {
    const root = make.folder()
    await make.library([root])
    const book = await make.book()
    const file = await make.file(book.id, join(root, 'back.epub'))
    await world.user.delete(`/api/book-files/${file.id}`)
    expect((await undo((await history(book.id))[0]?.id)).statusCode).toBe(200)
    expect((await make.read(book.id)).files).toMatchObject([{ id: file.id, file_path: file.file_path }])
  })

  it('are forgotten after 30 days, and thrown-out books with them; files on disk stay and are left out', async () => {
    const root = make.folder()
    const library = await make.library([root])
    const book = await make.book()
    const path = make.write(join(root, 'left.epub'), 'bytes')
    await make.file(book.id, path)
    await world.user.delete(`/api/web/books/${book.id}`)
    const { transaction } = recording(world.db)
    const deps = {
      db: world.db.reader,
      dialect: world.db.dialect,
      transaction,
      clock: { now: () => new Date(Date.now() + 31 * 86_400_000) },
    }
    const context = { signal: new AbortController().signal } as Parameters<typeof forgetChanges.run>[2]
    await forgetChanges.run(deps, {}, context)
    expect((await world.user.get('/api/web/changes')).json().items).toEqual([])
    expect(await world.db.reader.selectFrom('books').select('id').where('public_id', '=', book.id).execute()).toEqual(
      [],
    )
    const problems = (await world.admin.get(`/api/web/libraries/${library.id}/problems?ignored=true`)).json()
    expect(problems.items).toMatchObject([{ path, code: 'book-deleted', isIgnored: true }])
  })

  it.each(['before=x', 'before=-1'])('refuse %s', async (query) => {
    expect((await world.user.get(`/api/web/changes?${query}`)).statusCode).toBe(400)
  })

  it('that nobody made are not found', async () => {
    expect((await undo('unknown')).statusCode).toBe(404)
    expect((await world.user.get('/api/web/books/unknown/changes')).statusCode).toBe(404)
    expect((await world.user.delete('/api/web/books/unknown')).statusCode).toBe(404)
  })

  it('count the books of people anew', async () => {
    const [one, two, book] = [await make.author(), await make.author(), await make.book()]
    const counts = async () =>
      (
        await world.db.reader
          .selectFrom('authors')
          .select('book_count')
          .where('public_id', 'in', [one.id, two.id])
          .orderBy('id')
          .execute()
      ).map((row) => row.book_count)
    await make.link(book.id, { authors: [one.id] })
    expect(await counts()).toEqual([1, 0])
    await make.link(book.id, { authors: [two.id] })
    expect(await counts()).toEqual([0, 1])
    await undo((await history(book.id))[0]?.id)
    expect(await counts()).toEqual([1, 0])
    await world.user.delete(`/api/web/books/${book.id}`)
    expect(await counts()).toEqual([0, 0])
  })
})
