import { strToU8, zipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import { readBook } from '../read-book.ts'
import { BookFolder } from '../testing/book-folder.ts'
import { build7z, buildRar, buildTar } from '../testing/build-archives.ts'
import { jpegOf, pngOf } from '../testing/pictures.ts'
import { comparePageNames, isPageName } from './page-names.ts'

const folder = new BookFolder()
afterAll(() => folder.remove())

const comicInfo =
  strToU8(`<?xml version="1.0"?><ComicInfo><Title>The Bell</Title><Series>Science Comics</Series><Number>1.MU</Number>
<Summary>True stories.\nSecond line.</Summary><Year>1946</Year><Month>1</Month><Writer>Ace Staff, John Q. Public, Jr.</Writer><Penciller>A. Pencil</Penciller>
<Editor>E. Editor</Editor><Publisher>Ace</Publisher><Genre>Science, Drama</Genre><LanguageISO>en</LanguageISO><Manga>YesAndRightToLeft</Manga>
<GTIN>9780306406157</GTIN><Pages><Page Image="0" Type="Other"/><Page Image="1" Type="FrontCover"/></Pages></ComicInfo>`)
const pages = { '10.jpg': jpegOf(10, 15, 110), '2.jpg': jpegOf(10, 15, 102), '1.jpg': jpegOf(10, 15, 101) }
const files = { ...pages, 'ComicInfo.xml': comicInfo }

async function read(name: string, content: Uint8Array) {
  const { facts, cover } = await readBook(folder.save(name, content))
  return { ...facts, coverBytes: cover?.bytes.length }
}

describe('a comic', () => {
  it.each([
    ['comic.cbz', async () => zipSync(files)],
    ['comic.cbr', async () => buildRar(files)],
    ['comic.cb7', async () => build7z(files)],
    ['comic.cbt', async () => buildTar(files)],
  ])('tells its facts and its front cover from %s', async (name, build) => {
    expect(await read(name, await build())).toMatchObject({
      title: 'The Bell',
      series: [{ name: 'Science Comics', position: '1.MU' }],
      creators: [
        { name: 'Ace Staff', role: 'author' },
        { name: 'John Q. Public, Jr.', role: 'author' },
        { name: 'A. Pencil', role: 'illustrator' },
        { name: 'E. Editor', role: 'editor' },
      ],
      description: 'True stories.\nSecond line.',
      published: '1946-01',
      publisher: 'Ace',
      subjects: ['Science', 'Drama'],
      languages: ['en'],
      identifiers: [{ scheme: 'isbn', value: '9780306406157' }],
      direction: 'rtl',
      pages: 3,
      coverBytes: 102,
      warnings: [],
    })
  })

  it('takes its first page in natural order for a cover, or the next when that is no picture', async () => {
    expect((await read('plain.cbz', zipSync(pages))).coverBytes).toBe(101)
    expect((await read('bad.cbz', zipSync({ ...pages, '1.jpg': strToU8('not a picture') }))).coverBytes).toBe(102)
    expect((await read('bomb.cbz', zipSync({ ...pages, '1.jpg': pngOf(50000, 50000) }))).coverBytes).toBe(102)
  })

  it('does not count litter and empty files as pages', async () => {
    const litter = {
      '__MACOSX/._1.jpg': strToU8('x'),
      '.DS_Store': strToU8('x'),
      'Thumbs.db': strToU8('x'),
      '0.jpg': new Uint8Array(0),
    }
    expect((await read('junk.cbz', zipSync({ ...pages, ...litter }))).pages).toBe(3)
  })

  it('reads what MetronInfo and the comment of the archive say', async () => {
    const metron = `<MetronInfo><Publisher><Name>Ace</Name></Publisher><Series lang="de"><Name>Radar</Name></Series><CollectionTitle/><Number>3</Number>
      <Stories><Story>First</Story></Stories><Credits><Credit><Creator>W. Riter</Creator><Roles><Role>Writer</Role></Roles></Credit></Credits></MetronInfo>`
    expect(await read('metron.cbz', zipSync({ ...pages, 'MetronInfo.xml': strToU8(metron) }))).toMatchObject({
      title: 'First',
      series: [{ name: 'Radar', position: '3' }],
      creators: [{ name: 'W. Riter', role: 'author' }],
      languages: ['de'],
    })
    const comment = JSON.stringify({
      'ComicBookInfo/1.0': {
        series: 'Tower',
        issue: 1,
        publicationYear: 1986,
        credits: [{ person: 'Moore, A.', role: 'Writer' }],
      },
    })
    const commented = Buffer.concat([zipSync(pages), Buffer.from(comment)])
    commented.writeUInt16LE(comment.length, commented.length - comment.length - 2)
    expect(await read('comment.cbz', commented)).toMatchObject({
      series: [{ name: 'Tower', position: '1' }],
      published: '1986',
      creators: [{ name: 'Moore, A.' }],
    })
  })

  it('survives a description that is nonsense', async () => {
    const nonsense = `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><ComicInfo><Series>&e;</Series><Year>-5</Year><Month>13</Month></ComicInfo>`
    expect(await read('nonsense.cbz', zipSync({ ...pages, 'ComicInfo.xml': strToU8(nonsense) }))).toMatchObject({
      series: [],
      published: null,
      pages: 3,
    })
  })

  it('is shown as locked when its pages are encrypted', async () => {
    const locked = Buffer.from(zipSync(pages))
    for (let at = locked.indexOf('PK\x01\x02'); at >= 0; at = locked.indexOf('PK\x01\x02', at + 1))
      locked.writeUInt16LE(1, at + 8)
    expect(await read('locked.cbz', locked)).toMatchObject({ drm: 'Password', pages: 3, coverBytes: undefined })
    await expect(read('locked.cb7', await build7z(pages, 'secret'))).rejects.toMatchObject({ code: 'locked' })
  })

  it.each([
    ['cut.cbr', () => buildRar(files).subarray(0, 200)],
    ['cut.cbt', () => buildTar(files).subarray(0, 560)],
    ['noise.cbr', () => Buffer.concat([Buffer.from('Rar!\x1a\x07\x01\x00', 'latin1'), Buffer.alloc(500, 7)])],
    ['noise.cb7', () => Buffer.concat([Buffer.from("7z\xbc\xaf'\x1c", 'latin1'), Buffer.alloc(500, 7)])],
  ])('that is damaged (%s) ends with a plain reason and does not end the process', async (name, build) => {
    const exitCode = process.exitCode
    await expect(read(name, build())).rejects.toMatchObject({
      code: expect.stringMatching(/damaged|truncated|wrong-type/),
    })
    expect(process.exitCode).toBe(exitCode)
  })
})

describe('pages of a comic', () => {
  it('are in the order in which a person numbers them', () => {
    const names = ['b/1.jpg', 'a/10.JPG', 'a/2.jpg', 'a/1.jpg', 'c.jpg']
    expect(names.sort(comparePageNames)).toEqual(['a/1.jpg', 'a/2.jpg', 'a/10.JPG', 'b/1.jpg', 'c.jpg'])
  })

  it.each([
    ['01.JPG', true],
    ['x/y.webp', true],
    ['__MACOSX/1.jpg', false],
    ['a/._1.jpg', false],
    ['info.xml', false],
  ])('%s is one: %s', (name, isPage) => expect(isPageName(name)).toBe(isPage))
})
