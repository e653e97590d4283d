import { createHash } from 'node:crypto'

export interface SidecarBook {
  publicId: string
  title: string
  authors: string[]
  isbn: string | null
  language: string | null
  publisher: string | null
  published: string | null
  description: string | null
  /** File name of the cover beside it, where one was written. */
  cover: { name: string; mime: string } | null
}

/** Says that a sidecar is ours: only such files are ever replaced. */
export const MARK = '<meta name="generator" content="Colophon"/>'

/** OPF 2.0 document that describes a book for other programs (library contract 32.7). */
export function sidecarOpf(book: SidecarBook): string {
  const id = book.isbn ? `urn:isbn:${book.isbn}` : `urn:uuid:${uuid5(book.publicId)}`
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<package xmlns="http://www.idpf.org/2007/opf" unique-identifier="id" version="2.0">',
    '  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">',
    `    <dc:title>${escape(book.title)}</dc:title>`,
    ...book.authors.map((name) => `    <dc:creator opf:role="aut">${escape(name)}</dc:creator>`),
    `    <dc:identifier id="id"${book.isbn ? ' opf:scheme="ISBN"' : ''}>${escape(id)}</dc:identifier>`,
    `    <dc:language>${escape(book.language ?? 'und')}</dc:language>`,
    ...(book.published ? [`    <dc:date>${escape(book.published)}</dc:date>`] : []),
    ...(book.publisher ? [`    <dc:publisher>${escape(book.publisher)}</dc:publisher>`] : []),
    ...(book.description ? [`    <dc:description>${escape(book.description)}</dc:description>`] : []),
    ...(book.cover ? ['    <meta name="cover" content="cover"/>'] : []),
    `    ${MARK}`,
    '  </metadata>',
    '  <manifest>',
    ...(book.cover ? [`    <item id="cover" href="${escape(book.cover.name)}" media-type="${book.cover.mime}"/>`] : []),
    '  </manifest>',
    '  <spine/>',
    '</package>',
  ]
  return `${lines.join('\n')}\n`
}

const escape = (text: string) =>
  text
    .replace(/[^\P{Cc}\t\n\r]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

/** The URL namespace of RFC 4122, so that the same book always gets the same name. */
const NAMESPACE = Buffer.from('6ba7b8119dad11d180b400c04fd430c8', 'hex')

function uuid5(name: string): string {
  const bytes = createHash('sha1').update(NAMESPACE).update(`colophon:book:${name}`).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
