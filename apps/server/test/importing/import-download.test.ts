import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { buildMp3 } from '@colophon/formats/audio/testing/build-mp3.ts'
import { buildMp4 } from '@colophon/formats/audio/testing/build-mp4.ts'
import { pngOf } from '@colophon/formats/testing/pictures.ts'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { importAnyway } from '#domain/importing/import-anyway.ts'
import { runImport } from '#domain/importing/import-download.ts'
import { compareWithRecords } from '#domain/library/compare-with-records.ts'
import { insertLibrary } from '#test/support/library.ts'
import { onEveryDatabase } from '../support/databases.ts'
import { epub, filesBelow, type ImportWorld, importWorld, quietly } from './import-world.ts'

onEveryDatabase('importing a finished download', (databases) => {
  let world: ImportWorld
  let libraryId = 0
  beforeAll(async () => {
    world = importWorld(databases.db)
    libraryId = (await insertLibrary(databases.db, world.folders.library)).id
  })
  afterAll(() => world.close())
  const set = (key: string, value: string) =>
    databases.db.writer
      .insertInto('settings')
      .values({ key, value, updated_at: new Date().toISOString() })
      .onConflict((c) => c.column('key').doUpdateSet({ value }))
      .execute()
  const unset = (key: string) => databases.db.writer.deleteFrom('settings').where('key', '=', key).execute()

  it('names the file, links it, shows the book in the library, and its scan finds it known', async () => {
    const bookId = await world.wantedBook('Persuasion', 'Jane Austen')
    const source = world.download('release', { 'x.epub': epub('Persuasion', 'Jane Austen'), 'x.nfo': '-' })
    const id = await world.finished(source, bookId)
    await runImport(world.deps, id, quietly())

    const path = join(world.folders.library, 'Jane Austen/Persuasion (2024)/Persuasion - Jane Austen.epub')
    expect(await world.row(id)).toMatchObject({ status: 'imported', error_message: '', is_in_flight: false })
    expect(await world.book(bookId)).toMatchObject({ status: 'imported', is_library_visible: true, has_files: true })
    expect(statSync(path).ino).toBe(statSync(join(source, 'x.epub')).ino)
    const listed = await world.deps.db.selectFrom('library_books').selectAll().where('book_id', '=', bookId).execute()
    expect(listed.map(({ library_id }) => library_id)).toEqual([libraryId])
    const { size: sizeBytes, mtimeMs } = statSync(path)
    const walked = [{ path, sizeBytes, modifiedMs: Math.trunc(mtimeMs) }]
    expect(await compareWithRecords(world.deps.db, libraryId, walked)).toMatchObject({ fresh: [], unlisted: [] })
    expect(world.announced.map(({ name }) => name)).toContain('importing.book-imported')
  })

  it('moves what came from Usenet and leaves nothing empty behind', async () => {
    const bookId = await world.wantedBook('Emma', 'Jane Austen')
    const source = world.download('news/emma', { 'emma.epub': epub('Emma', 'Jane Austen') })
    await runImport(world.deps, await world.finished(source, bookId, { protocol: 'usenet' }), quietly())
    expect(existsSync(source)).toBe(false)
    expect(existsSync(dirname(source))).toBe(true)
  })

  it.each([
    [
      'a program with the name of a book',
      { 'Real.epub': Buffer.concat([Buffer.from('MZ'), Buffer.alloc(5_000)]) },
      /program/,
    ],
    [
      'a film with the name of a book',
      { 'Real.epub': Buffer.from('\x1a\x45\xdf\xa3 matroska'.repeat(50), 'latin1') },
      /Real\.epub/,
    ],
    ['a film', { 'Real.mkv': 'x'.repeat(90_000), 'Real.epub': epub('Real') }, /film/],
    ['a program behind two endings', { 'Real.epub.exe': 'MZ' }, /program/],
    ['a web page', { 'Real.epub': '<html><body>Sign in</body></html>' }, /Real\.epub/],
  ])('refuses %s, for good, and takes nothing of it', async (what, files, message) => {
    const bookId = await world.wantedBook(`Refused ${what}`)
    const id = await world.finished(world.download(what, files), bookId, { is_automatic: true })
    const before = filesBelow(world.folders.library)
    await runImport(world.deps, id, quietly())
    const row = await world.row(id)
    expect(row.status).toBe('importBlocked')
    expect(row.error_message).toMatch(message)
    expect(filesBelow(world.folders.library)).toEqual(before)
    expect(world.announced.map(({ name }) => name)).toContain('importing.download-is-fake')
  })

  it('refuses a film that is called an audiobook', async () => {
    const bookId = await world.wantedBook('Filmed', 'Jane Doe', 'audiobook')
    const film = buildMp4({ seconds: 60, tags: { '©alb': 'Filmed' }, pictures: 1_500 })
    const facts = { slot: 'audiobook' as const, is_automatic: true }
    const id = await world.finished(world.download('filmed', { 'Filmed.m4b': film }), bookId, facts)
    await runImport(world.deps, id, quietly())
    expect(await world.row(id)).toMatchObject({ status: 'importBlocked', error_message: /Filmed\.m4b: .* film/ })
    expect(await world.files(bookId)).toEqual([])
    const given = world.announced.flatMap((item) => (item.name === 'importing.download-is-fake' ? [item.payload] : []))
    expect(given).toContainEqual(expect.objectContaining({ downloadId: id }))
  })

  it('stops at a book of another kind than its name says, whoever chose it, until somebody wants it as it is', async () => {
    const bookId = await world.wantedBook('Misnamed', 'Jane Doe')
    const source = world.download('misnamed', { 'Misnamed.pdf': epub('Misnamed') })
    const id = await world.finished(source, bookId)
    await runImport(world.deps, id, quietly())
    const message = 'Misnamed.pdf: the content is not pdf but an EPUB'
    expect(await world.row(id)).toMatchObject({ status: 'importBlocked', error_message: message })

    await importAnyway(world.deps, id)
    await runImport(world.deps, id, quietly())
    expect((await world.row(id)).status).toBe('imported')
    expect((await world.files(bookId)).map(({ file_name }) => file_name)).toEqual(['Misnamed - Jane Doe.epub'])
  })

  it('leaves out what is called what it is not where a true file lies beside it', async () => {
    const bookId = await world.wantedBook('Two Kinds', 'Jane Doe')
    const source = world.download('kinds', { 'a.epub': epub('Two Kinds'), 'a.mobi': epub('Two Kinds') })
    await runImport(world.deps, await world.finished(source, bookId), quietly())
    expect((await world.files(bookId)).map(({ file_name }) => file_name)).toEqual(['Two Kinds - Jane Doe.epub'])
  })

  it('takes comics by what they are, as nobody names them rightly, and gives them the right name', async () => {
    const bookId = await world.wantedBook('Comic', 'Jane Doe')
    const source = world.download('comic', { 'Comic.cbr': zipSync({ '1.png': pngOf(4, 4), '2.png': pngOf(4, 4) }) })
    await runImport(world.deps, await world.finished(source, bookId), quietly())
    expect((await world.files(bookId)).map(({ file_name }) => file_name)).toEqual(['Comic - Jane Doe.cbz'])
  })

  it('stops at another book that the system chose, and takes it where a person chose it', async () => {
    const bookId = await world.wantedBook('The Gods of Mars', 'Edgar Rice Burroughs')
    const source = world.download('other', { 'mars.epub': epub('Cooking for Two', 'Ann Cook') })
    const id = await world.finished(source, bookId, { is_automatic: true })
    await runImport(world.deps, id, quietly())
    expect(await world.row(id)).toMatchObject({ status: 'importBlocked', error_message: /Cooking for Two.*Ann Cook/ })

    const chosen = await world.finished(source, bookId)
    await runImport(world.deps, chosen, quietly())
    expect((await world.row(chosen)).status).toBe('imported')
  })

  it('never takes a pack for one book', async () => {
    const bookId = await world.wantedBook('Volume Three', 'Pat Packer')
    const pack = world.download('pack', {
      '1.epub': epub('Volume One', 'Pat Packer'),
      '2.epub': epub('Volume Two', 'Pat Packer'),
    })
    const id = await world.finished(pack, bookId)
    await runImport(world.deps, id, quietly())
    expect(await world.row(id)).toMatchObject({ status: 'importBlocked', error_message: /several books/ })
    const whole = world.download('pack2', {
      ...{ '1.epub': epub('Volume One', 'Pat Packer') },
      '3.epub': epub('Volume Three', 'Pat Packer'),
    })
    await runImport(world.deps, await world.finished(whole, bookId), quietly())
    expect((await world.files(bookId)).length).toBe(1)
  })

  it('finds the book by what stands in the file where nobody said which it is', async () => {
    const bookId = await world.wantedBook('Frankenstein', 'Mary Shelley')
    const source = world.download('scene.name-GRP', { 'x1.epub': epub('Frankenstein', 'Mary Shelley') })
    const id = await world.finished(source, null)
    await runImport(world.deps, id, quietly())
    expect(await world.row(id)).toMatchObject({ status: 'imported', book_id: bookId })
  })

  it('tries again with growing pauses, five times, and then waits for a person', async () => {
    const bookId = await world.wantedBook('Empty', 'Nobody')
    const id = await world.finished(world.download('empty', { 'readme.nfo': '-' }), bookId)
    const pauses: number[] = []
    for (let turn = 0; turn < 6; turn++) {
      await databases.db.writer.updateTable('downloads').set({ not_before: null }).where('id', '=', id).execute()
      const started = Date.now()
      await runImport(world.deps, id, quietly())
      const row = await world.row(id)
      if (row.not_before) pauses.push(Math.round((Date.parse(row.not_before) - started) / 1000))
    }
    expect(pauses).toEqual([15, 60, 300, 900, 3600])
    expect(await world.row(id)).toMatchObject({ status: 'importBlocked', import_retry_count: 5 })
  })

  it('does not count waiting for a path that is not there', async () => {
    const bookId = await world.wantedBook('Absent', 'Nobody')
    const id = await world.finished(join(world.folders.downloads, 'not-there'), bookId)
    await runImport(world.deps, id, quietly())
    expect(await world.row(id)).toMatchObject({ status: 'importFailed', import_retry_count: 0, skip_count: 1 })
  })

  it('puts a file that makes room into the recycle bin', async () => {
    const bookId = await world.wantedBook('Better', 'Jane Doe')
    await runImport(
      world.deps,
      await world.finished(world.download('first', { 'a.epub': epub('Better') }), bookId),
      quietly(),
    )
    const [first] = await world.files(bookId)
    const newer = epub('Better', 'Jane Doe')
    const bytes = Buffer.concat([newer])
    const second = world.download('second', { 'a.azw3': 'no book', 'a.epub': bytes })
    await set('import.mode', 'copy')
    const id = await world.finished(second, bookId, { is_automatic: true })
    writeFileSync(join(second, 'a.epub'), epub('Better: Second Edition', 'Jane Doe'))
    await runImport(world.deps, id, quietly())
    await unset('import.mode')
    expect((await world.row(id)).status).toBe('imported')
    const files = await world.files(bookId)
    // As where a file was changed: whoever knows its number finds the new one.
    expect(files.map(({ id }) => id)).toEqual([first?.id])
    const bin = Object.keys(filesBelow(join(world.folders.library, '.recycle')))
    expect(bin.some((name) => name.endsWith('Better - Jane Doe.epub'))).toBe(true)
  })

  it('writes over nothing that it does not know', async () => {
    const bookId = await world.wantedBook('Stray', 'Jane Doe')
    const path = join(world.folders.library, 'Jane Doe/Stray (2024)/Stray - Jane Doe.epub')
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, 'somebody put this here')
    await runImport(
      world.deps,
      await world.finished(world.download('s', { 'a.epub': epub('Stray') }), bookId),
      quietly(),
    )
    expect(readFileSync(path, 'utf8')).toBe('somebody put this here')
    expect((await world.files(bookId)).map(({ file_name }) => file_name)).toEqual(['Stray - Jane Doe (2).epub'])
  })

  it('takes the folder of an audiobook as it is, or makes one row of its discs', async () => {
    const bookId = await world.wantedBook('Spoken', 'Jane Doe', 'audiobook')
    const track = () => buildMp3([])
    const source = world.download('spoken', {
      ...{ 'CD1/01.mp3': track(), 'CD1/02.mp3': track(), 'CD2/01.mp3': track() },
      ...{ 'cover.jpg': 'x', 'x.par2': 'x' },
    })
    await runImport(world.deps, await world.finished(source, bookId, { slot: 'audiobook' }), quietly())
    const folder = join(world.folders.audiobooks, 'Jane Doe/Spoken (2024)')
    expect(Object.keys(filesBelow(folder)).sort()).toEqual(['CD1/01.mp3', 'CD1/02.mp3', 'CD2/01.mp3', 'cover.jpg'])
    expect(await world.files(bookId)).toMatchObject([{ file_path: folder, file_type: 'zip', media: 'audiobook' }])
    expect((await world.book(bookId)).status).toBe('imported')

    await set('import.audiobook.flatten_multi_disc', 'true')
    const flat = await world.wantedBook('Flat', 'Jane Doe', 'audiobook')
    await runImport(world.deps, await world.finished(source, flat), quietly())
    await unset('import.audiobook.flatten_multi_disc')
    expect(Object.keys(filesBelow(join(world.folders.audiobooks, 'Jane Doe/Flat (2024)'))).sort()).toEqual([
      ...['Part 001.mp3', 'Part 002.mp3', 'Part 003.mp3', 'cover.jpg'],
    ])
  })

  it('takes no audiobook of which a part cannot be read', async () => {
    const bookId = await world.wantedBook('Broken', 'Jane Doe', 'audiobook')
    const source = world.download('broken', { '01.mp3': buildMp3([]), '02.mp3': 'not a sound' })
    const id = await world.finished(source, bookId)
    await runImport(world.deps, id, quietly())
    expect(await world.row(id)).toMatchObject({ status: 'importBlocked', error_message: /1 of 2 audio files/ })
  })

  it('leaves files to another program where that is wanted, under names of its own', async () => {
    const drop = join(world.folders.downloads, 'drop')
    mkdirSync(drop)
    await set('import.mode', 'external')
    await set('import.drop_folder', drop)
    const bookId = await world.wantedBook('Handed', 'Jane Doe')
    const id = await world.finished(world.download('handed', { 'q.epub': epub('Handed') }), bookId)
    await runImport(world.deps, id, quietly())
    await unset('import.mode')
    await unset('import.drop_folder')
    expect((await world.row(id)).status).toBe('importExternal')
    expect(Object.keys(filesBelow(drop))).toEqual(['Handed - Jane Doe.epub'])
    expect((await world.book(bookId)).status).toBe('wanted')
  })

  it('says where the disk is too full, and takes it when there is room', async () => {
    await set('import.mode', 'copy')
    await set('import.minFreeSpace', '99999999')
    const bookId = await world.wantedBook('Large', 'Jane Doe')
    const id = await world.finished(world.download('large', { 'q.epub': epub('Large') }), bookId)
    await runImport(world.deps, id, quietly())
    expect(await world.row(id)).toMatchObject({ status: 'importFailed', error_message: /needs .* free on/ })
    await unset('import.minFreeSpace')
    await databases.db.writer.updateTable('downloads').set({ not_before: null }).where('id', '=', id).execute()
    await runImport(world.deps, id, quietly())
    await unset('import.mode')
    expect((await world.row(id)).status).toBe('imported')
  })

  it('makes no way out of the library by names of books', async () => {
    const bookId = await world.wantedBook('../../../etc/passwd', '..')
    const id = await world.finished(world.download('evil', { 'q.epub': epub('../../../etc/passwd', '..') }), bookId)
    await runImport(world.deps, id, quietly())
    const [file] = await world.files(bookId)
    expect(file?.file_path.startsWith(`${world.folders.library}/`)).toBe(true)
    expect(file?.file_path.split('/')).not.toContain('..')
  })
})
