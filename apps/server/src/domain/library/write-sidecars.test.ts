import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildEpub } from '@colophon/formats/testing/build-epub.ts'
import { createBookPool } from '@colophon/formats/workers/pool.ts'
import { afterAll, beforeEach, expect, it } from 'vitest'
import { diskPlacer } from '#integrations/filesystem/place-file.ts'
import { threadWalker } from '#integrations/filesystem/walker.ts'
import { systemClock } from '#kernel/clock.ts'
import { silentLogger } from '#kernel/logger.ts'
import { onEveryDatabase } from '#test/support/databases.ts'
import { insertLibrary } from '#test/support/library.ts'
import { recording } from '#test/support/recording.ts'
import { runScan } from './scan-library.ts'
import { writeSidecars } from './write-sidecars.ts'

const pool = createBookPool({ size: 1 })
afterAll(() => pool.close())

const quiet = { publish() {}, subscribe: () => () => {}, close: async () => {} }

onEveryDatabase('files beside books', (world) => {
  let root: string
  let libraryId: number
  const context = { signal: AbortSignal.timeout(20_000), progress() {}, log: silentLogger, jobId: '', attempt: 1 }

  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'colophon-sidecars-'))
    libraryId = (await insertLibrary(world.db, root)).id
    mkdirSync(join(root, 'Ada'))
    const path = join(root, 'Ada', 'one.epub')
    writeFileSync(path, buildEpub({ title: `Described ${root}`, chapters: ['<p>Text</p>'] }))
    utimesSync(path, new Date(2024, 0, 1), new Date(2024, 0, 1))
    return () => rmSync(root, { recursive: true, force: true })
  })

  const scan = () => {
    const { db } = world
    const { transaction } = recording(db)
    const edges = { pool, walker: threadWalker, placer: diskPlacer, bus: quiet, clock: systemClock }
    const deps = { db: db.reader, dialect: db.dialect, transaction, ...edges }
    return runScan(deps, { libraryId, folder: null }, context)
  }
  const write = async () => {
    const { transaction, announced } = recording(world.db)
    const result = await writeSidecars.run({ db: world.db.reader, transaction, pool }, { libraryId }, context)
    return { result, announced }
  }
  const awaited = () =>
    world.db.reader.selectFrom('awaited_sidecars').select('file_id').where('library_id', '=', libraryId).execute()
  const wants = (has: boolean) =>
    world.db.writer.updateTable('libraries').set({ has_sidecars: has }).where('id', '=', libraryId).execute()

  it('are written once for what a scan found, where the library writes such', async () => {
    await wants(true)
    await scan()
    expect(await awaited()).toHaveLength(1)

    expect((await write()).result).toEqual({ written: 1 })

    expect(readFileSync(join(root, 'Ada', 'metadata.opf'), 'utf8')).toContain('Described')
    expect(await awaited()).toEqual([])
    expect((await write()).result).toEqual({ written: 0 })
  })

  it('are not written where the library leaves folders alone', async () => {
    await wants(false)
    await scan()

    expect(await awaited()).toEqual([])
    expect((await write()).result).toEqual({ written: 0 })
    expect(existsSync(join(root, 'Ada', 'metadata.opf'))).toBe(false)
  })

  it('wait for covers that are not drawn yet, as one job however many books there are', async () => {
    await wants(true)
    await scan()
    const { file_id } = (await awaited())[0] ?? { file_id: 0 }
    const now = new Date().toISOString()
    await world.db.writer
      .insertInto('covers')
      .values({ hash: `waiting ${file_id}`, mime: 'image/jpeg', file_id, created_at: now })
      .execute()

    const { result, announced } = await write()

    expect(result).toEqual({ written: 0, putOff: 'covers come first' })
    expect(announced).toMatchObject([{ name: 'library.write-sidecars', payload: { libraryId } }])
    expect(await awaited()).toHaveLength(1)
    await world.db.writer.deleteFrom('covers').where('file_id', '=', file_id).execute()
  })
})
