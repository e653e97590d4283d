import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { onEveryApp } from '#test/support/app.ts'
import { booksOf } from './books-world.ts'

interface Part {
  name: string
  content: string
  fileName?: string
}

function form(parts: Part[]) {
  const boundary = 'the-boundary'
  const body = parts
    .map(({ name, content, fileName }) => {
      const file = fileName === undefined ? '' : `; filename="${fileName}"\r\nContent-Type: application/octet-stream`
      return `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${content}\r\n`
    })
    .join('')
  return {
    payload: `${body}--${boundary}--\r\n`,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  }
}

onEveryApp('uploads', (world) => {
  const make = booksOf(world)
  const send = (parts: Part[]) => world.user.send('POST', '/api/books/upload', form(parts))
  const file = (fileName = 'a.epub'): Part => ({ name: 'file', content: 'the content', fileName })
  const waiting = (root: string) => (existsSync(join(root, '.uploads')) ? readdirSync(join(root, '.uploads')) : [])
  const requested = () => world.announced.filter((item) => item.name === 'library.take-in')

  it.each([
    ['before', true],
    ['behind', false],
  ])('wait in the library for their job, with the fields %s the file', async (_, isBefore) => {
    const library = await make.library()
    const fields: Part[] = [
      { name: 'library_id', content: ` ${library.id} ` },
      { name: 'title', content: '  Given ' },
      { name: 'author', content: '' },
      { name: 'isbn', content: 'urn:isbn:0-441-01359-7' },
    ]
    const answer = await send(
      isBefore ? [...fields, file('../x/My Book.EPUB')] : [file('../x/My Book.EPUB'), ...fields],
    )
    expect(answer.statusCode).toBe(202)
    expect(answer.json()).toEqual({
      message: 'file accepted for processing',
      file_name: 'My Book.EPUB',
      file_type: 'epub',
      library_id: library.id,
    })
    const [root = ''] = library.paths
    const [name = '', ...others] = waiting(root)
    expect(others).toEqual([])
    expect(name).toMatch(/^[0-9a-f]{16}_My Book\.EPUB$/)
    expect(readFileSync(join(root, '.uploads', name), 'utf8')).toBe('the content')
    expect(requested().at(-1)?.payload).toMatchObject({
      path: join(root, '.uploads', name),
      fileName: 'My Book.EPUB',
      fileSize: 11,
      libraryId: library.id,
      overrides: { title: 'Given', author: null, isbn: 'urn:isbn:0-441-01359-7', publisher: null },
    })
  })

  it('are refused in the order of the contract and leave nothing behind', async () => {
    const library = await make.library()
    const id = { name: 'library_id', content: library.id }
    const before = requested().length
    const table: [Part[], number][] = [
      [[file()], 400],
      [[{ name: 'library_id', content: '  ' }, file()], 400],
      [[{ name: 'library_id', content: 'unknown' }, file('x.exe')], 404],
      [[id], 400],
      [[id, { name: 'file', content: 'just text' }], 400],
      [[id, file('x.exe')], 400],
      [[id, file('.epub')], 400],
      [[id, { name: 'isbn', content: '123' }, file()], 400],
      [[file(), id, { name: 'isbn', content: '123' }], 400],
    ]
    for (const [parts, status] of table) expect((await send(parts)).statusCode, JSON.stringify(parts)).toBe(status)
    expect(library.paths.flatMap(waiting)).toEqual([])
    expect(requested()).toHaveLength(before)
  })

  it('must be forms', async () => {
    const post = (headers: Record<string, string>, payload: string) =>
      world.user.send('POST', '/api/books/upload', { headers, payload })
    expect((await post({ 'content-type': 'application/json' }, '{}')).statusCode).toBe(400)
    expect((await post({ 'content-type': 'multipart/form-data' }, 'x')).statusCode).toBe(400)
    expect((await post({ 'content-type': 'multipart/form-data; boundary=zz' }, 'not a form')).statusCode).toBe(400)
    const large = { 'content-type': 'multipart/form-data; boundary=zz', 'content-length': '524288001' }
    expect((await post(large, '')).statusCode).toBe(413)
  })

  it('are taken by POST only', async () => {
    expect((await world.user.put('/api/books/upload', { title: 'x' })).statusCode).toBe(405)
    expect((await world.user.delete('/api/books/upload')).statusCode).toBe(405)
  })
})
