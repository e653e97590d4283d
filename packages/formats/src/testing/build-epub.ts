import { strToU8, type Zippable, zipSync } from 'fflate'

export interface EpubParts {
  title?: string | null
  authors?: string[]
  language?: string
  identifier?: string
  /** Raw elements put at the end of the metadata. */
  metadata?: string
  series?: { name: string; position?: string }
  description?: string
  published?: string
  publisher?: string
  subjects?: string[]
  /** Becomes `OEBPS/cover.jpg` (or `.png`) with the property `cover-image`. */
  cover?: Uint8Array
  chapters?: string[]
  /** More files by their names in the archive; they win over the made ones. */
  files?: Record<string, string | Uint8Array>
  /** The whole package document, for tests of odd ones. */
  opf?: string | Uint8Array
  version?: '2.0' | '3.0'
}

const CONTAINER = `<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`

/** A small valid EPUB, for tests. */
export function buildEpub(parts: EpubParts = {}): Uint8Array {
  const chapters = parts.chapters ?? ['<p>It was a dark and stormy night.</p>']
  const files: Zippable = {
    mimetype: [strToU8('application/epub+zip'), { level: 0 }],
    'META-INF/container.xml': strToU8(CONTAINER),
    'OEBPS/content.opf': bytes(parts.opf ?? packageDocument(parts, chapters.length)),
    'OEBPS/nav.xhtml': strToU8(navigation(chapters.length)),
  }
  chapters.forEach((body, index) => {
    files[`OEBPS/chapter-${index + 1}.xhtml`] = strToU8(page(`Chapter ${index + 1}`, body))
  })
  if (parts.cover) files[`OEBPS/${coverName(parts.cover)}`] = [parts.cover, { level: 0 }]
  for (const [name, content] of Object.entries(parts.files ?? {})) files[name] = bytes(content)
  return zipSync(files, { mtime: new Date('2024-01-01T00:00:00') })
}

/** The package document that `buildEpub` puts in, for tests that change a detail of it. */
export function packageDocument(parts: EpubParts, chapterCount = 1): string {
  const numbers = Array.from({ length: chapterCount }, (_, index) => index + 1)
  const cover = parts.cover && coverName(parts.cover)
  return `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="${parts.version ?? '3.0'}" unique-identifier="uid">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
<dc:identifier id="uid">${escape(parts.identifier ?? 'urn:uuid:00000000-0000-4000-8000-000000000000')}</dc:identifier>
${parts.title === null ? '' : element('title', parts.title ?? 'A Title')}
${(parts.authors ?? ['Ann Author']).map((author) => element('creator', author)).join('\n')}
${element('language', parts.language ?? 'en')}
${element('date', parts.published)}${element('publisher', parts.publisher)}${element('description', parts.description)}
${(parts.subjects ?? []).map((subject) => element('subject', subject)).join('')}
${series(parts.series)}
<meta property="dcterms:modified">2024-01-01T00:00:00Z</meta>
${parts.metadata ?? ''}
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
${cover ? `<item id="cover-picture" href="${cover}" media-type="${coverType(cover)}" properties="cover-image"/>` : ''}
${numbers.map((n) => `<item id="c${n}" href="chapter-${n}.xhtml" media-type="application/xhtml+xml"/>`).join('\n')}
</manifest>
<spine>${numbers.map((n) => `<itemref idref="c${n}"/>`).join('')}</spine>
</package>`
}

function series(place: EpubParts['series']): string {
  if (!place) return ''
  const position =
    place.position === undefined
      ? ''
      : `<meta refines="#series" property="group-position">${escape(place.position)}</meta>`
  return `<meta property="belongs-to-collection" id="series">${escape(place.name)}</meta>
<meta refines="#series" property="collection-type">series</meta>${position}`
}

function element(name: string, text: string | undefined): string {
  return text === undefined ? '' : `<dc:${name}>${escape(text)}</dc:${name}>`
}

function navigation(chapterCount: number): string {
  const links = Array.from(
    { length: chapterCount },
    (_, i) => `<li><a href="chapter-${i + 1}.xhtml">Chapter ${i + 1}</a></li>`,
  )
  return page(
    'Contents',
    `<nav epub:type="toc" xmlns:epub="http://www.idpf.org/2007/ops"><ol>${links.join('')}</ol></nav>`,
  )
}

function page(title: string, body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>${title}</title></head><body>${body}</body></html>`
}

function coverName(cover: Uint8Array): string {
  return cover[0] === 0x89 ? 'cover.png' : 'cover.jpg'
}

function coverType(name: string): string {
  return name.endsWith('.png') ? 'image/png' : 'image/jpeg'
}

function bytes(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? strToU8(content) : content
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
}
