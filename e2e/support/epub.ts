import { strToU8, zipSync } from 'fflate'
import { plainPicture } from './picture.ts'

export interface Chapter {
  title: string
  /** Markup inside the body. */
  body: string
  /** Markup inside the head. */
  head?: string
}

export interface BookRecipe {
  title: string
  author: string
  series?: { name: string; position: number }
  description?: string
  language?: string
  chapters: Chapter[]
  /** Colour of its cover, as red, green, blue; none for a book without one. */
  cover?: [number, number, number]
  /** Further files by their path inside OEBPS, with their media type. */
  files?: Record<string, { type: string; text: string }>
  /** Those of the further files that are pages beside the reading order: notes, say. */
  unlisted?: string[]
  direction?: 'ltr' | 'rtl'
}

/** A small, valid EPUB 3. */
export function makeEpub(recipe: BookRecipe): Uint8Array {
  const { chapters, cover, files = {} } = recipe
  const entries: Record<string, Uint8Array | [Uint8Array, { level: 0 }]> = {
    mimetype: [strToU8('application/epub+zip'), { level: 0 }],
    'META-INF/container.xml': strToU8(
      '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    ),
    'OEBPS/book.opf': strToU8(packageDocument(recipe)),
    'OEBPS/nav.xhtml': strToU8(contents(chapters)),
  }
  for (const [index, chapter] of chapters.entries()) {
    entries[`OEBPS/chapter${index + 1}.xhtml`] = strToU8(page(chapter))
  }
  if (cover) entries['OEBPS/cover.png'] = plainPicture(400, 600, cover)
  for (const [name, { text }] of Object.entries(files)) entries[`OEBPS/${name}`] = strToU8(text)
  return zipSync(entries)
}

/** As many paragraphs as fill a few pages, each of which says where it is. */
export function paragraphs(count: number, words: string): string {
  return Array.from({ length: count }, (_, index) => `<p>${words} ${index + 1}. ${filler}</p>`).join('\n')
}

const filler =
  'It is a truth universally acknowledged, that a page wants text, and that a test wants many pages of it. '
    .repeat(4)
    .trim()

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

function packageDocument({
  title,
  author,
  series,
  description,
  language = 'en',
  chapters,
  cover,
  files = {},
  unlisted = [],
  direction,
}: BookRecipe) {
  const items = chapters.map(
    (_, index) => `<item id="c${index + 1}" href="chapter${index + 1}.xhtml" media-type="application/xhtml+xml"/>`,
  )
  for (const [index, [name, { type }]] of Object.entries(files).entries()) {
    items.push(`<item id="f${index}" href="${name}" media-type="${type}"/>`)
  }
  const spine = [
    ...chapters.map((_, index) => `<itemref idref="c${index + 1}"/>`),
    ...unlisted.map((name) => `<itemref idref="f${Object.keys(files).indexOf(name)}" linear="no"/>`),
  ]
  if (cover) items.push('<item id="cover" href="cover.png" media-type="image/png" properties="cover-image"/>')
  return `<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:colophon-test:${escape(title)}</dc:identifier>
<dc:title>${escape(title)}</dc:title><dc:creator>${escape(author)}</dc:creator><dc:language>${language}</dc:language>
${description ? `<dc:description>${escape(description)}</dc:description>` : ''}
${series ? `<meta property="belongs-to-collection" id="s">${escape(series.name)}</meta><meta refines="#s" property="collection-type">series</meta><meta refines="#s" property="group-position">${series.position}</meta>` : ''}
<meta property="dcterms:modified">2026-01-01T00:00:00Z</meta>
</metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>${items.join('')}</manifest>
<spine${direction ? ` page-progression-direction="${direction}"` : ''}>${spine.join('')}</spine>
</package>`
}

function contents(chapters: Chapter[]): string {
  const entries = chapters.map(
    ({ title }, index) => `<li><a href="chapter${index + 1}.xhtml">${escape(title)}</a></li>`,
  )
  return page({ title: 'Contents', body: `<nav epub:type="toc"><ol>${entries.join('')}</ol></nav>` })
}

function page({ title, body, head = '' }: Chapter): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>${escape(title)}</title>${head}</head><body><h1>${escape(title)}</h1>${body}</body></html>`
}
