import { buildMp3 } from '@colophon/formats/audio/testing/build-mp3.ts'
import { packageDocument } from '@colophon/formats/testing/build-epub.ts'
import { strToU8, Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { listBlockedImports } from '#domain/importing/blocked-imports.ts'
import { runImport } from '#domain/importing/import-download.ts'
import { insertLibrary } from '#test/support/library.ts'
import { onEveryDatabase } from '../support/databases.ts'
import { epub, filesBelow, type ImportWorld, importWorld, quietly } from './import-world.ts'

const MIB = 1 << 20
const DISCS = 24
const TRACKS = 225

const CONTAINER =
  '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>' +
  '<rootfile full-path="content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'

/** An EPUB of which one file becomes very large; small itself. */
function bomb(name: string, inflatedMib: number): Uint8Array {
  const parts: Uint8Array[] = []
  const zip = new Zip((error, part) => {
    if (error) throw error
    parts.push(part)
  })
  const add = (path: string, text: string) => {
    const entry = new ZipPassThrough(path)
    zip.add(entry)
    entry.push(strToU8(text), true)
  }
  add('mimetype', 'application/epub+zip')
  add('META-INF/container.xml', CONTAINER)
  if (name !== 'content.opf') add('content.opf', packageDocument({ title: 'Bomb', authors: ['Jane Doe'] }))
  const large = new ZipDeflate(name, { level: 9 })
  zip.add(large)
  const nothing = new Uint8Array(MIB)
  for (let n = 1; n <= inflatedMib; n++) large.push(nothing, n === inflatedMib)
  zip.end()
  return Buffer.concat(parts)
}

const CASES: [name: string, mib: number, reason: RegExp][] = [
  ['content.opf', 300, /larger than allowed/],
  ['chapter.xhtml', 600, /zip bomb/],
]
/** Made once: packing takes longer than everything that is done with them. */
const bombs = new Map<string, Uint8Array>()
beforeAll(() => {
  for (const [name, mib] of CASES) bombs.set(name, bomb(name, mib))
})

onEveryDatabase('importing', (databases) => {
  let world: ImportWorld
  beforeAll(async () => {
    world = importWorld(databases.db)
    await insertLibrary(databases.db, world.folders.library)
  })
  afterAll(() => world.close())

  it('stops at a file that is another book of the same author, and says which', async () => {
    const emma = await world.wantedBook('Emma', 'Jane Austen')
    const persuasion = await world.wantedBook('Persuasion', 'Jane Austen')
    const source = world.download('emma', { 'emma.epub': epub('Persuasion', 'Jane Austen') })
    const id = await world.finished(source, emma, { is_automatic: true })
    await runImport(world.deps, id, quietly())
    expect(await world.row(id)).toMatchObject({ status: 'importBlocked', error_message: /Persuasion.*Jane Austen/ })
    expect(await listBlockedImports(databases.db.reader)).toMatchObject([
      { downloadId: id, bookId: emma, suggestedBookId: persuasion, actions: expect.arrayContaining(['match']) },
    ])
    expect(filesBelow(world.folders.library)).toEqual({})
  })

  it('puts the tracks of many discs into one row, all of them, by disc and number', async () => {
    const bookId = await world.wantedBook('Long Listening', 'Jane Doe', 'audiobook')
    // Each of its own length, to be told apart by it afterwards.
    const track = (n: number) => Buffer.concat([buildMp3([]), Buffer.alloc(n + 1)])
    const places = Array.from({ length: TRACKS }, (_, n) => ({
      name: `Disc ${(n % DISCS) + 1}/Track ${Math.floor(n / DISCS) + 1}.mp3`,
      disc: n % DISCS,
      number: Math.floor(n / DISCS),
      bytes: track(n),
    }))
    const files = Object.fromEntries(places.map(({ name, bytes }) => [name, bytes]))
    await databases.db.writer
      .insertInto('settings')
      .values({ key: 'import.audiobook.flatten_multi_disc', value: 'true', updated_at: new Date().toISOString() })
      .execute()
    const id = await world.finished(world.download('long', files), bookId, { slot: 'audiobook' })
    await runImport(world.deps, id, quietly())
    expect(await world.row(id)).toMatchObject({ status: 'imported', error_message: '' })

    const placed = filesBelow(world.folders.audiobooks)
    const inOrder = places.toSorted((a, b) => a.disc - b.disc || a.number - b.number)
    const expected = inOrder.map(({ bytes }, at) => [
      `Jane Doe/Long Listening (2024)/Part ${String(at + 1).padStart(3, '0')}.mp3`,
      bytes.length,
    ])
    expect(placed).toEqual(Object.fromEntries(expected))
  })

  it.each(CASES)('takes no EPUB of which %s becomes %i MiB, and no memory for it', async (name, mib, reason) => {
    const bookId = await world.wantedBook(`Bomb ${name}`, 'Jane Doe')
    const bytes = bombs.get(name) ?? new Uint8Array()
    expect(bytes.length).toBeLessThan(MIB)
    const id = await world.finished(world.download(`bomb-${name}`, { 'book.epub': bytes }), bookId)
    const before = process.memoryUsage.rss()
    let most = before
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss())
    }, 5)
    await runImport(world.deps, id, quietly())
    clearInterval(watch)
    const row = await world.row(id)
    expect([row.status, row.error_message]).toEqual(['importBlocked', expect.stringMatching(reason)])
    expect(await world.files(bookId)).toEqual([])
    expect((most - before) / MIB).toBeLessThan(mib / 2)
  })
})
