import { readdirSync, rmSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { buildMp3 } from '@colophon/formats/audio/testing/build-mp3.ts'
import { build7z, buildRar } from '@colophon/formats/testing/build-archives.ts'
import { jpegOf } from '@colophon/formats/testing/pictures.ts'
import { zipSync } from 'fflate'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { onEveryApp } from '#test/support/app.ts'
import { booksOf } from './books-world.ts'

interface Pages {
  version: string
  direction: string | null
  pages: { width: number | null; height: number | null }[]
}

const picture = (width: number, height: number, shade: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: shade, g: 90, b: 60 } } })
    .jpeg()
    .toBuffer()
const text = (content: string) => Buffer.from(content)
const manga = text('<ComicInfo><Series>Drops</Series><Manga>YesAndRightToLeft</Manga></ComicInfo>')

onEveryApp('pages of comics', (world) => {
  const make = booksOf(world)

  async function comic(name: string, bytes: Uint8Array) {
    const root = make.folder()
    await make.library([root])
    const path = make.write(join(root, name), bytes)
    const book = await make.book()
    const file = await make.file(book.id, path, { file_type: name.split('.').at(-1) ?? '' })
    return { path, file, url: `/api/web/book-files/${file.id}/pages` }
  }
  const page = (url: string, headers: Record<string, string> = {}) => world.user.get(url, { headers })

  it('are listed with their sizes and the way they are read', async () => {
    const bytes = zipSync({ 'ComicInfo.xml': manga, '10.jpg': jpegOf(1600, 1200), '2.jpg': jpegOf(800, 1200) })
    const { url } = await comic('drops.cbz', bytes)
    const list = (await world.user.get(url)).json<Pages>()
    expect(list.direction).toBe('rtl')
    expect(list.pages).toEqual([
      { width: 800, height: 1200 },
      { width: 1600, height: 1200 },
    ])
  })

  it('are sent as they are, or no wider than asked for, and may be kept under their version', async () => {
    const original = await picture(1500, 700, 200)
    const { url } = await comic('wide.cbz', zipSync({ 'a.jpg': original }))
    const { version } = (await world.user.get(url)).json<Pages>()
    const whole = await page(`${url}/1?version=${version}`)
    expect(whole.rawPayload.equals(original)).toBe(true)
    expect(whole.headers).toMatchObject({ 'content-type': 'image/jpeg', 'x-content-type-options': 'nosniff' })
    expect(whole.headers['cache-control']).toContain('immutable')
    expect((await page(`${url}/1?version=other`)).headers['cache-control']).toBe('private, no-cache')
    expect((await page(`${url}/1`, { 'if-none-match': String(whole.headers.etag) })).statusCode).toBe(304)
    for (const again of [1, 2]) {
      const narrow = await page(`${url}/1?width=300&again=${again}`)
      expect(await sharp(narrow.rawPayload).metadata()).toMatchObject({ width: 320, format: 'jpeg' })
    }
    expect((await page(`${url}/2`)).statusCode).toBe(404)
    expect((await page(`${url}/0`)).statusCode).toBe(404)
    expect((await page(`${url}/x`)).statusCode).toBe(404)
    expect((await page(`${url}/1?width=0`)).statusCode).toBe(400)
  })

  it('come out of archives that are unpacked once, whatever page is asked for first', async () => {
    const pages = Object.fromEntries(
      await Promise.all([1, 2, 3].map(async (n) => [`${n}.jpg`, await picture(80, 120, n * 60)] as const)),
    )
    for (const [name, bytes] of [
      ['three.cbr', buildRar(pages)],
      ['three.cb7', await build7z(pages)],
    ] as const) {
      const { url, path } = await comic(name, bytes)
      expect((await world.user.get(url)).json<Pages>().pages).toHaveLength(3)
      const all = await Promise.all([3, 1, 2].map((number) => page(`${url}/${number}`)))
      expect(all.map((answer) => answer.rawPayload.equals(pages['3.jpg'] as Buffer))).toEqual([true, false, false])
      // The archive may go mad now: nobody unpacks it again.
      const { version, pages: known } = (await world.user.get(url)).json<Pages>()
      expect(known[0]).toEqual({ width: 80, height: 120 })
      expect(version).not.toBe('')
      const folder = readdirSync(join(world.dataDir, 'cache')).find((entry) => entry.endsWith(version)) ?? ''
      expect(readdirSync(join(world.dataDir, 'cache', folder)).sort()).toEqual(['1', '2', '3', 'pages.json'])
      utimesSync(path, 1_700_000_000, 1_700_000_000)
      expect((await world.user.get(url)).json<Pages>().version).not.toBe(version)
    }
  })

  it('that are damaged, no pictures or too large are refused in words, one by one', async () => {
    const { url } = await comic(
      'hostile.cbz',
      zipSync({
        '1.jpg': text('<script>alert(1)</script>'),
        '2.png': text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        '3.jpg': jpegOf(60_000, 60_000),
        '4.jpg': await picture(20, 30, 90),
      }),
    )
    expect((await world.user.get(url)).json<Pages>().pages).toHaveLength(4)
    for (const number of [1, 2, 3]) {
      const answer = await page(`${url}/${number}?width=640`)
      expect([number, answer.statusCode, answer.headers['content-type']]).toEqual([
        number,
        415,
        'application/json; charset=utf-8',
      ])
      expect(answer.json<{ error: string }>().error).toMatch(/^This page/)
    }
    expect((await page(`${url}/4`)).statusCode).toBe(200)
  })

  it('are refused in words where the archive is none, and not found where it is gone', async () => {
    const { url, path } = await comic('broken.cbz', text('PK\x03\x04 and nothing more'))
    const answer = await world.user.get(url)
    expect(answer.statusCode).toBe(415)
    expect(answer.json<{ error: string }>().error).not.toBe('')
    rmSync(path)
    expect((await world.user.get(url)).statusCode).toBe(404)
    expect((await page(`${url}/1`)).statusCode).toBe(404)
  })
})

onEveryApp('audiobooks in the browser', (world) => {
  const make = booksOf(world)

  interface Playback {
    durationSeconds: number
    parts: { format: string; durationSeconds: number }[]
    chapters: { title: string; startSeconds: number; endSeconds: number }[]
  }

  async function audiobook(name: string, bytes: Uint8Array) {
    const root = make.folder()
    await make.library([root])
    const path = make.write(join(root, name), bytes)
    const book = await make.book()
    const file = await make.file(book.id, path, { file_type: name.split('.').at(-1) ?? '' })
    return { root, path, file, url: `/api/web/book-files/${file.id}` }
  }

  it('say their length and chapters, also when asked again', async () => {
    const chapters: [string, number, number][] = [
      ['One', 0, 1],
      ['Two', 1, 3],
    ]
    const { url } = await audiobook('oz.mp3', buildMp3([['TIT2', 'Oz']], { chapters, seconds: 3 }))
    for (const _ of [1, 2]) {
      const playback = (await world.user.get(`${url}/playback`)).json<Playback>()
      expect(playback.durationSeconds).toBeCloseTo(3, 0)
      expect(playback.parts).toMatchObject([{ format: 'mp3' }])
      expect(playback.chapters).toEqual([
        { title: 'One', startSeconds: 0, endSeconds: 1 },
        { title: 'Two', startSeconds: 1, endSeconds: 3 },
      ])
    }
  })

  it('in several parts have one line of time, and give each part in ranges', async () => {
    const { root, path, file, url } = await audiobook('1 First.mp3', buildMp3([], { seconds: 2 }))
    const second = make.write(join(root, '2 Second.mp3'), buildMp3([], { seconds: 4 }))
    const { id } = await world.db.reader
      .selectFrom('book_files')
      .select('id')
      .where('public_id', '=', file.id)
      .executeTakeFirstOrThrow()
    const part = { file_id: id, size_bytes: 1, modified_ms: 1, duration_seconds: null }
    await world.db.writer
      .insertInto('book_file_parts')
      .values([
        { ...part, position: 0, path },
        { ...part, position: 1, path: second },
      ])
      .execute()
    const { parts, chapters, durationSeconds } = (await world.user.get(`${url}/playback`)).json<Playback>()
    expect(parts.map((one) => Math.round(one.durationSeconds))).toEqual([2, 4])
    expect(Math.round(durationSeconds)).toBe(6)
    expect(chapters.map(({ title, startSeconds }) => [title, Math.round(startSeconds)])).toEqual([
      ['First', 0],
      ['Second', 2],
    ])
    const some = await world.user.get(`${url}/parts/1/content`, { headers: { range: 'bytes=0-2' } })
    expect([some.statusCode, some.headers['content-type'], some.body]).toEqual([206, 'audio/mpeg', 'ID3'])
    expect((await world.user.get(`${url}/parts/2/content`)).statusCode).toBe(404)
  })

  it('are told from books to read, and from those that are damaged', async () => {
    const { url } = await audiobook('words.epub', text('no sound'))
    expect((await world.user.get(`${url}/playback`)).statusCode).toBe(415)
    const broken = await audiobook('broken.m4b', text('no sound either'))
    expect((await world.user.get(`${broken.url}/playback`)).statusCode).toBe(415)
  })

  it('outside of every library are not sent', async () => {
    const { url, file } = await audiobook('in.mp3', buildMp3([]))
    const outside = make.write(join(make.folder(), 'secret.mp3'), buildMp3([]))
    await world.db.writer
      .updateTable('book_files')
      .set({ file_path: outside })
      .where('public_id', '=', file.id)
      .execute()
    for (const path of ['playback', 'parts/0/content']) {
      expect((await world.user.get(`${url}/${path}`)).statusCode, path).toBe(403)
    }
  })
})
