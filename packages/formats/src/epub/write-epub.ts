import { strToU8, type Zippable, zipSync } from 'fflate'
import { escapeXml } from '../xml/escape.ts'

export interface EpubToWrite {
  /** A URI that no other book has. */
  identifier: string
  title: string
  authors: string[]
  /** A language tag; null where it is not known. */
  language: string | null
  description: string | null
  publisher: string | null
  published: string | null
  /** Where the text came from. */
  source: string | null
  isRightToLeft: boolean
  /** Now, for a book that is made now. */
  modified: Date
  /** Bodies are well-formed XHTML; they name pictures as they are named here. */
  chapters: { title: string; xhtml: string }[]
  pictures: { name: string; mime: 'image/jpeg' | 'image/png' | 'image/gif' | 'image/webp'; bytes: Uint8Array }[]
}

const CONTAINER = `<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
`
const STYLE = `body { margin: 5%; line-height: 1.5; }
img { max-width: 100%; height: auto; }
figure { margin: 1em 0; }
figcaption, .about { font-size: 0.85em; }
pre { white-space: pre-wrap; }
table { border-collapse: collapse; }
td, th { border: 1px solid; padding: 0.2em 0.5em; text-align: start; vertical-align: top; }
`

/** Writes a book as EPUB 3: chapters in order, a table of contents, pictures as they are. */
export function writeEpub(book: EpubToWrite): Uint8Array<ArrayBuffer> {
  const files: Zippable = {
    // First and not packed, so that the kind of the file shows in its first bytes.
    mimetype: [strToU8('application/epub+zip'), { level: 0 }],
    'META-INF/container.xml': strToU8(CONTAINER),
    'EPUB/package.opf': strToU8(packageDocument(book)),
    'EPUB/nav.xhtml': strToU8(navigation(book)),
    'EPUB/style.css': strToU8(STYLE),
  }
  for (const [index, { title, xhtml }] of book.chapters.entries()) {
    files[`EPUB/${chapterName(index)}`] = strToU8(page(book, title, xhtml))
  }
  for (const { name, bytes } of book.pictures) files[`EPUB/${name}`] = [bytes, { level: 0 }]
  return zipSync(files, { mtime: book.modified })
}

const chapterName = (index: number) => `chapter-${index + 1}.xhtml`

function packageDocument({ chapters, pictures, ...book }: EpubToWrite): string {
  const language = book.language ?? 'und'
  const items = [
    ...chapters.map((_, i) => `<item id="c${i + 1}" href="${chapterName(i)}" media-type="application/xhtml+xml"/>`),
    ...pictures.map(({ name, mime }, i) => `<item id="p${i + 1}" href="${escapeXml(name)}" media-type="${mime}"/>`),
  ]
  return `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="${escapeXml(language)}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">${escapeXml(book.identifier)}</dc:identifier>
<dc:title>${escapeXml(book.title)}</dc:title>
<dc:language>${escapeXml(language)}</dc:language>
${book.authors.map((name) => element('creator', name)).join('')}${element('date', book.published)}${element('publisher', book.publisher)}${element('description', book.description)}${element('source', book.source)}<meta property="dcterms:modified">${book.modified.toISOString().slice(0, 19)}Z</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="style" href="style.css" media-type="text/css"/>
${items.join('\n')}
</manifest>
<spine${book.isRightToLeft ? ' page-progression-direction="rtl"' : ''}>${chapters.map((_, i) => `<itemref idref="c${i + 1}"/>`).join('')}</spine>
</package>
`
}

function element(name: string, text: string | null): string {
  return text === null || text.trim() === '' ? '' : `<dc:${name}>${escapeXml(text)}</dc:${name}>\n`
}

function navigation(book: EpubToWrite): string {
  const entries = book.chapters.map(
    ({ title }, i) => `<li><a href="${chapterName(i)}">${escapeXml(title.trim() || String(i + 1))}</a></li>`,
  )
  return page(
    book,
    book.title,
    `<nav epub:type="toc" xmlns:epub="http://www.idpf.org/2007/ops"><ol>${entries.join('')}</ol></nav>`,
  )
}

function page({ language, isRightToLeft }: EpubToWrite, title: string, body: string): string {
  const tag = language === null ? '' : ` lang="${escapeXml(language)}" xml:lang="${escapeXml(language)}"`
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml"${tag}${isRightToLeft ? ' dir="rtl"' : ''}>
<head><title>${escapeXml(title)}</title><link rel="stylesheet" type="text/css" href="style.css"/></head>
<body>
${body}
</body>
</html>
`
}
