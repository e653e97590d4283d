import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { buildMp3 } from '@colophon/formats/audio/testing/build-mp3.ts'
import { buildMp4 } from '@colophon/formats/audio/testing/build-mp4.ts'
import type { Insertable } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Downloads, FileOrigin } from '#database/schema.ts'
import { recordFiles } from '#domain/catalog/record-files.ts'
import { bookImported } from '#domain/importing/events.ts'
import { importAnyway } from '#domain/importing/import-anyway.ts'
import { runImport } from '#domain/importing/import-download.ts'
import { onEveryDatabase } from '../support/databases.ts'
import { azw3, epub, filesBelow, type ImportWorld, importWorld, quietly, upgradeFrom, work } from './import-world.ts'

type Files = Record<string, Uint8Array | string>
type More = Partial<Insertable<Downloads>>

onEveryDatabase('a better file for a book that has one', (databases) => {
  let world: ImportWorld
  let serial = 0
  beforeAll(() => {
    world = importWorld(databases.db)
  })
  afterAll(() => world.close())

  const set = (key: string, value: string) =>
    databases.db.writer
      .insertInto('settings')
      .values({ key, value, updated_at: new Date().toISOString() })
      .onConflict((c) => c.column('key').doUpdateSet({ value }))
      .execute()
  const bring = async (bookId: number, files: Files, more: More = {}) => {
    serial += 1
    const id = await world.finished(world.download(`release ${serial}`, files), bookId, more)
    await runImport(world.deps, id, quietly())
    return world.row(id)
  }
  const upgrade = (from: string, to: string): More => ({ release_json: upgradeFrom(from, to), is_automatic: true })
  const held = async (
    title: string,
    files: Files,
    formats: readonly string[],
    slot: 'ebook' | 'audiobook' = 'ebook',
  ) => {
    const bookId = await world.wantedBook(title, `Author of ${title}`, slot)
    await world.profileFor(bookId, formats)
    expect(await bring(bookId, files, { slot })).toMatchObject({ status: 'imported' })
    return bookId
  }
  const formatsOf = async (bookId: number) => (await world.files(bookId)).map(({ file_type }) => file_type).sort()
  const binned = (title: string) =>
    Object.keys(filesBelow(world.folders.library)).filter(
      (name) => name.startsWith('.recycle/') && name.includes(title),
    )
  const history = (bookId: number) =>
    databases.db.reader
      .selectFrom('acquisition_history')
      .select(['event_type', 'data_json'])
      .where('book_id', '=', bookId)
      .orderBy('id')
      .execute()
  const author = (title: string) => `Author of ${title}`

  it('takes its place: the old one lies in the bin, the history and whoever is told say from what to what', async () => {
    const bookId = await held('Emma', { 'a.epub': epub('Emma', author('Emma')) }, ['epub', 'azw3'])
    const [old] = await world.files(bookId)
    const row = await bring(bookId, { 'b.azw3': azw3('Emma', author('Emma')) }, upgrade('epub', 'azw3'))
    expect(row).toMatchObject({ status: 'imported' })
    const files = await world.files(bookId)
    expect(files).toMatchObject([{ file_type: 'azw3', origin: 'import', missing_since: null }])
    expect(existsSync(old?.file_path ?? '')).toBe(false)
    expect(existsSync(files[0]?.file_path ?? '')).toBe(true)
    expect(binned('Emma')).toHaveLength(1)
    expect(await world.book(bookId)).toMatchObject({ status: 'imported', is_library_visible: true, has_files: true })
    expect((await history(bookId)).at(-2)).toMatchObject({
      event_type: 'fileReplaced',
      data_json: { path: old?.file_path, fromFormat: 'epub', toFormat: 'azw3', fromScore: 0, toScore: 0 },
    })
    const told = world.announced.filter((one) => one.kind === 'event' && one.name === bookImported.eventName)
    expect(told.at(-1)?.payload).toMatchObject({ bookId, outdone: { from: 'epub', to: 'azw3' } })
  })

  it('leaves places, notes and downloads of readers with the book', async () => {
    const bookId = await held('Read', { 'a.epub': epub('Read', author('Read')) }, ['epub', 'azw3'])
    const [old] = await world.files(bookId)
    const { writer, reader, dialect } = databases.db
    const now = new Date().toISOString()
    const user = await writer
      .insertInto('users')
      .values({ public_id: dialect.newPublicId(), ...person, created_at: now, updated_at: now })
      .returning('id')
      .executeTakeFirstOrThrow()
    const owner = { user_id: user.id, book_id: bookId }
    const where = { fraction: 0.4, locator: 'epubcfi(/6/8!/4/2)', source: 'web', device: null }
    const event = await writer
      .insertInto('reading_events')
      .values({ ...owner, ...where, file_id: old?.id ?? 0, at: now, created_at: now })
      .returning('id')
      .executeTakeFirstOrThrow()
    await writer
      .insertInto('reading_places')
      .values({ ...owner, ...where, event_id: event.id, updated_at: now, left_event_id: null })
      .execute()
    await writer
      .insertInto('annotations')
      .values({
        ...{ ...owner, public_id: dialect.newPublicId(), file_id: old?.id ?? 0, kind: 'highlight', quote: 'so much' },
        ...{ note: 'well said', color: 'yellow', locator: 'epubcfi(/6/8!/4/2)', fraction: 0.4, chapter: null },
        ...{ group_id: null, search_text: '', created_at: now, updated_at: now },
      })
      .execute()
    await writer
      .insertInto('download_events')
      .values({ user_id: user.id, file_id: old?.id ?? 0, created_at: now })
      .execute()
    const digest = { digest: 'd1', kind: 'partial', variant: 'original', file_id: old?.id ?? 0 } as const
    await writer
      .insertInto('document_digests')
      .values({ ...digest, first_seen_at: now })
      .execute()
    await writer
      .updateTable('book_files')
      .set({ download_count: 3 })
      .where('id', '=', old?.id ?? 0)
      .execute()

    await bring(bookId, { 'b.azw3': azw3('Read', author('Read')) }, upgrade('epub', 'azw3'))
    const [file] = await world.files(bookId)
    // Where it was in the words of an EPUB would lead elsewhere in a Kindle book; how far it was holds in both.
    expect(await reader.selectFrom('reading_places').selectAll().where('book_id', '=', bookId).execute()).toMatchObject(
      [{ fraction: 0.4, locator: null }],
    )
    expect(await reader.selectFrom('annotations').selectAll().where('book_id', '=', bookId).execute()).toMatchObject([
      { quote: 'so much', note: 'well said', fraction: 0.4, locator: null },
    ])
    expect(file?.download_count).toBe(3)
    const downloads = await reader.selectFrom('download_events').select('file_id').execute()
    expect(downloads).toEqual([{ file_id: file?.id }])
    // A reader that still holds the old file is known by it.
    const digests = await reader.selectFrom('document_digests').select(['digest', 'file_id']).execute()
    expect(digests).toEqual([{ digest: 'd1', file_id: file?.id }])
  })

  it.each(['scan', 'upload', 'hand'] as const)(
    'never takes the place of one that came by %s',
    async (origin: FileOrigin) => {
      const title = `By ${origin}`
      const bookId = await held(title, { 'a.epub': epub(title, author(title)) }, ['epub', 'azw3'])
      await databases.db.writer.updateTable('book_files').set({ origin }).where('book_id', '=', bookId).execute()
      const better = await bring(bookId, { 'b.azw3': azw3(title, author(title)) }, upgrade('epub', 'azw3'))
      expect(better).toMatchObject({ status: 'importBlocked', error_message: /never replaced/ })
      // Neither does another one of the same name.
      const second = epub(`${title}, once more`, author(title))
      expect(await bring(bookId, { 'c.epub': second }, { is_automatic: true })).toMatchObject({
        status: 'imported',
      })
      expect((await world.files(bookId)).map(({ file_name }) => file_name)).toEqual([
        `${title} - ${author(title)}.epub`,
        `${title} - ${author(title)} (2).epub`,
      ])
      expect(binned(title)).toEqual([])
    },
  )

  it('counts what a person has imported as theirs', async () => {
    const bookId = await world.wantedBook('Mine', author('Mine'))
    await bring(
      bookId,
      { 'a.epub': epub('Mine', author('Mine')) },
      {
        release_json: { manual: true, format: null, isMoved: false },
      },
    )
    expect(await world.files(bookId)).toMatchObject([{ origin: 'hand' }])
  })

  it('leaves alone what somebody has made something else of', async () => {
    const bookId = await held('Edited', { 'a.epub': epub('Edited', author('Edited')) }, ['epub', 'azw3'])
    const [file] = await world.files(bookId)
    const seen = (sizeBytes: number, modifiedMs: number) => ({
      ...{ path: file?.file_path ?? '', fileType: 'epub', media: 'ebook' as const, sizeBytes, modifiedMs },
      ...{ partialMd5: null, origin: 'scan' as const, parts: [], libraryIds: [], movedFrom: null },
      work: work('Edited', author('Edited')),
    })
    const scan = (found: ReturnType<typeof seen>) =>
      databases.db.writer
        .transaction()
        .execute((trx) => recordFiles(trx, { dialect: databases.db.dialect, files: [found], now: '2026-03-15' }))
    await scan(seen(Number(file?.size_bytes), 1))
    expect(await world.files(bookId)).toMatchObject([{ origin: 'import' }])
    await scan(seen(Number(file?.size_bytes) + 1, 2))
    expect(await world.files(bookId)).toMatchObject([{ origin: 'scan' }])
  })

  it('is no better where its files are not: it is given up for good, and the old one stays', async () => {
    const bookId = await held('Lied', { 'a.epub': epub('Lied', author('Lied')) }, ['epub', 'azw3'])
    world.announced.length = 0
    const row = await bring(bookId, { 'b.epub': epub('Lied: again', author('Lied')) }, upgrade('epub', 'azw3'))
    expect(row).toMatchObject({
      status: 'importBlocked',
      error_message: 'the files are epub, which is no better than the epub that is there',
    })
    expect(world.announced.map(({ name }) => name)).toContain('importing.download-is-fake')
    expect(await formatsOf(bookId)).toEqual(['epub'])
  })

  it('is not asked for any more where the profile has changed meanwhile', async () => {
    const bookId = await held('Changed', { 'a.epub': epub('Changed', author('Changed')) }, ['epub', 'azw3'])
    await databases.db.writer
      .updateTable('quality_profiles')
      .set({ is_upgrade_allowed: false })
      .where('name', '=', `Profile ${bookId}`)
      .execute()
    const row = await bring(bookId, { 'b.azw3': azw3('Changed', author('Changed')) }, upgrade('epub', 'azw3'))
    expect(row).toMatchObject({ status: 'importBlocked', error_message: /profile does not ask/ })
    expect(await formatsOf(bookId)).toEqual(['epub'])
    // Somebody wants it all the same: beside the old one.
    await importAnyway(world.deps, row.id)
    await runImport(world.deps, row.id, quietly())
    expect(await formatsOf(bookId)).toEqual(['azw3', 'epub'])
  })

  it('stands beside the old one where a person chose it, and in its place where better ones are looked for', async () => {
    const bring2 = async (title: string) => {
      const bookId = await held(title, { 'a.epub': epub(title, author(title)) }, ['epub', 'azw3'])
      await bring(bookId, { 'b.azw3': azw3(title, author(title)) })
      return formatsOf(bookId)
    }
    expect(await bring2('Chosen')).toEqual(['azw3', 'epub'])
    await set('upgrade.enabled', 'true')
    expect(await bring2('Chosen too')).toEqual(['azw3'])
    await set('upgrade.enabled', 'false')
  })

  it('leaves nothing in the bin where nothing is kept', async () => {
    await set('recycle.days', '0')
    const bookId = await held('Gone', { 'a.epub': epub('Gone', author('Gone')) }, ['epub', 'azw3'])
    await bring(bookId, { 'b.azw3': azw3('Gone', author('Gone')) }, upgrade('epub', 'azw3'))
    await set('recycle.days', '14')
    expect(await formatsOf(bookId)).toEqual(['azw3'])
    expect(binned('Gone')).toEqual([])
  })

  it('takes the folder of an audiobook as a whole, under the same name', async () => {
    const tracks = { '01.mp3': buildMp3([]), '02.mp3': buildMp3([]) }
    const bookId = await held('Heard', tracks, ['mp3', 'm4b'], 'audiobook')
    const [old] = await world.files(bookId)
    const parts = { '01.m4b': buildMp4({ seconds: 60 }), '02.m4b': buildMp4({ seconds: 60 }) }
    const row = await bring(bookId, parts, { ...upgrade('mp3', 'm4b'), slot: 'audiobook' })
    expect(row).toMatchObject({ status: 'imported', error_message: '' })
    expect(await world.files(bookId)).toMatchObject([{ id: old?.id, file_path: old?.file_path }])
    expect(Object.keys(filesBelow(old?.file_path ?? '')).sort()).toEqual(['01.m4b', '02.m4b'])
    const bin = Object.keys(filesBelow(join(world.folders.audiobooks, '.recycle')))
    expect(bin.map((name) => name.slice(-6)).sort()).toEqual(['01.mp3', '02.mp3'])
  })

  it('takes the folder of a single track, unless something else lies in it', async () => {
    const single = { '01.mp3': buildMp3([]), 'cover.jpg': 'x' }
    const better = { ...upgrade('mp3', 'm4b'), slot: 'audiobook' } as const
    const bookId = await held('One track', single, ['mp3', 'm4b'], 'audiobook')
    const folder = dirname((await world.files(bookId))[0]?.file_path ?? '')
    await bring(bookId, { 'all.m4b': buildMp4({ seconds: 60 }) }, better)
    expect((await world.files(bookId)).map(({ file_path }) => file_path)).toEqual([join(folder, 'all.m4b')])
    expect(Object.keys(filesBelow(folder))).toEqual(['all.m4b'])

    const other = await held('With a letter', single, ['mp3', 'm4b'], 'audiobook')
    const shared = dirname((await world.files(other))[0]?.file_path ?? '')
    writeFileSync(join(shared, 'letter.docx'), 'Dear Jane')
    await bring(other, { 'all.m4b': buildMp4({ seconds: 60 }) }, better)
    expect((await world.files(other)).map(({ file_path }) => file_path)).toEqual([join(`${shared} (2)`, 'all.m4b')])
    expect(Object.keys(filesBelow(shared)).sort()).toEqual(['cover.jpg', 'letter.docx'])
  })

  it('leaves another book alone that lies in the folder of an audiobook', async () => {
    const bookId = await held('Shared', { '01.mp3': buildMp3([]), '02.mp3': buildMp3([]) }, ['mp3', 'm4b'], 'audiobook')
    const folder = (await world.files(bookId))[0]?.file_path ?? ''
    const guest = await world.wantedBook('Guest', author('Shared'))
    const path = join(folder, 'guest.epub')
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, epub('Guest', author('Shared')))
    const id = await world.finished(path, guest, { release_json: { manual: true, format: null, isMoved: false } })
    await runImport(world.deps, id, quietly())
    expect(await world.files(guest)).toMatchObject([{ file_path: path }])
    const parts = { '01.m4b': buildMp4({ seconds: 60 }), '02.m4b': buildMp4({ seconds: 60 }) }
    await bring(bookId, parts, { ...upgrade('mp3', 'm4b'), slot: 'audiobook' })
    expect(readFileSync(path).length).toBeGreaterThan(0)
    expect(Object.keys(filesBelow(folder))).toEqual(['guest.epub'])
    const [file] = await world.files(bookId)
    expect(file?.file_path).toBe(`${folder} (2)`)
    expect(Object.keys(filesBelow(file?.file_path ?? '')).sort()).toEqual(['01.m4b', '02.m4b'])
  })
})

const person = {
  name: 'Ada',
  email: 'ada@example.test',
  email_key: 'ada@example.test',
  username: 'ada',
  username_key: 'ada',
  password_hash: null,
  role: 'member' as const,
}
