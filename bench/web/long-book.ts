import { random } from '../random.ts'
import { someWord } from '../words.ts'
import { deflated, stored, zip } from '../zip.ts'

const CHAPTERS = 30
const PARAGRAPHS = 90
const WORDS_A_PARAGRAPH = 75

/** A novel as an EPUB of about 1 MB, all of it text: the same on every machine. */
export function bookOfAMegabyte(): Buffer {
  const dice = random(11)
  const names = Array.from({ length: CHAPTERS }, (_, index) => `chapter${index + 1}.xhtml`)
  const paragraph = () => `<p>${Array.from({ length: WORDS_A_PARAGRAPH }, () => someWord(dice)).join(' ')}.</p>`
  const chapter = (index: number) =>
    page(`<h1>Chapter ${index + 1}</h1>${Array.from({ length: PARAGRAPHS }, paragraph).join('\n')}`)
  const file = (text: string) => deflated(Buffer.from(text))
  return zip([
    ['mimetype', stored(Buffer.from('application/epub+zip'))],
    ['META-INF/container.xml', file(CONTAINER)],
    ['OEBPS/content.opf', file(packageOf(names))],
    ['OEBPS/nav.xhtml', file(page(contentsOf(names)))],
    ...names.map((name, index) => [`OEBPS/${name}`, file(chapter(index))] as [string, ReturnType<typeof deflated>]),
  ])
}

const CONTAINER = `<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`

const packageOf = (names: string[]) => `<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:colophon:bench-long-book</dc:identifier><dc:title>A Long Book</dc:title><dc:creator>Nobody</dc:creator><dc:language>en</dc:language>
<meta property="dcterms:modified">2026-01-01T00:00:00Z</meta></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
${names.map((name, index) => `<item id="c${index}" href="${name}" media-type="application/xhtml+xml"/>`).join('')}</manifest>
<spine>${names.map((_, index) => `<itemref idref="c${index}"/>`).join('')}</spine></package>`

const contentsOf = (names: string[]) =>
  `<nav epub:type="toc"><ol>${names.map((name, index) => `<li><a href="${name}">Chapter ${index + 1}</a></li>`).join('')}</ol></nav>`

const page = (body: string) => `<?xml version="1.0" encoding="utf-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>A Long Book</title></head><body>${body}</body></html>`
