import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { buildEpub, type EpubParts } from '@colophon/formats/testing/build-epub.ts'
import { createBookPool } from '@colophon/formats/workers/pool.ts'
import { afterAll, beforeEach, expect, it } from 'vitest'
import { catalogVersion } from '#domain/catalog/catalog-version.ts'
import { diskPlacer } from '#integrations/filesystem/place-file.ts'
import { threadWalker } from '#integrations/filesystem/walker.ts'
import { systemClock } from '#kernel/clock.ts'
import { silentLogger } from '#kernel/logger.ts'
import { onEveryDatabase } from '#test/support/databases.ts'
import { insertLibrary } from '#test/support/library.ts'
import { recording } from '#test/support/recording.ts'
import { runScan } from './scan-library.ts'

const pool = createBookPool({ size: 1 })
afterAll(() => pool.close())

const quiet = { publish() {}, subscribe: () => () => {}, close: async () => {} }

onEveryDatabase('a scan', (world) => {
  let root: string
  let libraryId: number
  let names = 0

  /** Writes files as they lie on a disk for a while. */
  const put = (files: Record<string, Uint8Array | string>) => {
    for (const [name, bytes] of Object.entries(files)) {
      const path = join(root, name)
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, bytes)
      utimesSync(path, new Date(2024, 0, 1), new Date(2024, 0, 1))
    }
  }
  const epub = (parts: EpubParts) => buildEpub({ chapters: [`<p>${++names} ${parts.title}</p>`], ...parts })

  const scan = (folder: string | null = null) => {
    const { db } = world
    const deps = {
      db: db.reader,
      dialect: db.dialect,
      transaction: recording(db).transaction,
      pool,
      walker: threadWalker,
      placer: diskPlacer,
      bus: quiet,
      clock: systemClock,
    }
    return runScan(
      deps,
      { libraryId, folder },
      { signal: AbortSignal.timeout(20_000), progress() {}, log: silentLogger },
    )
  }
  const files = () =>
    world.db.reader
      .selectFrom('book_files')
      .innerJoin('books', 'books.id', 'book_files.book_id')
      .select(['file_path', 'book_id', 'missing_since', 'join_reason', 'title', 'file_type', 'book_files.id'])
      .where('file_path', '>=', `${root}/`)
      .where('file_path', '<', `${root}0`)
      .orderBy('file_path')
      .execute()
  const lastRun = () =>
    world.db.reader
      .selectFrom('scan_runs')
      .selectAll()
      .where('library_id', '=', libraryId)
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
  const problems = () =>
    world.db.reader.selectFrom('scan_problems').selectAll().where('library_id', '=', libraryId).execute()

  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'colophon-scan-'))
    libraryId = (await insertLibrary(world.db, root)).id
    return () => rmSync(root, { recursive: true, force: true })
  })

  it('makes books of files, with people and series, and lists them in the library', async () => {
    put({
      'a.epub': epub({
        title: 'Emma',
        authors: ['Jane Austen', 'Second Writer'],
        series: { name: 'Novels', position: '2.5' },
      }),
      'Ann Author/Quiet.txt': 'words',
    })
    expect(await scan()).toEqual({ found: 2, added: 2 })
    const [quietBook, emma] = await files()
    expect(quietBook).toMatchObject({ title: 'Quiet', file_type: 'txt' })
    expect(emma).toMatchObject({ title: 'Emma', file_type: 'epub', missing_since: null })
    const book = await world.db.reader
      .selectFrom('books')
      .selectAll()
      .where('id', '=', emma?.book_id ?? 0)
      .executeTakeFirstOrThrow()
    expect(book).toMatchObject({
      sort_title: 'emma',
      sort_author: 'austen, jane',
      series_position: 2.5,
      is_library_visible: true,
    })
    const listed = await world.db.reader
      .selectFrom('library_books')
      .selectAll()
      .where('library_id', '=', libraryId)
      .execute()
    expect(listed).toHaveLength(2)
    expect((await lastRun()).state).toBe('done')
  })

  it('does nothing when nothing changed, and never records a path twice', async () => {
    put({ 'a.epub': epub({ title: 'Once' }) })
    await scan()
    const before = await files()
    expect(await scan()).toEqual({ found: 1, added: 0 })
    expect(await files()).toEqual(before)
  })

  it('joins the formats of one work into one book, and says why', async () => {
    const title = `Formats ${++names}`
    put({
      'one.epub': epub({ title, authors: ['H. G. Wells'] }),
      'other/two.epub': epub({ title, authors: ['Wells, H. G.'] }),
    })
    await scan()
    const found = await files()
    expect(new Set(found.map(({ book_id }) => book_id)).size).toBe(1)
    expect(found.map(({ join_reason }) => join_reason).sort()).toEqual([null, 'same title and author'].sort())
  })

  it('keeps volumes and languages apart', async () => {
    const title = `Apart ${++names}`
    put({
      'de.epub': epub({ title, language: 'de' }),
      'en.epub': epub({ title, language: 'en' }),
      'v1.epub': epub({ title: `${title} saga`, series: { name: 'Saga', position: '1' } }),
      'v2.epub': epub({ title: `${title} saga`, series: { name: 'Saga', position: '2' } }),
    })
    await scan()
    expect(new Set((await files()).map(({ book_id }) => book_id)).size).toBe(4)
  })

  it('keeps the book of a file that was moved and renamed', async () => {
    put({ 'before.epub': epub({ title: 'Wanderer' }), 'stays.epub': epub({ title: 'Stays' }) })
    await scan()
    const [before] = await files()
    mkdirSync(join(root, 'new place'))
    renameSync(join(root, 'before.epub'), join(root, 'new place', 'after.epub'))
    await scan()
    const after = (await files()).find(({ title }) => title === 'Wanderer')
    expect(after).toMatchObject({ id: before?.id, book_id: before?.book_id, missing_since: null })
    expect(after?.file_path).toBe(join(root, 'new place', 'after.epub'))
    expect(await files()).toHaveLength(2)
  })

  it('holds a vanished file missing, and takes it back when it returns', async () => {
    const bytes = epub({ title: 'Comes and goes' })
    put({ 'x.epub': bytes, 'y.epub': epub({ title: 'Always there' }) })
    await scan()
    rmSync(join(root, 'x.epub'))
    await scan()
    expect((await files()).map(({ missing_since }) => missing_since !== null)).toEqual([true, false])
    const { is_missing } = await world.db.reader
      .selectFrom('books')
      .select('is_missing')
      .where('title', '=', 'Comes and goes')
      .executeTakeFirstOrThrow()
    expect(is_missing).toBe(true)
    put({ 'x.epub': bytes })
    await scan()
    expect((await files()).map(({ missing_since }) => missing_since)).toEqual([null, null])
  })

  it('changes nothing when the folder is gone or suddenly empty, and says so', async () => {
    put({ 'x.epub': epub({ title: 'On a disk' }) })
    await scan()
    renameSync(join(root, 'x.epub'), `${root}.aside`)
    await scan()
    expect((await files())[0]?.missing_since).toBeNull()
    expect((await lastRun()).message).toContain('suddenly empty')
    rmSync(root, { recursive: true })
    await scan()
    expect((await files())[0]?.missing_since).toBeNull()
    expect(await lastRun()).toMatchObject({ state: 'stopped', message: expect.stringContaining('cannot be reached') })
    rmSync(`${root}.aside`)
  })

  it('reports a broken file with a reason, goes on with the rest, and forgets the report when the file is whole', async () => {
    put({ 'broken.epub': 'no book at all', 'good.epub': epub({ title: 'Good one' }) })
    await scan()
    expect(await files()).toHaveLength(1)
    const [problem] = await problems()
    expect(problem).toMatchObject({ path: join(root, 'broken.epub'), is_ignored: false })
    expect(problem?.message).toMatch(/\.$/)
    put({ 'broken.epub': epub({ title: 'Repaired' }) })
    await scan()
    expect(await files()).toHaveLength(2)
    expect(await problems()).toHaveLength(0)
  })

  it('reads a changed file again, but leaves what a person has set', async () => {
    put({ 'x.epub': epub({ title: 'First title', publisher: 'Old Press' }) })
    await scan()
    const [file] = await files()
    await world.db.writer
      .updateTable('books')
      .set({ title: 'Mine', locked_fields_json: ['title'] })
      .where('id', '=', file?.book_id ?? 0)
      .execute()
    put({ 'x.epub': epub({ title: 'Second, longer title', publisher: 'New Press' }) })
    await scan()
    const book = await world.db.reader
      .selectFrom('books')
      .selectAll()
      .where('id', '=', file?.book_id ?? 0)
      .executeTakeFirstOrThrow()
    expect(book).toMatchObject({ title: 'Mine', publisher: 'New Press' })
  })

  it('looks only into the folder that it is told', async () => {
    put({ 'in/a.epub': epub({ title: 'Inside' }), 'out/b.epub': epub({ title: 'Outside' }) })
    await scan(join(root, 'in'))
    expect((await files()).map(({ title }) => title)).toEqual(['Inside'])
    await scan()
    rmSync(join(root, 'out', 'b.epub'))
    await scan(join(root, 'in'))
    expect((await files()).every(({ missing_since }) => missing_since === null)).toBe(true)
  })

  it('waits for a file that was touched just now', async () => {
    put({ 'x.epub': epub({ title: 'Fresh' }) })
    utimesSync(join(root, 'x.epub'), new Date(), new Date())
    const began = Date.now()
    await scan()
    expect(Date.now() - began).toBeGreaterThan(1_000)
    expect(await files()).toHaveLength(1)
  })

  it('leaves alone what somebody took off a book, until another file is there', async () => {
    put({ 'Ada/gone.epub': epub({ title: 'Taken off' }) })
    await scan()
    const [file] = await files()
    const row = await world.db.reader
      .selectFrom('book_files')
      .selectAll()
      .where('id', '=', file?.id ?? 0)
      .executeTakeFirstOrThrow()
    await world.db.writer.deleteFrom('book_files').where('id', '=', row.id).execute()
    const change = {
      book_id: row.book_id,
      user_id: null,
      origin: 'person',
      kind: 'file-removed',
      summary: 'gone.epub was taken off this book',
      before_json: JSON.stringify({ file: row, parts: [] }),
      after_json: null,
      created_at: new Date().toISOString(),
      undone_at: null,
    }
    await world.db.writer
      .insertInto('changes')
      .values({ ...change, public_id: world.db.dialect.newPublicId() })
      .execute()

    await scan()
    expect(await files()).toEqual([])

    put({ 'Ada/gone.epub': epub({ title: 'Another one in its place' }) })
    await scan()
    expect(await files()).toHaveLength(1)
  })

  it('says nothing of a book whose file somebody recorded by hand', async () => {
    put({ 'Somebody/by hand.epub': epub({ title: 'By hand', authors: ['Ada'] }) })
    await scan()
    const [file] = await files()
    const ofBook = file?.book_id ?? 0
    const creators = () =>
      world.db.reader.selectFrom('book_creators').select('author_id').where('book_id', '=', ofBook).execute()
    expect(await creators()).toHaveLength(1)
    await world.db.writer.deleteFrom('book_creators').where('book_id', '=', ofBook).execute()
    await world.db.writer
      .updateTable('book_files')
      .set({ modified_ms: null, partial_md5: null })
      .where('id', '=', file?.id ?? 0)
      .execute()
    const before = await catalogVersion(world.db.reader)

    await scan()

    expect((await files())[0]).toMatchObject({ book_id: ofBook, missing_since: null })
    // Whoever has looked at the catalogue has seen all that there is to see.
    expect(await catalogVersion(world.db.reader)).toBe(before)
    expect(await creators()).toEqual([])
    const read = world.db.reader.selectFrom('book_files').select(['partial_md5', 'modified_ms'])
    expect(await read.where('book_id', '=', ofBook).execute()).not.toMatchObject([{ partial_md5: null }])
  })
})
