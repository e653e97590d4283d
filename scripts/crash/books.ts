import { createHash, randomBytes } from 'node:crypto'
import { strToU8, zipSync } from 'fflate'

export interface MadeBook {
  name: string
  bytes: Uint8Array
  sha256: string
}

/** An EPUB whose every word is its own, so that it joins no other book. @param kilobytes of ballast that does not pack */
export function makeBook(number: number, kilobytes: number): MadeBook {
  const title = `Volume ${number} ${randomBytes(6).toString('hex')}`
  const files: Record<string, Uint8Array> = {
    mimetype: strToU8('application/epub+zip'),
    'META-INF/container.xml': strToU8(
      '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles><rootfile full-path="b.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    ),
    'b.opf': strToU8(`<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">urn:uuid:${crypto.randomUUID()}</dc:identifier>
<dc:title>${title}</dc:title><dc:creator>Writer ${number % 40}</dc:creator><dc:language>en</dc:language></metadata>
<manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/><item id="x" href="x.bin" media-type="application/octet-stream"/></manifest>
<spine><itemref idref="c"/></spine></package>`),
    'c.xhtml': strToU8(
      `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>${title}</title></head><body><p>${title}</p></body></html>`,
    ),
    'x.bin': randomBytes(kilobytes * 1024),
  }
  const bytes = zipSync(files, { level: 0 })
  return { name: `${title}.epub`, bytes, sha256: sha256(bytes) }
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
