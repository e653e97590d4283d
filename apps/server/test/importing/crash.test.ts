import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runImport, takeUpImport } from '#domain/importing/import-download.ts'
import { onEveryDatabase } from '../support/databases.ts'
import {
  azw3,
  epub,
  filesBelow,
  type ImportWorld,
  importWorld,
  quietly,
  upgradeFrom,
  workLeft,
} from './import-world.ts'

const run = promisify(execFile)
const script = new URL('./import-process.ts', import.meta.url).pathname
const STEPS = 30
/** Each step is a process of its own. */
const PATIENCE_MS = 240_000

onEveryDatabase('an import that is killed', (databases) => {
  let world: ImportWorld
  beforeAll(() => {
    world = importWorld(databases.db)
  })
  afterAll(() => world.close())

  const importIn = async (downloadId: number, killAt: number) => {
    const { folders, deps } = world
    const order = { url: databases.url, downloadId, folders, workFolder: deps.workFolder, killAt }
    try {
      return { steps: Number((await run(process.execPath, [script, JSON.stringify(order)])).stdout) }
    } catch (error) {
      const { signal, stderr } = error as { signal: string; stderr: string }
      if (signal !== 'SIGKILL') throw new Error(stderr, { cause: error })
      return { killed: true }
    }
  }

  it(
    'ends in one whole file, one record and nothing else, wherever it was cut off',
    async () => {
      let isThrough = false
      for (let killAt = 1; killAt <= STEPS && !isThrough; killAt++) {
        const title = `Book ${killAt}`
        const bookId = await world.wantedBook(title, `Author ${killAt}`)
        const bytes = epub(title, `Author ${killAt}`)
        const source = world.download(title, { 'in.epub': bytes, 'x.nfo': 'x' })
        const id = await world.finished(source, bookId, { protocol: 'usenet' })
        isThrough = 'steps' in (await importIn(id, killAt))

        const path = join(world.folders.library, `Author ${killAt}/${title} (2024)/${title} - Author ${killAt}.epub`)
        const cut = filesBelow(world.folders.library)
        for (const [name, size] of Object.entries(cut)) {
          if (!name.includes('.colophon-stage-')) expect(size, `${name} after step ${killAt}`).toBeGreaterThan(0)
        }
        await runImport(world.deps, id, quietly())
        expect(await world.row(id), `after step ${killAt}`).toMatchObject({ status: 'imported', error_message: '' })
        expect(readFileSync(path).equals(Buffer.from(bytes))).toBe(true)
        expect((await world.files(bookId)).map(({ file_path }) => file_path)).toEqual([path])
        expect(
          Object.keys(filesBelow(world.folders.library)).filter((name) => name.includes('colophon-stage')),
        ).toEqual([])
        expect(Object.keys(filesBelow(source))).toEqual(['x.nfo'])
        expect(await databases.db.reader.selectFrom('import_journals').selectAll().execute()).toEqual([])
      }
      expect(isThrough, 'all steps were tried').toBe(true)
    },
    PATIENCE_MS,
  )

  it.each([
    ['a book out of an archive with a further copy', { 'cwa.ingest_path': true }, 'imported'],
    ['a book for another program', { 'import.drop_folder': true, 'import.mode': 'external' }, 'importExternal'],
  ] as const)(
    'leaves %s in the watched folder once and nothing unpacked, wherever it was cut off',
    async (_what, settings, status) => {
      const watched = join(world.folders.downloads, `watched-${status}`)
      mkdirSync(watched)
      const rows = Object.entries(settings).map(([key, value]) => ({
        ...{ key, value: value === true ? watched : value, updated_at: '2026-03-14T12:00:00.000Z' },
      }))
      await databases.db.writer.insertInto('settings').values(rows).execute()
      let isThrough = false
      for (let killAt = 1; killAt <= STEPS && !isThrough; killAt++) {
        const title = `Watched ${killAt}`
        const bookId = await world.wantedBook(title, status)
        const source = world.download(title, { 'in.zip': zipSync({ 'in.epub': epub(title, status) }) })
        const id = await world.finished(source, bookId)
        isThrough = 'steps' in (await importIn(id, killAt))
        // The other program takes what it finds.
        const names = () => readdirSync(watched).sort()
        const taken = names().filter((name) => name.endsWith('.epub'))
        for (const name of taken) rmSync(join(watched, name))

        await runImport(world.deps, id, quietly())
        expect((await world.row(id)).status, `after step ${killAt}`).toBe(status)
        expect([...taken, ...names()], `after step ${killAt}`).toEqual([`${title} - ${status}.epub`])
        expect(workLeft(world), `after step ${killAt}`).toEqual([])
        for (const name of names()) rmSync(join(watched, name))
      }
      await databases.db.writer.deleteFrom('settings').execute()
      expect(isThrough, 'all steps were tried').toBe(true)
    },
    PATIENCE_MS,
  )

  it(
    'has at every moment the old file or the new one where it replaces one, and ends in the new one and the bin',
    async () => {
      for (const [place, formats] of Object.entries({ 'another place': ['epub', 'azw3'], 'the same place': [] })) {
        let isThrough = false
        for (let killAt = 1; killAt <= STEPS && !isThrough; killAt++) {
          const [title, author] = [`Better ${killAt}`, `Of ${place} ${killAt}`]
          const bookId = await world.wantedBook(title, author)
          const old = epub(title, author)
          await runImport(
            world.deps,
            await world.finished(world.download(`${place} ${title}`, { 'a.epub': old }), bookId),
            quietly(),
          )
          const [held] = await world.files(bookId)
          const isElsewhere = formats.length > 0
          if (isElsewhere) await world.profileFor(bookId, formats)
          const bytes = isElsewhere ? azw3(title, author) : epub(`${title}: again`, author)
          const source = world.download(`${place} ${title} again`, { [isElsewhere ? 'b.azw3' : 'b.epub']: bytes })
          const order = isElsewhere ? { release_json: upgradeFrom('epub', 'azw3'), is_automatic: true } : {}
          const id = await world.finished(source, bookId, { protocol: 'usenet', ...order })
          isThrough = 'steps' in (await importIn(id, killAt))

          const what = `${place}, after step ${killAt}`
          const own = () =>
            Object.entries(filesBelow(world.folders.library)).filter(([name]) => name.startsWith(author))
          const whole = new Set([old.length, bytes.length])
          const named = own().filter(([name]) => !name.includes('.colophon-stage-'))
          expect(named.length, what).toBeGreaterThan(0)
          for (const [name, size] of named) expect(whole, `${name}: ${what}`).toContain(size)

          await runImport(world.deps, id, quietly())
          expect(await world.row(id), what).toMatchObject({ status: 'imported', error_message: '' })
          const files = await world.files(bookId)
          const path = join(world.folders.library, own()[0]?.[0] ?? '')
          expect(own().length, what).toBe(1)
          expect(
            files.map(({ file_path }) => file_path),
            what,
          ).toEqual([path])
          expect(readFileSync(path).equals(Buffer.from(bytes)), what).toBe(true)
          const bin = join(world.folders.library, '.recycle')
          const kept = Object.keys(filesBelow(bin)).filter((name) => name.includes(`/${author}/`))
          expect(kept.length, what).toBe(1)
          expect(readFileSync(join(bin, kept[0] ?? '')).equals(Buffer.from(old)), what).toBe(true)
          expect(await replacedPaths(bookId), what).toEqual([held?.file_path])
          expect(await databases.db.reader.selectFrom('import_journals').selectAll().execute()).toEqual([])
        }
        expect(isThrough, 'all steps were tried').toBe(true)
      }
    },
    PATIENCE_MS,
  )

  const replacedPaths = async (bookId: number) => {
    const rows = await databases.db.reader
      .selectFrom('acquisition_history')
      .select('data_json')
      .where('book_id', '=', bookId)
      .where('event_type', '=', 'fileReplaced')
      .execute()
    return rows.map(({ data_json }) => (data_json as { path: string }).path)
  }

  it('is undone where nobody tries again: nothing of it is left in the library', async () => {
    const bookId = await world.wantedBook('Undone', 'Nobody')
    const source = world.download('undone', { 'in.epub': epub('Undone', 'Nobody') })
    const id = await world.finished(source, bookId)
    // The copy is staged, the catalogue knows nothing.
    await importIn(id, 4)
    await takeUpImport(world.deps, id)
    const left = Object.keys(filesBelow(world.folders.library)).filter((name) => name.startsWith('Nobody/'))
    expect((await world.row(id)).status).toBe('importFailed')
    expect(left).toEqual([])
  })
})
