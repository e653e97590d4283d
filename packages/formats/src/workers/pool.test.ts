import { createHash } from 'node:crypto'
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildMobi } from '../mobi/testing/build-mobi.ts'
import { buildPdf } from '../pdf/testing/build-pdf.ts'
import { type BookPool, createBookPool } from './pool.ts'

const folder = mkdtempSync(join(tmpdir(), 'pool-'))
const path = (name: string) => join(folder, name)
let pool: BookPool
let picture: Buffer
let book: Buffer

beforeAll(async () => {
  pool = createBookPool({ size: 1 })
  picture = await sharp({ create: { width: 600, height: 900, channels: 3, background: '#204060' } })
    .jpeg()
    .toBuffer()
  book = buildMobi({
    title: 'Emma',
    extended: [
      [100, 'Jane Austen'],
      [201, 0],
    ],
    pictures: [picture],
  })
  writeFileSync(path('book.mobi'), book)
  writeFileSync(path('plain.mobi'), buildMobi({ title: 'Plain' }))
  writeFileSync(path('empty.epub'), '')
  mkdirSync(path('folder.epub'))
})

afterAll(async () => {
  await pool.close()
  rmSync(folder, { recursive: true })
})

/** With a stream of 400 MB that takes no room on the disk, in front of its table. */
function writeLargePdf(path: string, change: (table: string) => string): void {
  const bytes = buildPdf({ info: { Title: 'Atlas' } })
  const at = bytes.indexOf('xref\n0')
  const end = 400 << 20
  const table = bytes.toString('latin1', at).replace(/startxref\n\d+/, `startxref\n${end}`)
  const file = openSync(path, 'w')
  writeSync(file, bytes, 0, at, 0)
  writeSync(file, `90 0 obj\n<< /Length ${end} >>\nstream\n`, at)
  writeSync(file, change(table), end)
  closeSync(file)
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

describe('the pool of readers', () => {
  it('reads a batch, one outcome for each file in order', async () => {
    const files = ['book.mobi', 'missing.epub', 'empty.epub', 'folder.epub', 'plain.mobi'].map((name) => ({
      path: path(name),
      cover: true,
    }))

    const [first, missing, empty, directory, plain] = await pool.read([...files])

    expect(first).toMatchObject({
      ok: true,
      facts: { title: 'Emma', creators: [{ name: 'Jane Austen' }] },
      cover: { hash: sha256(picture), mime: 'image/jpeg' },
      partialMd5: expect.stringMatching(/^[0-9a-f]{32}$/),
      sizeBytes: book.length,
      modifiedMs: expect.any(Number),
    })
    expect([missing, empty, directory]).toMatchObject([
      { ok: false, code: 'missing' },
      { ok: false, code: 'empty' },
      { ok: false, code: 'wrong-type' },
    ])
    expect(plain).toMatchObject({ ok: true, facts: { title: 'Plain' }, cover: null })
  })

  it('reads a PDF of which the thread could not hold the whole, and the book after it', async () => {
    writeLargePdf(path('large.pdf'), (table) => table)
    const files = ['large.pdf', 'book.mobi', 'large.pdf', 'plain.mobi'].map((name) => ({
      path: path(name),
      cover: true,
    }))
    const [large, book, again, plain] = await pool.read(files)
    expect(large).toMatchObject({ ok: true, facts: { title: 'Atlas', pages: 1 }, cover: { mime: 'image/jpeg' } })
    expect(again).toMatchObject({ ok: true, facts: { title: 'Atlas' } })
    expect([book, plain]).toMatchObject([{ ok: true }, { ok: true }])
  })

  it('takes no large PDF into memory to look for its parts', async () => {
    writeLargePdf(path('broken.pdf'), (table) => table.replaceAll(/\d{10}/g, '0000000000').replace('trailer', 'tr'))
    const [broken] = await pool.read([{ path: path('broken.pdf'), cover: true }])
    expect(broken).toMatchObject({ ok: false, code: 'damaged' })
  })

  it('leaves the cover alone where nobody asks for it', async () => {
    expect(await pool.read([{ path: path('book.mobi'), cover: false }])).toMatchObject([{ ok: true, cover: null }])
  })

  it('takes the picture out of a book again', async () => {
    expect(await pool.cover(path('book.mobi'))).toEqual({
      bytes: new Uint8Array(picture),
      mime: 'image/jpeg',
      hash: sha256(picture),
    })
    expect(await pool.cover(path('plain.mobi'))).toBeNull()
    await expect(pool.cover(path('missing.epub'))).rejects.toMatchObject({ name: 'TaskFailed', code: 'missing' })
    await expect(pool.cover(path('empty.epub'))).rejects.toMatchObject({ name: 'UnreadableBook', code: 'empty' })
  })

  it('draws a picture, or that of a book', async () => {
    const drawn = {
      width: 600,
      height: 900,
      colour: expect.stringMatching(/^#[0-9a-f]{6}$/),
      small: { width: 300, height: 450 },
      large: { width: 600, height: 900 },
    }
    expect(await pool.render(picture)).toMatchObject(drawn)
    expect(await pool.render({ path: path('book.mobi') })).toMatchObject(drawn)
    expect(await pool.render({ path: path('book.mobi') }, { sizes: ['small'] })).toMatchObject({
      ...drawn,
      large: null,
    })
    expect(await pool.render({ path: path('plain.mobi') })).toBeNull()
    await expect(pool.render(Buffer.from('no picture'))).rejects.toMatchObject({ name: 'UnreadableBook' })
  })

  it('computes digests', async () => {
    expect(await pool.sha256(path('book.mobi'))).toBe(sha256(book))
    expect(await pool.partialMd5(path('book.mobi'))).toMatch(/^[0-9a-f]{32}$/)
  })
})
