import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { onEveryApp } from '#test/support/app.ts'
import { booksOf } from './books-world.ts'

onEveryApp('libraries', (world) => {
  const make = booksOf(world)

  it('are made over directories that are there, and announced so that they are scanned', async () => {
    const [one, two] = [make.folder(), make.folder()]
    const before = world.announced.length
    const library = await make.library([`${one}/`, two])
    expect(library).toMatchObject({ paths: [one, two], organization_type: 'book_per_folder', monitored: false })
    expect(world.announced.slice(before)).toContainEqual(expect.objectContaining({ name: 'library.created' }))
    expect((await world.user.get('/api/libraries')).json()).toContainEqual(library)
  })

  it.each([
    ['a blank name', { name: ' ' }],
    ['no path', { paths: [] }],
    ['a relative path', { paths: ['books'] }],
    ['a path that is not there', { paths: ['/no/such/folder'] }],
    ['the whole disk', { paths: ['/'] }],
    ['an unknown kind of order', { organization_type: 'by_colour' }],
    ['a monitored that is no boolean', { monitored: 'yes' }],
  ])('refuse %s', async (_, change) => {
    const body = { name: make.unique('L'), paths: [make.folder()], ...change }
    expect((await world.admin.post('/api/libraries', body)).statusCode).toBe(400)
  })

  it('refuse a file for a directory, and somebody who is no administrator before anything else', async () => {
    const path = join(make.folder(), 'file.txt')
    writeFileSync(path, 'x')
    expect((await world.admin.post('/api/libraries', { name: 'F', paths: [path] })).statusCode).toBe(400)
    expect((await world.user.post('/api/libraries', {})).statusCode).toBe(403)
  })

  it('share directories, keep them as long as one needs them, and are told apart by their names', async () => {
    const path = make.folder()
    const [one, two] = [await make.library([path]), await make.library([path])]
    expect((await world.admin.post('/api/libraries', { name: one.name, paths: [path] })).statusCode).toBe(409)
    expect((await world.admin.delete(`/api/libraries/${one.id}`)).statusCode).toBe(204)
    expect((await world.user.get(`/api/libraries/${two.id}`)).json()).toMatchObject({ paths: [path] })
    expect((await world.admin.delete(`/api/libraries/${two.id}`)).statusCode).toBe(204)
    const left = await world.db.reader.selectFrom('folders').select('id').where('path', '=', path).execute()
    expect(left).toEqual([])
  })

  it('are replaced as a whole, without a scan', async () => {
    const library = await make.library(undefined, { monitored: true, organization_type: 'none' })
    const path = make.folder()
    const before = world.announced.length
    const answer = await world.admin.put(`/api/libraries/${library.id}`, { name: library.name, paths: [path] })
    expect(answer.json()).toMatchObject({ paths: [path], organization_type: 'book_per_folder', monitored: false })
    expect(world.announced.slice(before).map((item) => item.name)).toEqual(['library.changed'])
  })

  it('leave their books when they go, which cannot be downloaded any more', async () => {
    const root = make.folder()
    const library = await make.library([root])
    const book = await make.book()
    const file = await make.file(book.id, make.write(join(root, 'a.epub'), 'content'))
    const url = `/api/book-files/${file.id}/download`
    expect((await world.user.get(url)).statusCode).toBe(200)
    await world.admin.delete(`/api/libraries/${library.id}`)
    expect((await world.user.get(url)).statusCode).toBe(403)
    expect((await make.read(book.id)).files).toHaveLength(1)
  })

  it('may be reached through a link, and files keep the spelling of the library', async () => {
    const real = make.folder()
    const link = join(make.folder(), 'books')
    symlinkSync(real, link)
    await make.library([link])
    const book = await make.book()
    const file = await make.file(book.id, make.write(join(real, 'a.epub'), 'content'))
    expect(file.file_path).toBe(join(link, 'a.epub'))
    expect((await world.user.get(`/api/book-files/${file.id}/download`)).body).toBe('content')
  })
})
