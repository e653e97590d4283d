import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildMp3 } from '@colophon/formats/audio/testing/build-mp3.ts'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { runImport } from '#domain/importing/import-download.ts'
import { sweepImports } from '#domain/importing/sweep-imports.ts'
import { DiskTrouble } from '#kernel/disk-trouble.ts'
import { onEveryDatabase } from '../support/databases.ts'
import { epub, filesBelow, type ImportWorld, importWorld, quietly } from './import-world.ts'

const HOUR_MS = 3_600_000

onEveryDatabase('files that other programs take', (databases) => {
  let world: ImportWorld
  let drop: string
  /** What the server takes for the present. */
  let now: Date
  const deps = () => ({ ...world.deps, clock: { now: () => now } })
  const set = (key: string, value: string) =>
    databases.db.writer
      .insertInto('settings')
      .values({ key, value, updated_at: now.toISOString() })
      .onConflict((c) => c.column('key').doUpdateSet({ value }))
      .execute()
  const work = (id: number) => runImport(deps(), id, quietly())
  const sweep = () => sweepImports.run(deps(), {}, { ...quietly(), jobId: 'x', attempt: 1, progress() {} })
  const released = () =>
    world.announced.flatMap((item) => (item.name === 'importing.import-released' ? [item.payload] : []))
  const dropped = () => Object.keys(filesBelow(drop)).sort()
  const told = async (bookId: number) => {
    const notes = await databases.db.reader
      .selectFrom('acquisition_history')
      .select(['event_type', 'data_json'])
      .where('book_id', '=', bookId)
      .orderBy('id')
      .execute()
    return notes.map(({ event_type, data_json }) => ({ event: event_type, ...(data_json as object) }))
  }

  beforeEach(async () => {
    now = new Date('2026-03-14T12:00:00.000Z')
    world = importWorld(databases.db)
    drop = join(world.folders.downloads, 'drop')
    mkdirSync(drop)
    await databases.db.writer.deleteFrom('settings').execute()
  })
  afterEach(async () => {
    await databases.db.writer.deleteFrom('settings').execute()
    await databases.db.writer.deleteFrom('downloads').execute()
    await world.close()
  })

  const pairing = async () => {
    await set('import.mode', 'external')
    await set('import.drop_folder', drop)
    await set('import.drop_pair_gating', 'true')
  }
  const ebookOf = (bookId: number) =>
    world.finished(world.download('read', { 'q.epub': epub('Pair') }), bookId, { completed_at: now.toISOString() })
  const audioOf = (bookId: number) =>
    world.finished(world.download('heard', { '1.mp3': buildMp3([]) }), bookId, {
      ...{ slot: 'audiobook', completed_at: now.toISOString() },
    })

  it('wait as half of a pair until the other half is there, and then go together', async () => {
    await pairing()
    const bookId = await world.wantedBook('Pair', 'Jane Doe', 'both')
    const first = await ebookOf(bookId)
    await work(first)
    expect(await world.row(first)).toMatchObject({ status: 'importHeld', is_in_flight: true })
    expect(dropped()).toEqual([])
    expect(await told(bookId)).toMatchObject([
      { event: 'downloadFolderImported', mode: 'drop-hold', status: 'importHeld', format: 'ebook' },
    ])

    const second = await audioOf(bookId)
    await work(second)
    expect(released()).toEqual([{ downloadId: first }])
    await work(first)
    expect((await world.row(first)).status).toBe('importExternal')
    expect((await world.row(second)).status).toBe('importExternal')
    expect(dropped()).toEqual(['Pair - Jane Doe.epub', 'Pair - Jane Doe/1.mp3'])
  })

  it('go alone when they have waited for three days', async () => {
    await pairing()
    const bookId = await world.wantedBook('Pair', 'Jane Doe', 'both')
    const id = await ebookOf(bookId)
    await work(id)
    now = new Date(now.getTime() + 72 * HOUR_MS - 1)
    await sweep()
    expect((await world.row(id)).status).toBe('importHeld')

    now = new Date(now.getTime() + 1)
    await sweep()
    expect(released()).toEqual([{ downloadId: id }])
    await work(id)
    expect((await world.row(id)).status).toBe('importExternal')
    expect(dropped()).toEqual(['Pair - Jane Doe.epub'])
  })

  it('wait as long as somebody has set', async () => {
    await pairing()
    await set('import.drop_pair_gating_timeout_hours', '2')
    const id = await ebookOf(await world.wantedBook('Pair', 'Jane Doe', 'both'))
    await work(id)
    now = new Date(now.getTime() + 2 * HOUR_MS)
    await sweep()
    expect((await world.row(id)).status).toBe('importPending')
  })

  it('go on where two halves came at the same moment and both began to wait', async () => {
    await pairing()
    const bookId = await world.wantedBook('Pair', 'Jane Doe', 'both')
    const ids = [await ebookOf(bookId), await audioOf(bookId)]
    await databases.db.writer.updateTable('downloads').set({ status: 'importHeld' }).execute()
    await sweep()
    expect((await world.row(ids[0] ?? 0)).status).toBe('importPending')
    for (const id of ids) await work(id)
    expect(dropped()).toEqual(['Pair - Jane Doe.epub', 'Pair - Jane Doe/1.mp3'])
  })

  it.each([
    ['pairs are not kept together any more', () => set('import.drop_pair_gating', 'false')],
    [
      'the other half was taken in some other way',
      async (bookId: number) => {
        await set('import.mode', 'copy')
        const other = await audioOf(bookId)
        await work(other)
        await databases.db.writer.deleteFrom('downloads').where('id', '=', other).execute()
        await set('import.mode', 'external')
      },
    ],
    [
      'only one form is wanted now',
      (bookId: number) =>
        databases.db.writer.updateTable('books').set({ media_type: 'ebook' }).where('id', '=', bookId).execute(),
    ],
  ])('wait no longer where %s', async (_why, change) => {
    await pairing()
    const bookId = await world.wantedBook('Pair', 'Jane Doe', 'both')
    const id = await ebookOf(bookId)
    await work(id)
    await change(bookId)
    await sweep()
    expect((await world.row(id)).status).toBe('importPending')
  })

  it('are a further copy of each e-book that is imported, which is a file of its own', async () => {
    await set('cwa.ingest_path', drop)
    const bookId = await world.wantedBook('Copied')
    const source = world.download('copied', { 'q.epub': epub('Copied'), 'q.txt': 'words' })
    await work(await world.finished(source, bookId, { protocol: 'usenet' }))
    expect(dropped()).toEqual(['Copied - Jane Doe.epub', 'Copied - Jane Doe.txt'])
    const [file] = await world.files(bookId)
    const copy = join(drop, 'Copied - Jane Doe.epub')
    expect(readFileSync(copy).equals(readFileSync(file?.file_path ?? ''))).toBe(true)
    expect(statSync(copy).nlink).toBe(1)
  })

  it('are written over nothing that lies in the folder', async () => {
    await set('cwa.ingest_path', drop)
    writeFileSync(join(drop, 'Copied - Jane Doe.epub'), 'somebody put this here')
    const bookId = await world.wantedBook('Copied')
    await work(await world.finished(world.download('copied', { 'q.epub': epub('Copied') }), bookId))
    expect(readFileSync(join(drop, 'Copied - Jane Doe.epub'), 'utf8')).toBe('somebody put this here')
    expect(dropped()).toEqual(['Copied - Jane Doe (2).epub', 'Copied - Jane Doe.epub'])
  })

  it('are no further copy of what is heard', async () => {
    await set('cwa.ingest_path', drop)
    const bookId = await world.wantedBook('Heard', 'Jane Doe', 'audiobook')
    await work(await audioOf(bookId))
    expect((await world.book(bookId)).status).toBe('imported')
    expect(dropped()).toEqual([])
  })

  it('are missed where their folder is away, and the import says so and is whole', async () => {
    await set('cwa.ingest_path', drop)
    rmSync(drop, { recursive: true })
    const bookId = await world.wantedBook('Away')
    const id = await world.finished(world.download('away', { 'q.epub': epub('Away') }), bookId)
    await work(id)
    expect((await world.row(id)).status).toBe('imported')
    expect(existsSync(drop)).toBe(false)
    expect(await told(bookId)).toMatchObject([
      {
        event: 'bookImported',
        warnings: [expect.stringMatching(/^no further copy: the folder .* cannot be reached$/)],
      },
    ])
  })

  it('are missed where the disk of their folder is full', async () => {
    await set('cwa.ingest_path', drop)
    const bookId = await world.wantedBook('Full')
    const id = await world.finished(world.download('full', { 'q.epub': epub('Full') }), bookId)
    const { disk } = world.deps
    const full: typeof disk = {
      ...disk,
      async stage(load, stage, ...rest) {
        if (!stage.startsWith(drop)) return disk.stage(load, stage, ...rest)
        writeFileSync(stage, 'half of it')
        throw new DiskTrouble('no-space', `there is no space left for ${stage}`)
      },
    }
    await runImport({ ...deps(), disk: full }, id, quietly())
    expect((await world.row(id)).status).toBe('imported')
    expect(dropped()).toEqual([])
    expect(await told(bookId)).toMatchObject([{ warnings: [expect.stringMatching(/no space left/)] }])
  })
})
