import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildEpub } from '@colophon/formats/testing/build-epub.ts'
import { createBookPool } from '@colophon/formats/workers/pool.ts'
import { afterAll, beforeEach, expect, it } from 'vitest'
import type { ScanDeps } from '#domain/library/scan-deps.ts'
import { sweepStaging } from '#domain/library/sweep-staging.ts'
import { takeInUpload } from '#domain/library/take-in.ts'
import { placeFolder } from '#domain/library/upload-folder.ts'
import { diskPlacer } from '#integrations/filesystem/place-file.ts'
import { threadWalker } from '#integrations/filesystem/walker.ts'
import { systemClock } from '#kernel/clock.ts'
import { silentLogger } from '#kernel/logger.ts'
import { type Client, onEveryApp } from '#test/support/app.ts'
import { insertLibrary } from '#test/support/library.ts'
import { recording } from '#test/support/recording.ts'

interface Upload {
  id: string
  fileName: string
  state: string
  message: string | null
  joinReason: string | null
  format: string | null
  book: { id: string; title: string } | null
}

const pool = createBookPool({ size: 1 })
afterAll(() => pool.close())

function form(fields: Record<string, string>, file?: { name: string; bytes: Uint8Array | string }) {
  const boundary = 'the-boundary'
  const parts = Object.entries(fields).map(([name, value]) =>
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
  )
  if (file) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${file.name}"\r\n\r\n`
    parts.push(Buffer.from(head), Buffer.from(file.bytes as Uint8Array), Buffer.from('\r\n'))
  }
  return {
    payload: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  }
}

onEveryApp('uploads of the web app', (world) => {
  let root: string
  let library: { id: number; publicId: string }

  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'colophon-web-upload-'))
    library = await insertLibrary(world.db, root)
    return () => rmSync(root, { recursive: true, force: true })
  })

  const send = async (name: string, bytes: Uint8Array | string, by: Client = world.user) => {
    const answer = await by.send('POST', '/api/web/uploads', form({ library_id: library.publicId }, { name, bytes }))
    expect(answer.statusCode, answer.body).toBe(202)
    return answer.json<{ id: string }>().id
  }
  const list = async (by: Client = world.user) => (await by.get('/api/web/uploads')).json<{ items: Upload[] }>().items
  const find = async (id: string) => (await list()).find((upload) => upload.id === id)

  /** Does the work that was asked for last, as a worker would. */
  async function work(attempt = 1) {
    const { db } = world
    const deps: ScanDeps = {
      db: db.reader,
      dialect: db.dialect,
      transaction: recording(db).transaction,
      pool,
      walker: threadWalker,
      placer: diskPlacer,
      bus: { publish: (message) => void world.news.push(message), subscribe: () => () => {}, close: async () => {} },
      clock: systemClock,
    }
    const context = { jobId: 'j', attempt, signal: AbortSignal.timeout(20_000), log: silentLogger, progress() {} }
    const asked = world.announced.findLast(({ kind }) => kind === 'job')
    const job = [takeInUpload, placeFolder].find(({ name }) => name === asked?.name)
    return job?.run(deps, asked?.payload as never, context)
  }

  it('tell what they became: a new book, then a further file of it, with the reason', async () => {
    const facts = { title: 'Emma', authors: ['Jane Austen'] }
    const first = await send('Emma.epub', buildEpub(facts))
    expect(await find(first)).toMatchObject({ state: 'waiting', book: null })
    await work()
    const second = await send('Emma again.epub', buildEpub({ ...facts, chapters: ['<p>another text</p>'] }))
    await work()

    expect(await find(first)).toMatchObject({
      state: 'done',
      format: 'epub',
      joinReason: null,
      book: { title: 'Emma' },
    })
    const joined = await find(second)
    expect(joined?.book?.id).toBe((await find(first))?.book?.id)
    expect(joined?.joinReason).toBeTruthy()
    expect(world.news.at(-1)).toMatchObject({ topic: 'uploads', data: { uploadId: second } })
  })

  it('add nothing where the very same file is there, and say so', async () => {
    const bytes = buildEpub({ title: 'Twice', authors: ['A B'] })
    await send('Twice.epub', bytes)
    await work()
    const id = await send('Twice, renamed.epub', bytes)
    await work()

    expect(await find(id)).toMatchObject({ state: 'duplicate', book: { title: 'Twice' } })
    expect(existsSync(join(root, '.uploads'))).toBe(false)
    expect(readdirSync(root)).toEqual(['Twice.epub'])
  })

  it('say why a file could not be taken in', async () => {
    const id = await send('broken.epub', 'this is no book')
    await work()

    const upload = await find(id)
    expect(upload).toMatchObject({ state: 'failed', book: null })
    expect(upload?.message).toBeTruthy()
  })

  it('are refused before anything is kept: no book by its name, no such library', async () => {
    const post = (fields: Record<string, string>, name: string) =>
      world.user.send('POST', '/api/web/uploads', form(fields, { name, bytes: 'x' }))
    expect((await post({ library_id: library.publicId }, 'x.exe')).statusCode).toBe(400)
    expect((await post({ library_id: 'unknown' }, 'x.epub')).statusCode).toBe(404)
    expect((await post({}, 'x.epub')).statusCode).toBe(404)
    expect(existsSync(join(root, '.uploads'))).toBe(false)
  })

  it('are set right by their sender, and by nobody else', async () => {
    const id = await send('wrong.epub', buildEpub({ title: 'scan0001', authors: ['Unknown'] }))
    await work()
    const correction = {
      title: 'Middlemarch',
      authors: [' George  Eliot ', 'george eliot'],
      series: { name: 'Provincial Life', position: '1' },
    }
    const put = (by: Client) => by.put(`/api/web/uploads/${id}/book`, correction)
    expect((await put(world.other)).statusCode).toBe(404)

    expect((await put(world.user)).statusCode).toBe(204)

    const { book } = (await find(id)) ?? {}
    expect(book).toMatchObject({
      title: 'Middlemarch',
      authors: ['George Eliot'],
      series: { name: 'Provincial Life', position: '1' },
    })
    const blank = { ...correction, title: ' ' }
    expect((await world.user.put(`/api/web/uploads/${id}/book`, blank)).statusCode).toBe(400)
    expect((await put(world.user)).statusCode).toBe(204)
    await world.user.put(`/api/web/uploads/${id}/book`, { ...correction, authors: [], series: null })
    expect((await find(id))?.book).toMatchObject({ authors: [], series: null })
  })

  it('are seen by their sender only', async () => {
    const id = await send('mine.epub', buildEpub({ title: 'Mine' }))

    expect((await list(world.other)).map((upload) => upload.id)).not.toContain(id)
    expect((await list(world.admin)).map((upload) => upload.id)).not.toContain(id)
  })

  it('keep the files of an audiobook together, and move them as one folder', async () => {
    const open = await world.user.post('/api/web/uploads/folders', { libraryId: library.publicId, name: '../Emma/..' })
    const { id } = open.json<{ id: string }>()
    const put = (path: string, by: Client = world.user) => {
      const name = path.split('/').at(-1) ?? ''
      return by.send('POST', `/api/web/uploads/folders/${id}/files`, form({ path }, { name, bytes: path }))
    }
    for (const path of ['CD1/01.mp3', 'CD1/02.mp3', 'CD1/02.mp3', 'cover.jpg']) {
      expect((await put(path)).statusCode).toBe(204)
    }
    expect((await put('../../outside.mp3')).statusCode).toBe(400)
    expect((await put('run.sh')).statusCode).toBe(400)
    expect((await put('CD1/03.mp3', world.other)).statusCode).toBe(404)
    expect(readdirSync(root)).toEqual(['.uploads'])

    const complete = `/api/web/uploads/folders/${id}/complete`
    expect((await world.other.post(complete, { sizeBytes: 1 })).statusCode).toBe(404)
    expect((await world.user.post(complete, { sizeBytes: 30 })).statusCode).toBe(202)
    expect((await put('CD1/03.mp3')).statusCode).toBe(409)
    await work()

    expect(readdirSync(root)).toEqual(['Emma'])
    expect(readdirSync(join(root, 'Emma', 'CD1')).sort()).toEqual(['01.mp3', '02.mp3'])
    expect(readFileSync(join(root, 'Emma', 'CD1', '02.mp3'), 'utf8')).toBe('CD1/02.mp3')
    expect(await find(id)).toMatchObject({ fileName: 'Emma', state: 'waiting' })
  })

  it('give a folder another name where one of that name is there', async () => {
    mkdirSync(join(root, 'Emma'))
    const { id } = (
      await world.user.post('/api/web/uploads/folders', { libraryId: library.publicId, name: 'Emma' })
    ).json()
    await world.user.send(
      'POST',
      `/api/web/uploads/folders/${id}/files`,
      form({ path: '01.mp3' }, { name: '01.mp3', bytes: 'x' }),
    )
    await world.user.post(`/api/web/uploads/folders/${id}/complete`, { sizeBytes: 1 })
    await work()

    expect(readdirSync(root).sort()).toEqual(['Emma', 'Emma (2)'])
  })

  it('leave nothing of a folder that is given up, at once or after a day', async () => {
    const begin = async () =>
      (await world.user.post('/api/web/uploads/folders', { libraryId: library.publicId, name: 'Half' })).json<{
        id: string
      }>().id
    const id = await begin()
    expect((await world.user.delete(`/api/web/uploads/folders/${id}`)).statusCode).toBe(204)
    expect(existsSync(join(root, '.uploads'))).toBe(false)

    await begin()
    await sweepStaging(world.db.reader, root, new Date(Date.now() + 3_600_000))
    expect(readdirSync(join(root, '.uploads'))).toHaveLength(1)
    await sweepStaging(world.db.reader, root, new Date(Date.now() + 2 * 86_400_000))
    expect(existsSync(join(root, '.uploads'))).toBe(false)
  })
})
