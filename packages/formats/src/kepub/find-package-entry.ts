import { decodePercent, joinInside } from '../epub/paths.ts'
import { UnreadableBook } from '../facts.ts'
import { decodeXml } from '../text/decode.ts'
import { walkXml } from '../xml/walk-xml.ts'
import type { ZipEntry } from '../zip/entries.ts'
import type { ZipArchive } from '../zip/zip-archive.ts'

const MAX_BYTES = 1024 * 1024

/**
 * The package document that the firmware will open: stricter than our own reading, because it forgives nothing.
 * @throws {UnreadableBook} `damaged` where the container names none
 */
export function findPackageEntry(zip: ZipArchive): ZipEntry {
  const container = zip.find('META-INF/container.xml')
  let version: string | undefined
  let path: string | undefined
  if (container) {
    walkXml(decodeXml(zip.read(container, MAX_BYTES)), {
      open(name, attributes) {
        if (name === 'container') version = attributes.version
        if (name !== 'rootfile' || attributes['media-type'] !== 'application/oebps-package+xml') return undefined
        path = attributes['full-path']
        return false
      },
    })
  }
  const inside = version === '1.0' && path !== undefined ? joinInside('', path) : undefined
  const entry = inside === undefined ? undefined : (zip.findLoosely(inside) ?? zip.findLoosely(decodePercent(inside)))
  if (!entry) throw new UnreadableBook('damaged', 'The container of the EPUB names no package document of EPUB.')
  return entry
}
