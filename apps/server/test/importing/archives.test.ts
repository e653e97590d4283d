import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildMp3 } from '@colophon/formats/audio/testing/build-mp3.ts'
import { build7z, buildRar, buildRarVolumes } from '@colophon/formats/testing/build-archives.ts'
import { strToU8, type Zippable, zipSync } from 'fflate'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runImport } from '#domain/importing/import-download.ts'
import { sweepImports } from '#domain/importing/sweep-imports.ts'
import { insertJob } from '../jobs/rows.ts'
import { onEveryDatabase } from '../support/databases.ts'
import { epub, filesBelow, type ImportWorld, importWorld, quietly, workLeft } from './import-world.ts'

const zip = (files: Zippable) => zipSync(files)

onEveryDatabase('a download that holds its books in archives', (databases) => {
  let world: ImportWorld
  beforeAll(() => {
    world = importWorld(databases.db)
  })
  afterAll(() => world.close())

  const imported = async (title: string, files: Record<string, Uint8Array>, more = {}) => {
    const bookId = await world.wantedBook(title)
    const source = world.download(title, files)
    const id = await world.finished(source, bookId, more)
    await runImport(world.deps, id, quietly())
    expect(workLeft(world), 'nothing is left unpacked').toEqual([])
    return { id, bookId, source, row: await world.row(id), files: await world.files(bookId) }
  }
  const volumes = (title: string, isNew: boolean) => {
    const bytes = Buffer.from(epub(title))
    const parts = buildRarVolumes('in/book.epub', bytes, Math.ceil(bytes.length / 3), isNew)
    const nameOf = (index: number) =>
      isNew ? `x.part${index + 1}.rar` : index === 0 ? 'x.rar' : `x.r${String(index - 1).padStart(2, '0')}`
    return Object.fromEntries(parts.map((part, index) => [nameOf(index), part]))
  }

  it.each([
    [
      'a ZIP archive',
      async (title: string) => ({ 'x.zip': zip({ 'in/book.epub': epub(title), 'in/x.nfo': strToU8('-') }) }),
    ],
    ['a 7-Zip archive', async (title: string) => ({ 'x.7z': await build7z({ 'book.epub': epub(title) }) })],
    [
      'a RAR archive',
      async (title: string) => ({ 'x.rar': buildRar({ 'book.epub': epub(title) }), 'x.sfv': strToU8('-') }),
    ],
    ['volumes called .part1.rar', async (title: string) => volumes(title, true)],
    ['volumes called .rar and .r00', async (title: string) => volumes(title, false)],
  ])('is unpacked from %s and shelved, and its archive stays for those who load from us', async (what, pack) => {
    const title = `Out of ${what}`
    const packed = await pack(title)
    const { row, files, source } = await imported(title, packed)
    expect(row).toMatchObject({ status: 'imported', error_message: '' })
    expect(files).toMatchObject([{ file_type: 'epub', media: 'ebook' }])
    const path = files[0]?.file_path ?? ''
    expect(path.startsWith(`${world.folders.library}/Jane Doe/`)).toBe(true)
    expect(statSync(path).mode & 0o777).toBe(0o644)
    expect(Object.keys(filesBelow(source)).sort()).toEqual(Object.keys(packed).sort())
  })

  it('leaves nothing of the archives where what comes from Usenet is moved', async () => {
    const { row, source } = await imported('Moved', volumes('Moved', false), { protocol: 'usenet' })
    expect(row.status).toBe('imported')
    expect(existsSync(source)).toBe(false)
  })

  it('is an audiobook with its folders where that is what comes out, also of several archives', async () => {
    const bookId = await world.wantedBook('Spoken', 'Jane Doe', 'audiobook')
    const disc = () => zip({ '01.mp3': buildMp3([]), '02.mp3': buildMp3([]) })
    const source = world.download('spoken', { 'CD1.zip': disc(), 'CD2.zip': disc() })
    await runImport(world.deps, await world.finished(source, bookId, { slot: 'audiobook' }), quietly())
    const folder = join(world.folders.audiobooks, 'Jane Doe/Spoken (2024)')
    expect(Object.keys(filesBelow(folder)).sort()).toEqual(['CD1/01.mp3', 'CD1/02.mp3', 'CD2/01.mp3', 'CD2/02.mp3'])
    expect(workLeft(world)).toEqual([])
  })

  it('is a single archive without a folder', async () => {
    const bookId = await world.wantedBook('Loose')
    const path = join(world.folders.downloads, 'loose.zip')
    writeFileSync(path, zip({ 'loose.epub': epub('Loose') }))
    const id = await world.finished(path, bookId)
    await runImport(world.deps, id, quietly())
    expect((await world.row(id)).status).toBe('imported')
  })

  it('is all parts of an archive where somebody names one', async () => {
    const bookId = await world.wantedBook('Named')
    const folder = world.download('named', { ...volumes('Named', false), 'other.rar': buildRar({}) })
    const id = await world.finished(join(folder, 'x.r00'), bookId, { protocol: 'usenet' })
    await runImport(world.deps, id, quietly())
    expect(await world.row(id)).toMatchObject({ status: 'imported', error_message: '' })
    expect(Object.keys(filesBelow(folder))).toEqual(['other.rar'])
  })

  it('is taken from its archives where beside them lies only a sample of it or a text about it', async () => {
    const text = 'It was a good book. '.repeat(3)
    const { row, files } = await imported('Described', {
      'a.zip': zip({ 'a.epub': epub('Described') }),
      'it.txt': strToU8(text),
    })
    expect(row.status).toBe('imported')
    expect(files).toMatchObject([{ file_type: 'epub' }])

    const bookId = await world.wantedBook('Sampled', 'Jane Doe', 'audiobook')
    const tracks: Zippable = {
      '01.mp3': [buildMp3([], { seconds: 9 }), { level: 0 }],
      '02.mp3': [buildMp3([]), { level: 0 }],
    }
    const source = world.download('sampled', {
      'a.zip': zip(tracks),
      'sample.mp3': buildMp3([]).subarray(0, 420),
    })
    await runImport(world.deps, await world.finished(source, bookId, { slot: 'audiobook' }), quietly())
    const folder = join(world.folders.audiobooks, 'Jane Doe/Sampled (2024)')
    expect(Object.keys(filesBelow(folder)).sort()).toEqual(['01.mp3', '02.mp3'])
  })

  it('is what lies loose where the archives beside it hold no book', async () => {
    const pictures = zip({ 'map.jpg': [Buffer.alloc(60_000, 'x'), { level: 0 }] })
    const { row, files } = await imported('With Maps', { 'maps.zip': pictures, 'With Maps.txt': strToU8('A novel.') })
    expect(row.status).toBe('imported')
    expect(files).toMatchObject([{ file_type: 'txt' }])
  })

  const locked = () => {
    const bytes = Buffer.from(zip({ 'a.epub': epub('Locked') }))
    const at = bytes.indexOf('PK\x01\x02')
    bytes.writeUInt16LE(bytes.readUInt16LE(at + 8) | 1, at + 8)
    return bytes
  }
  const inner = () => zip({ 'a.epub': epub('Inner') })

  it.each([
    [
      'it wants a password',
      () => ({ 'a.zip': locked() }),
      'a.zip: The archive is protected by a password. Unpack it by hand with its password, then try again.',
    ],
    ['it is a bomb', () => ({ 'a.zip': zip({ 'a.epub': new Uint8Array(9 << 20) }) }), /a\.zip: .*archive bomb/],
    [
      'a name leads out of it',
      () => ({ 'a.rar': buildRar({ '../../a.epub': epub('Out') }) }),
      /a\.rar: .*not safe.*a\.epub/,
    ],
    [
      'it holds a link',
      () => ({ 'a.rar': buildRar({ 'a.epub': strToU8('/etc/passwd') }, { attributes: 0o120777 }) }),
      /link/,
    ],
    ['a part of it is missing', () => ({ 'a.rar': buildRar({}), 'a.r01': buildRar({}) }), 'part 2 of a.rar is missing'],
    ['it is damaged', () => ({ 'a.zip': inner().subarray(0, 300) }), /a\.zip: /],
    ['it is none', () => ({ 'a.rar': strToU8('MZ a program') }), /a\.rar.* is no archive/],
    ['it holds only another archive', () => ({ 'a.zip': zip({ 'b.zip': inner() }) }), /archives inside of archives/],
    ['it holds no book', () => ({ 'a.zip': zip({ 'a.nfo': strToU8('-') }) }), /hold no book/],
    [
      'it is a part of a ZIP archive of several disks',
      () => ({ 'a.z01': inner().subarray(0, 99), 'a.zip': secondDisk(inner()) }),
      /several/,
    ],
  ])('waits for a person where %s', async (what, pack, message) => {
    const before = filesBelow(world.folders.library)
    const { row } = await imported(`Refused: ${what}`, pack())
    expect(row.status).toBe('importBlocked')
    expect(row.error_message).toMatch(message)
    expect(filesBelow(world.folders.library)).toEqual(before)
  })

  it('is given up where a program or a film comes out', async () => {
    const { row } = await imported(
      'Fake',
      { 'a.zip': zip({ 'Fake.epub.exe': strToU8('MZ'.repeat(99)) }) },
      { is_automatic: true },
    )
    expect(row).toMatchObject({ status: 'importBlocked', error_message: 'the download is a program and no book' })
    expect(world.announced.map(({ name }) => name)).toContain('importing.download-is-fake')
  })

  it('is refused like any other where what comes out is no book, whatever its name says', async () => {
    const { row } = await imported('False', { 'a.zip': zip({ 'False.epub': strToU8('MZ'.repeat(99)) }) })
    expect(row).toMatchObject({ status: 'importBlocked', error_message: /program/ })
  })

  it('is tried again where there is no room to unpack it', async () => {
    const bookId = await world.wantedBook('Large')
    const id = await world.finished(world.download('large', { 'a.zip': zip({ 'a.epub': epub('Large') }) }), bookId)
    const disk = { ...world.deps.disk, freeBytes: async () => 1_000 }
    await runImport({ ...world.deps, disk }, id, quietly())
    expect(await world.row(id)).toMatchObject({ status: 'importFailed', error_message: /to unpack, 1000 B free on/ })
  })

  it('loses what a killed import has unpacked, and one that goes on loses nothing', async () => {
    const { workFolder } = world.deps
    for (const name of ['900001-0123456789ab', '900002-0123456789ab'])
      mkdirSync(join(workFolder, name), { recursive: true })
    mkdirSync(join(workFolder, 'somebody-else'))
    await insertJob(databases.db, {
      ...{ name: 'importing.import-download', payload_json: { downloadId: 900_002 }, state: 'active' },
    })
    await sweepImports.run(world.deps, {}, { ...quietly(), jobId: 'x', attempt: 1, progress() {} })
    expect(readdirSync(workFolder).sort()).toEqual(['900002-0123456789ab', 'somebody-else'])
  })
})

/** The end of a ZIP archive that says that it lies on the second of two disks. */
function secondDisk(bytes: Uint8Array): Buffer {
  const copy = Buffer.from(bytes)
  copy.writeUInt16LE(1, copy.lastIndexOf('PK\x05\x06') + 4)
  return copy
}
