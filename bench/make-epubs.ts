import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type FictionalBook, fictionalBook, namesOf, seriesName } from './fictional-book.ts'
import { baseCover, uniqueCover } from './make-covers.ts'
import { dataDir } from './places.ts'
import { random } from './random.ts'
import { someWord } from './words.ts'
import { deflated, type Packed, stored, zip } from './zip.ts'

const PICTURES = 40
const CHAPTERS = 6
/** Together with the cover this makes a file of about 190 kB. */
const CHAPTER_WORDS = 2_280
const BYTES_A_BOOK = 200_000

/**
 * A folder with `count` EPUBs, each another book with another cover, as `Author/Title/Title.epub`. Made once and kept.
 * @throws where the disk has no room for them
 */
export async function epubFolder(count: number): Promise<string> {
  return folder(`epubs-${count}`, count * BYTES_A_BOOK, async (path) => {
    for (let n = 0; n < count; n++) {
      const book = fictionalBook(n, count)
      const dir = join(path, namesOf(book)[0] ?? '', `${book.title} (${n})`)
      mkdirSync(dir, { recursive: true })
      writeFileSync(join(dir, `${book.title}.epub`), await epub(book, n))
    }
  })
}

/** Writes one more EPUB into a folder. @param number of the book; no other folder has one from 9,000,000 on */
export async function writeEpub(dir: string, number: number): Promise<string> {
  const path = join(dir, `${number}.epub`)
  writeFileSync(path, await epub(fictionalBook(number, number + 1), number))
  return path
}

/** Metadata and the bytes of the cover are the book's own; pictures and texts, costly to make, are shared by many. */
async function epub(book: FictionalBook, number: number): Promise<Buffer> {
  const shared = number % PICTURES
  return zip([
    ['mimetype', mimetype],
    ['META-INF/container.xml', container],
    ['OEBPS/content.opf', deflated(Buffer.from(packageDocument(book, number)))],
    ['OEBPS/nav.xhtml', deflated(Buffer.from(navigation(book)))],
    ['OEBPS/cover.jpg', stored(uniqueCover(await pictureOf(shared), `cover of book ${number}`))],
    ...chaptersOf(shared),
  ])
}

/** A folder with `count` tiny text files, named as their author and title: for what depends on their number alone. */
export async function textFolder(count: number): Promise<string> {
  return folder(`texts-${count}`, count * 4_096, async (path) => {
    for (let n = 0; n < count; n++) {
      const book = fictionalBook(n, count)
      const dir = join(path, `shelf ${Math.floor(n / 100)}`)
      if (n % 100 === 0) mkdirSync(dir, { recursive: true })
      const name = `${namesOf(book)[0]} - ${book.title}.txt`
      writeFileSync(join(dir, name), `${book.title}\n\n${book.description}\n(${n})\n`)
    }
  })
}

/** Makes the folder unless an earlier run finished it with the same generator. */
async function folder(name: string, bytes: number, fill: (path: string) => Promise<void>): Promise<string> {
  const path = join(dataDir, name)
  const receipt = `${path}.made-by`
  const maker = fingerprint()
  if (existsSync(receipt) && readFileSync(receipt, 'utf8') === maker) {
    removeOthers(path)
    return path
  }
  rmSync(receipt, { force: true })
  rmSync(path, { recursive: true, force: true })
  mkdirSync(path, { recursive: true })
  const { bavail, bsize } = statfsSync(path)
  if (bavail * bsize < bytes * 1.2)
    throw new Error(`${name} needs ${Math.ceil(bytes / 1e9)} GB, which the disk has not`)
  await fill(path)
  writeFileSync(receipt, maker)
  return path
}

/** A server writes metadata and covers beside the books; the next one shall find the folder as the first one did. */
function removeOthers(path: string) {
  for (const entry of readdirSync(path, { recursive: true, withFileTypes: true })) {
    if (entry.isFile() && !/\.(epub|txt)$/.test(entry.name)) rmSync(join(entry.parentPath, entry.name))
  }
}

function fingerprint(): string {
  const hash = createHash('sha256')
  for (const name of ['make-epubs.ts', 'make-covers.ts', 'zip.ts', 'fictional-book.ts', 'words.ts', 'random.ts']) {
    hash.update(readFileSync(join(import.meta.dirname, name)))
  }
  return hash.digest('hex')
}

const escape = (text: string) => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)

const containerXml = `<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`

function packageDocument(book: FictionalBook, number: number): string {
  const creators = namesOf(book).map((name, n) => {
    return `<dc:creator id="c${n}">${escape(name)}</dc:creator><meta refines="#c${n}" property="role">aut</meta>`
  })
  const series = book.series
    ? `<meta property="belongs-to-collection" id="s">${escape(seriesName(book.series.number))} ${book.series.number}</meta>
<meta refines="#s" property="collection-type">series</meta><meta refines="#s" property="group-position">${book.series.position}</meta>`
    : ''
  const ids = Array.from({ length: CHAPTERS }, (_, n) => n + 1)
  const items = ids.map((n) => `<item id="t${n}" href="text/${n}.xhtml" media-type="application/xhtml+xml"/>`)
  return `<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:isbn:${book.isbn13}</dc:identifier>
<dc:identifier>urn:bench:${number}</dc:identifier>
<dc:title id="t">${escape(book.title)}</dc:title>
${book.subtitle ? `<dc:title id="u">${escape(book.subtitle)}</dc:title><meta refines="#u" property="title-type">subtitle</meta>` : ''}
${creators.join('\n')}
<dc:language>${book.language}</dc:language>
<dc:publisher>${escape(book.publisher)}</dc:publisher>
<dc:date>${book.date}</dc:date>
<dc:description>${escape(book.description)}</dc:description>
${series}
<meta property="dcterms:modified">2026-01-01T00:00:00Z</meta><meta name="cover" content="cover"/>
</metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="cover" href="cover.jpg" media-type="image/jpeg" properties="cover-image"/>${items.join('')}</manifest>
<spine>${ids.map((n) => `<itemref idref="t${n}"/>`).join('')}</spine></package>`
}

function navigation(book: FictionalBook): string {
  const lines = Array.from({ length: CHAPTERS }, (_, n) => {
    return `<li><a href="text/${n + 1}.xhtml">Chapter ${n + 1}</a></li>`
  })
  return `<?xml version="1.0" encoding="utf-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>${escape(book.title)}</title></head>
<body><nav epub:type="toc"><ol>${lines.join('')}</ol></nav></body></html>`
}

function chapters(number: number): [string, Packed][] {
  const dice = random(number + 40_000)
  return Array.from({ length: CHAPTERS }, (_, n) => {
    const paragraphs: string[] = []
    for (let words = 0; words < CHAPTER_WORDS; words += 60) {
      paragraphs.push(`<p>${Array.from({ length: 60 }, () => someWord(dice, 30_000)).join(' ')}.</p>`)
    }
    const text = `<?xml version="1.0" encoding="utf-8"?>
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Chapter ${n + 1}</title></head>
<body><h1>Chapter ${n + 1}</h1>${paragraphs.join('\n')}</body></html>`
    return [`OEBPS/text/${n + 1}.xhtml`, deflated(Buffer.from(text))]
  })
}

const mimetype = stored(Buffer.from('application/epub+zip'))
const container = deflated(Buffer.from(containerXml))
const pictureOf = remembered(baseCover)
const chaptersOf = remembered(chapters)

function remembered<Made>(make: (number: number) => Made): (number: number) => Made {
  const made = new Map<number, Made>()
  return (number) => {
    const known = made.get(number) ?? make(number)
    made.set(number, known)
    return known
  }
}
