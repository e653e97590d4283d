import { rmSync, symlinkSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { onEveryApp } from '#test/support/app.ts'
import { booksOf } from './books-world.ts'

const CONTENT = Array.from({ length: 1_000 }, (_, n) => String.fromCharCode(97 + (n % 26))).join('')

onEveryApp('files of books', (world) => {
  const make = booksOf(world)

  async function stored(name = 'book.epub', more: object = {}) {
    const root = make.folder()
    await make.library([root])
    const path = make.write(join(root, name), CONTENT)
    const book = await make.book()
    return { root, path, book, file: await make.file(book.id, path, more) }
  }
  const download = (file: { id: string }, headers: Record<string, string> = {}) =>
    world.user.get(`/api/book-files/${file.id}/download`, { headers })

  it('are recorded inside libraries only, by real path and whole segments', async () => {
    const { root, book } = await stored()
    const outside = make.write(join(make.folder(), 'secret'), 'secret')
    symlinkSync(outside, join(root, 'link.epub'))
    const paths = [
      '/etc/passwd',
      `${root}-old/x.epub`,
      join(root, '../x.epub'),
      'x.epub',
      join(root, 'link.epub'),
      root,
    ]
    for (const file_path of paths) {
      const body = { file_type: 'epub', file_name: 'x', file_path }
      expect((await world.user.post(`/api/books/${book.id}/files`, body)).statusCode, file_path).toBe(400)
    }
    const clean = await make.file(book.id, `${root}/a/../b/./new.epub`)
    expect(clean.file_path).toBe(join(root, 'b/new.epub'))
    const again = { file_type: 'pdf', file_name: 'y', file_path: clean.file_path }
    expect((await world.user.post(`/api/books/${book.id}/files`, again)).statusCode).toBe(409)
    expect(
      (await world.user.post('/api/books/unknown/files', { ...again, file_path: join(root, 'c') })).statusCode,
    ).toBe(404)
  })

  it('are sent whole, with their type, name and date', async () => {
    const { file, path } = await stored('Äpfel.epub')
    utimesSync(path, 1_700_000_000, 1_700_000_000)
    const answer = await download(file)
    expect(answer.body).toBe(CONTENT)
    expect(answer.headers).toMatchObject({
      'content-type': 'application/epub+zip',
      'content-length': '1000',
      'accept-ranges': 'bytes',
      'last-modified': new Date(1_700_000_000_000).toUTCString(),
      'content-disposition': `attachment; filename="Apfel.epub"; filename*=UTF-8''%C3%84pfel.epub`,
    })
  })

  it('are sent in one range or several, and refuse one outside', async () => {
    const { file } = await stored()
    const one = await download(file, { range: 'bytes=10-19' })
    expect(one.statusCode).toBe(206)
    expect(one.headers['content-range']).toBe('bytes 10-19/1000')
    expect(one.body).toBe(CONTENT.slice(10, 20))
    const many = await download(file, { range: 'bytes=0-4,-3' })
    expect(many.statusCode).toBe(206)
    expect(many.headers['content-length']).toBe(String(many.body.length))
    const boundary = /boundary=(\w+)/.exec(String(many.headers['content-type']))?.[1]
    const parts = many.body.split(`--${boundary}`).slice(1, -1)
    expect(parts.map((part) => part.split('\r\n\r\n')[1]?.trimEnd())).toEqual([CONTENT.slice(0, 5), CONTENT.slice(-3)])
    const none = await download(file, { range: 'bytes=1000-' })
    expect(none.statusCode).toBe(416)
    expect(none.headers['content-range']).toBe('bytes */1000')
  })

  it('answer conditional requests', async () => {
    const { file } = await stored()
    const { 'last-modified': at, etag } = (await download(file)).headers as Record<string, string>
    const before = new Date(Date.parse(at ?? '') - 60_000).toUTCString()
    const table: [Record<string, string>, number][] = [
      [{ 'if-modified-since': at ?? '' }, 304],
      [{ 'if-modified-since': before }, 200],
      [{ 'if-none-match': etag ?? '' }, 304],
      [{ 'if-none-match': '"other"', 'if-modified-since': at ?? '' }, 200],
      [{ 'if-unmodified-since': before }, 412],
      [{ 'if-match': '"other"' }, 412],
      [{ range: 'bytes=0-1', 'if-range': etag ?? '' }, 206],
      [{ range: 'bytes=0-1', 'if-range': at ?? '' }, 206],
      [{ range: 'bytes=0-1', 'if-range': before }, 200],
      [{ range: 'bytes=0-1', 'if-range': '"other"' }, 200],
    ]
    for (const [headers, status] of table) {
      expect((await download(file, headers)).statusCode, JSON.stringify(headers)).toBe(status)
    }
  })

  it('are not sent through a link that was put in their place, nor when they are gone', async () => {
    const { file, path } = await stored()
    rmSync(path)
    expect((await download(file)).statusCode).toBe(404)
    symlinkSync(make.write(join(make.folder(), 'secret'), 'secret'), path)
    expect((await download(file)).statusCode).toBe(403)
  })

  it('count each download and who made it, but not reading in the browser', async () => {
    const { file } = await stored()
    await download(file)
    await download(file, { range: 'bytes=0-1' })
    const inline = await world.user.get(`/api/web/book-files/${file.id}/content`)
    expect(inline.headers['content-disposition']).toMatch(/^inline/)
    const count = async () => (await world.user.get(`/api/book-files/${file.id}`)).json().download_count
    await expect.poll(count).toBe(2)
    const events = await world.db.reader
      .selectFrom('download_events')
      .innerJoin('book_files', 'book_files.id', 'download_events.file_id')
      .select('download_events.id')
      .where('book_files.public_id', '=', file.id)
      .execute()
    expect(events).toHaveLength(2)
  })

  it('lose their record, never themselves', async () => {
    const { file, book } = await stored()
    expect((await world.other.delete(`/api/book-files/${file.id}`)).statusCode).toBe(204)
    expect((await world.other.delete(`/api/book-files/${file.id}`)).statusCode).toBe(404)
    expect((await make.read(book.id)).files).toEqual([])
  })

  it('are forgotten by hand only when they are missing', async () => {
    const { file } = await stored()
    const url = `/api/web/book-files/${file.id}/record`
    expect((await world.user.delete(url)).statusCode).toBe(409)
    await world.db.writer
      .updateTable('book_files')
      .set({ missing_since: '2026-01-01T00:00:00.000Z' })
      .where('public_id', '=', file.id)
      .execute()
    expect((await world.user.delete(url)).statusCode).toBe(204)
    expect((await world.user.get(`/api/book-files/${file.id}`)).statusCode).toBe(404)
  })
})
