import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildEpub } from '@colophon/formats/testing/build-epub.ts'
import { createBookPool } from '@colophon/formats/workers/pool.ts'
import { afterAll, beforeEach, expect, it } from 'vitest'
import type { OrganizationType } from '#database/schema.ts'
import { diskPlacer } from '#integrations/filesystem/place-file.ts'
import { threadWalker } from '#integrations/filesystem/walker.ts'
import { systemClock } from '#kernel/clock.ts'
import { silentLogger } from '#kernel/logger.ts'
import { onEveryDatabase } from '#test/support/databases.ts'
import { insertLibrary } from '#test/support/library.ts'
import { recording } from '#test/support/recording.ts'
import type { FilePlacer } from './file-placer.ts'
import type { ScanDeps } from './scan-deps.ts'
import { takeInUpload } from './take-in.ts'

const pool = createBookPool({ size: 1 })
afterAll(() => pool.close())

const nothing = { title: null, author: null, description: null, isbn: null, language: null, publisher: null }
let serial = 0

onEveryDatabase('taking in an upload', (world) => {
  let root: string
  let libraryId: string

  const make = async (layout: OrganizationType) => {
    root = mkdtempSync(join(tmpdir(), 'colophon-upload-'))
    libraryId = (await insertLibrary(world.db, root, layout)).publicId
  }

  beforeEach(async () => {
    await make('book_per_folder')
    return () => rmSync(root, { recursive: true, force: true })
  })

  const stage = (fileName: string, bytes: Uint8Array | string) => {
    const path = join(root, '.uploads', `${String(++serial).padStart(16, '0')}_${fileName}`)
    mkdirSync(join(root, '.uploads'), { recursive: true })
    writeFileSync(path, bytes)
    return { path, fileName, fileType: 'epub', fileSize: bytes.length, libraryId, overrides: nothing }
  }
  const take = (upload: Parameters<typeof takeInUpload.request>[0], placer: FilePlacer = diskPlacer) => {
    const { db } = world
    const deps: ScanDeps = {
      db: db.reader,
      dialect: db.dialect,
      transaction: recording(db).transaction,
      pool,
      walker: threadWalker,
      placer,
      bus: { publish() {}, subscribe: () => () => {}, close: async () => {} },
      clock: systemClock,
    }
    const context = { jobId: 'j', attempt: 1, signal: AbortSignal.timeout(20_000), log: silentLogger, progress() {} }
    return takeInUpload.run(deps, upload, context)
  }
  const files = () =>
    world.db.reader
      .selectFrom('book_files')
      .innerJoin('books', 'books.id', 'book_files.book_id')
      .select(['file_path', 'title', 'book_id', 'origin'])
      .where('file_path', '>=', `${root}/`)
      .where('file_path', '<', `${root}0`)
      .orderBy('file_path')
      .execute()

  it('puts the file where the layout wants it, and leaves nothing staged', async () => {
    const bytes = buildEpub({ title: 'Emma', authors: ['Jane Austen'] })
    await take(stage('My Emma.epub', bytes))
    const path = join(root, 'Jane Austen', 'Emma', 'My Emma.epub')
    expect(await files()).toMatchObject([{ file_path: path, title: 'Emma', origin: 'upload' }])
    expect(readFileSync(path).equals(bytes)).toBe(true)
    expect(existsSync(join(root, '.uploads'))).toBe(false)
  })

  it('believes a person more than the file', async () => {
    const upload = stage('x.epub', buildEpub({ title: 'Inside', authors: ['Inside Author'] }))
    await take({ ...upload, overrides: { ...nothing, title: 'Given', author: 'Given Author', isbn: '0-441-01359-7' } })
    const [file] = await files()
    expect(file).toMatchObject({ title: 'Given', file_path: join(root, 'Given Author', 'Given', 'x.epub') })
    const book = await world.db.reader
      .selectFrom('books')
      .selectAll()
      .where('id', '=', file?.book_id ?? 0)
      .executeTakeFirstOrThrow()
    expect(book.isbn10).toBe('0441013597')
  })

  it('gives a second file of the same name another name: nothing is overwritten', async () => {
    await take(stage('same.epub', buildEpub({ title: 'Same', authors: ['A B'], chapters: ['<p>one</p>'] })))
    await take(stage('same.epub', buildEpub({ title: 'Same', authors: ['A B'], chapters: ['<p>two</p>'] })))
    const found = await files()
    expect(found.map(({ file_path }) => file_path.slice(root.length))).toEqual([
      '/A B/Same/same (2).epub',
      '/A B/Same/same.epub',
    ])
    expect(new Set(found.map(({ book_id }) => book_id)).size).toBe(1)
  })

  it('killed between the record and the move, it ends with one record and one whole file', async () => {
    const bytes = buildEpub({ title: 'Survivor', authors: ['A B'] })
    const upload = stage('s.epub', bytes)
    const dies: FilePlacer = { ...diskPlacer, move: () => Promise.reject(new Error('killed')) }
    await expect(take(upload, dies)).rejects.toThrow('killed')
    await take(upload)
    await take(upload)
    const [file, ...more] = await files()
    expect(more).toEqual([])
    expect(readFileSync(file?.file_path ?? '').equals(bytes)).toBe(true)
    expect(existsSync(upload.path)).toBe(false)
  })

  it('keeps a file that cannot be read, and reports it to the owner of the library', async () => {
    const upload = stage('bad.epub', 'this is no book')
    await take(upload)
    expect(await files()).toEqual([])
    expect(existsSync(upload.path)).toBe(true)
    const problem = await world.db.reader
      .selectFrom('scan_problems')
      .selectAll()
      .where('path', '=', upload.path)
      .executeTakeFirst()
    expect(problem?.message).toBeTruthy()
  })
})
