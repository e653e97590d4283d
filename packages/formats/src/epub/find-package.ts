import { UnreadableBook } from '../facts.ts'
import { decodeXml } from '../text/decode.ts'
import { walkXml } from '../xml/walk-xml.ts'
import type { ZipEntry } from '../zip/entries.ts'
import type { ZipArchive } from '../zip/zip-archive.ts'
import { decodePercent, joinInside } from './paths.ts'

const MAX_CONTAINER_BYTES = 1024 * 1024
const PACKAGE_TYPE = 'application/oebps-package+xml'

export interface FoundPackage {
  entry: ZipEntry
  warnings: string[]
}

/**
 * The package document: what the container names first, and, where the container is missing or wrong, the only one there is.
 * @throws {UnreadableBook} when there is none, or the container points out of the archive
 */
export function findPackage(zip: ZipArchive): FoundPackage {
  const container = zip.findLoosely('META-INF/container.xml')
  const path = container && rootfile(decodeXml(zip.read(container, MAX_CONTAINER_BYTES)))
  if (path) {
    const entry = entryOf(zip, path)
    if (entry) {
      const isExact = entry.name === path
      return {
        entry,
        warnings: isExact ? [] : ['The EPUB names its package document in another spelling than the archive.'],
      }
    }
  }
  const packages = zip.entries.filter(({ name }) => /\.opf$/i.test(name))
  const only = packages[0]
  if (!only)
    throw new UnreadableBook(
      'damaged',
      'The EPUB has no package document (OPF), so nothing is known about its content.',
    )
  const what = container ? 'names no package document that exists' : 'has no META-INF/container.xml'
  return { entry: only, warnings: [`The EPUB ${what}; “${only.name}” was taken.`] }
}

function entryOf(zip: ZipArchive, path: string): ZipEntry | undefined {
  if (/^[a-z][a-z0-9+.-]*:/i.test(path)) throw outside()
  const inside = joinInside('', path)
  const decoded = joinInside('', decodePercent(path))
  if (!inside || !decoded) throw outside()
  return zip.findLoosely(inside) ?? zip.findLoosely(decoded)
}

function outside(): UnreadableBook {
  return new UnreadableBook('dangerous', 'The EPUB points to a package document outside of itself.')
}

/** Path of the first rendition. */
function rootfile(xml: string): string | undefined {
  let path: string | undefined
  walkXml(xml, {
    open(name, attributes) {
      if (name !== 'rootfile' || !attributes['full-path']?.trim()) return undefined
      const candidate = attributes['full-path'].trim()
      const type = attributes['media-type']?.trim().toLowerCase()
      if (type && type !== PACKAGE_TYPE && !/\.opf$/i.test(candidate)) return undefined
      path = candidate
      return false
    },
  })
  return path
}
