import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runImport, takeUpImport } from '#domain/importing/import-download.ts'
import { onEveryDatabase } from '../support/databases.ts'
import { epub, filesBelow, type ImportWorld, importWorld, quietly } from './import-world.ts'

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
    const order = { url: databases.url, downloadId, folders: world.folders, killAt }
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
