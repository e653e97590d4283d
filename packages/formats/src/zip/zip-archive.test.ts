import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, type Zippable, zipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import { openBookFile } from '../bytes/book-file.ts'
import { readWithYauzl } from '../testing/read-with-yauzl.ts'
import { toZip64 } from '../testing/to-zip64.ts'
import { ZipArchive } from './zip-archive.ts'

const folder = mkdtempSync(join(tmpdir(), 'zip-'))
afterAll(() => rmSync(folder, { recursive: true }))

let count = 0
function withZip<T>(bytes: Uint8Array, look: (zip: ZipArchive) => T): T {
  const path = join(folder, `${++count}.zip`)
  writeFileSync(path, bytes)
  const file = openBookFile(path)
  try {
    return look(new ZipArchive(file))
  } finally {
    file.close()
  }
}

const sample: Zippable = {
  mimetype: [strToU8('application/epub+zip'), { level: 0 }],
  'a/text.txt': strToU8('x'.repeat(5000)),
  'Größe/日本.txt': strToU8('unicode'),
  'empty.txt': new Uint8Array(0),
}

function everything(bytes: Uint8Array): Record<string, string> {
  return withZip(bytes, (zip) =>
    Object.fromEntries(zip.entries.map((entry) => [entry.name, zip.read(entry, 1e6).toString('hex')])),
  )
}

/** Where the header of the n-th entry stands in the table of contents. */
function header(zip: Buffer, index: number): number {
  let at = -1
  for (let i = 0; i <= index; i++) at = zip.indexOf('PK\x01\x02', at + 1)
  return at
}

describe('reading a ZIP archive', () => {
  it('gives the same names and bytes as an independent reader', async () => {
    const bytes = zipSync(sample)
    expect(everything(bytes)).toEqual(await readWithYauzl(bytes))
  })

  it('finds the archive behind bytes that were put in front and before bytes that were appended', async () => {
    const bytes = zipSync(sample)
    const wrapped = Buffer.concat([Buffer.alloc(512, 'x'), bytes, Buffer.alloc(7000, 'y')])
    expect(everything(wrapped)).toEqual(await readWithYauzl(bytes))
  })

  it('reads sizes and places of more than 32 bits', async () => {
    const bytes = toZip64(zipSync({ 'a.txt': strToU8('hello') }))
    expect(everything(bytes)).toEqual({ 'a.txt': Buffer.from('hello').toString('hex') })
    expect(await readWithYauzl(bytes)).toEqual(everything(bytes))
  })

  it('reads names in CP437 and names in UTF-8 that do not say so', () => {
    const bytes = Buffer.from(zipSync({ 'xx.txt': strToU8('1') }, { level: 0 }))
    const renamed = (name: Buffer) => {
      const copy = Buffer.from(bytes)
      name.copy(copy, header(copy, 0) + 46)
      return Object.keys(everything(copy))
    }
    expect(renamed(Buffer.from([0x81, 0x82]))).toEqual(['üé.txt'])
    expect(renamed(Buffer.from('é'))).toEqual(['é.txt'])
  })

  it('finds an entry in other letter case', () => {
    withZip(zipSync(sample), (zip) => {
      expect(zip.find('A/TEXT.TXT')).toBeUndefined()
      expect(zip.findLoosely('A\\TEXT.TXT')?.name).toBe('a/text.txt')
    })
  })

  it('takes the later of two entries with one name', () => {
    const twice = Buffer.from(zipSync({ 'a.txt': strToU8('1'), 'b.txt': strToU8('2') }))
    for (let at = twice.indexOf('b.txt'); at >= 0; at = twice.indexOf('b.txt', at)) twice.write('a.txt', at)
    withZip(twice, (zip) => {
      const found = zip.find('a.txt')
      expect(found && zip.read(found, 10).toString()).toBe('2')
    })
  })
})

describe('refusing a ZIP archive', () => {
  function outcome(bytes: Uint8Array): string {
    try {
      everything(bytes)
      return 'read'
    } catch (error) {
      return (error as { code: string }).code
    }
  }

  it('says that a file without a table of contents is cut off', () => {
    expect(outcome(zipSync(sample).subarray(0, 200))).toBe('truncated')
  })

  it('says that a table of contents with a hole is damaged', () => {
    const bytes = Buffer.from(zipSync(sample))
    bytes.fill(0, header(bytes, 1), header(bytes, 1) + 4)
    expect(outcome(bytes)).toBe('damaged')
  })

  it('does not trust a declared size', () => {
    const bytes = Buffer.from(zipSync({ a: new Uint8Array(1_000_000) }))
    bytes.writeUInt32LE(900, header(bytes, 0) + 24)
    expect(outcome(bytes)).toBe('dangerous')
  })

  it('refuses entries that share their bytes', () => {
    const bytes = Buffer.from(zipSync({ a: strToU8('aaaaaaaa'), b: strToU8('bbbbbbbb') }, { level: 0 }))
    bytes.writeUInt32LE(0, header(bytes, 1) + 42)
    expect(outcome(bytes)).toBe('dangerous')
  })

  it('refuses what promises to unpack to far more than itself', () => {
    const bytes = Buffer.from(zipSync({ a: strToU8('a'), b: strToU8('b') }))
    for (const index of [0, 1]) bytes.writeUInt32LE(0x7fffffff, header(bytes, index) + 24)
    expect(outcome(bytes)).toBe('dangerous')
  })

  it('names encrypted entries as locked', () => {
    const bytes = Buffer.from(zipSync({ a: strToU8('a') }))
    bytes.writeUInt16LE(1, header(bytes, 0) + 8)
    expect(outcome(bytes)).toBe('locked')
  })

  it('notices a wrong checksum', () => {
    const bytes = Buffer.from(zipSync({ a: strToU8('hello') }, { level: 0 }))
    bytes.write('j', bytes.indexOf('hello'))
    expect(outcome(bytes)).toBe('damaged')
  })

  it('refuses an entry larger than the caller allows', () => {
    withZip(zipSync({ a: new Uint8Array(1000) }), (zip) => {
      const [entry] = zip.entries
      expect(() => entry && zip.read(entry, 999)).toThrowError(expect.objectContaining({ code: 'too-large' }))
    })
  })

  it('ignores names that lead out of the archive', () => {
    const names = ['../up.txt', '/etc/x', 'C:\\x', 'a/../../b', 'ok..txt']
    withZip(zipSync(Object.fromEntries(names.map((name) => [name, strToU8('x')]))), (zip) => {
      expect(zip.entries.map(({ name }) => name)).toEqual(['ok..txt'])
      expect(zip.ignored).toHaveLength(4)
    })
  })

  it('answers any damage with a plain reason', () => {
    const bytes = zipSync(sample)
    const answers = ['read', 'damaged', 'truncated', 'dangerous', 'locked', 'unsupported', 'too-large', 'empty']
    for (let round = 0; round < 300; round++) {
      const copy = Uint8Array.from(bytes)
      for (let i = 0; i < 4; i++) copy[(round * 7919 + i * 104729) % copy.length] = (round * 31 + i * 17) & 255
      expect(answers).toContain(outcome(copy))
    }
  })
})
