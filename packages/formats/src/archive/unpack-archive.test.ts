import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { strToU8, type Zippable, zipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import { build7z, buildRar, buildRarVolumes } from '../testing/build-archives.ts'
import { listArchive, unpackArchive } from './unpack-archive.ts'

const root = mkdtempSync(join(tmpdir(), 'colophon-unpack-'))
afterAll(() => rmSync(root, { recursive: true }))

let serial = 0

/** Writes the volumes, unpacks them and tells every file below the folder of this test with its text. */
async function unpacked(volumes: Record<string, Uint8Array>): Promise<Record<string, string>> {
  const place = join(root, String(++serial))
  const folder = join(place, 'work', 'out')
  mkdirSync(folder, { recursive: true })
  const paths = Object.entries(volumes).map(([name, bytes]) => {
    writeFileSync(join(place, name), bytes)
    return join(place, name)
  })
  try {
    await unpackArchive({ volumes: paths, folder })
  } finally {
    expect(readdirSync(join(place, 'work')), 'nothing lies beside the folder').toEqual(['out'])
  }
  const found: Record<string, string> = {}
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    found[relative(folder, path)] = readFileSync(path, 'utf8')
  }
  return found
}

const book = strToU8('A book of some length. '.repeat(50))
const files = { 'Emma/Emma.epub': book, 'Emma/notes.txt': strToU8('notes'), 'Emma/empty.txt': new Uint8Array(0) }
const texts = Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes).toString()]))
const zip = (content: Zippable) => zipSync(content)

/** An archive with one bit turned over in the middle of its content. */
function rotten(bytes: Uint8Array): Buffer {
  const copy = Buffer.from(bytes)
  const at = copy.indexOf('some length')
  copy[at] = (copy[at] as number) ^ 1
  return copy
}

/** Where the fields of an entry stand in the table of contents of a ZIP archive. */
function withEntry(bytes: Uint8Array, change: (entry: Buffer) => void): Buffer {
  const copy = Buffer.from(bytes)
  change(copy.subarray(copy.indexOf('PK\x01\x02')))
  return copy
}

describe('unpacking an archive', () => {
  it.each([
    ['a ZIP archive', async () => ({ 'x.zip': zip(files) })],
    ['a 7-Zip archive', async () => ({ 'x.7z': await build7z(files) })],
    ['a RAR archive', async () => ({ 'x.rar': buildRar(files) })],
    ['what bears the name of another kind', async () => ({ 'x.rar': zip(files) })],
    [
      'a 7-Zip archive that was cut',
      async () => {
        const whole = await build7z(files)
        return {
          'x.7z.001': whole.subarray(0, 100),
          'x.7z.002': whole.subarray(100, 120),
          'x.7z.003': whole.subarray(120),
        }
      },
    ],
    [
      'a ZIP archive that was cut',
      async () => ({ 'x.zip.001': zip(files).subarray(0, 77), 'x.zip.002': zip(files).subarray(77) }),
    ],
  ])('gives the files of %s', async (_what, build) => {
    const volumes = await build()
    const found = await unpacked(volumes)
    expect(found['Emma/empty.txt'] ?? '').toBe('')
    expect({ ...found, 'Emma/empty.txt': '' }).toEqual(texts)
  })

  it.each([
    ['.part1.rar', true],
    ['.rar and .r00', false],
  ])('gives the files of several volumes called %s', async (_names, isNew) => {
    const volumes = buildRarVolumes('Emma.epub', book, 400, isNew)
    expect(volumes.length).toBeGreaterThan(2)
    const named = Object.fromEntries(volumes.map((volume, index) => [`${index}-of-several`, volume]))
    expect(await unpacked(named)).toEqual({ 'Emma.epub': texts['Emma/Emma.epub'] })
  })

  it('says what would be unpacked, and leaves it packed', async () => {
    const path = join(root, 'told.zip')
    writeFileSync(path, zip({ 'Emma\\Emma.epub': book }))
    expect(await listArchive([path])).toEqual({ files: [{ path: 'Emma/Emma.epub', sizeBytes: book.length }] })
  })

  it('makes files that others may read, below a folder that is ours', async () => {
    await unpacked({ 'x.7z': await build7z({ 'a.txt': book }) })
    expect(statSync(join(root, String(serial), 'work/out/a.txt')).mode & 0o777).toBe(0o644)
  })

  const LINK = 0o120777
  const asLink = (entry: Buffer) => {
    entry[5] = 3
    entry.writeUInt16LE(LINK, 40)
  }
  const asLocked = (entry: Buffer) => entry.writeUInt16LE(entry.readUInt16LE(8) | 1, 8)

  it.each([
    ['names that lead out of the folder (ZIP)', 'dangerous', async () => zip({ '../../out.txt': book })],
    ['names that lead out of the folder (RAR)', 'dangerous', async () => buildRar({ '../../out.txt': book })],
    ['names from the root of the disk', 'dangerous', async () => buildRar({ '/tmp/out.txt': book })],
    ['names with the slashes of Windows', 'dangerous', async () => buildRar({ '..\\..\\out.txt': book })],
    ['names with a line break', 'dangerous', async () => zip({ 'a\nb.txt': book })],
    ['a link (ZIP)', 'dangerous', async () => withEntry(zip({ 'a.txt': book }), asLink)],
    ['a link (7-Zip)', 'dangerous', async () => build7z({ 'a.txt': book }, undefined, { b: '/etc/passwd' })],
    ['a link (RAR)', 'dangerous', async () => buildRar({ a: strToU8('/etc/passwd') }, { attributes: LINK })],
    ['a password (ZIP)', 'locked', async () => withEntry(zip({ 'a.txt': book }), asLocked)],
    ['a password (7-Zip)', 'locked', async () => build7z(files, 'secret')],
    ['a password (RAR)', 'locked', async () => buildRar(files, { flags: 4 })],
    ['a bomb (ZIP)', 'dangerous', async () => zip({ 'a.txt': new Uint8Array(3 << 20) })],
    ['a bomb (7-Zip)', 'dangerous', async () => build7z({ 'a.txt': new Uint8Array(3 << 20) })],
    ['a size that is a lie', 'dangerous', async () => withEntry(zip({ 'a.txt': book }), (e) => e.writeUInt32LE(9, 24))],
    ['more files than any book has', 'too-large', async () => zip(Object.fromEntries(range(10_001)))],
    ['a name that is there twice but for capitals', 'damaged', async () => zip({ 'a.txt': book, 'A.TXT': book })],
    ['a name that is a file and a folder', 'damaged', async () => zip({ a: book, 'a/b.txt': book })],
    ['nothing', 'empty', async () => zip({})],
    ['damage (ZIP)', 'damaged', async () => rotten(zip({ 'a.txt': [book, { level: 0 }] }))],
    ['damage (RAR)', 'damaged', async () => rotten(buildRar(files))],
    ['half of itself (7-Zip)', 'damaged', async () => (await build7z(files)).subarray(0, 60)],
    ['no archive', 'wrong-type', async () => Buffer.from('MZ a program')],
  ])('refuses %s, and writes nothing elsewhere', async (_what, code, build) => {
    await expect(unpacked({ 'x.zip': await build() })).rejects.toMatchObject({ code })
  })

  it('says which volume is missing', async () => {
    const [first, second] = buildRarVolumes('Emma.epub', book, 400, true) as [Buffer, Buffer]
    const refused = unpacked({ 'x.part1.rar': first, 'x.part2.rar': second })
    await expect(refused).rejects.toMatchObject({ code: 'truncated', message: 'Part 3 of the archive is missing.' })
    expect(await unpacked({ 'whole.rar': buildRar(files) }), 'the next archive is none the worse').toMatchObject({
      'Emma/Emma.epub': texts['Emma/Emma.epub'],
    })
  })
})

const range = (count: number) =>
  Array.from({ length: count }, (_, index) => [`${index}.txt`, new Uint8Array(1)] as const)
