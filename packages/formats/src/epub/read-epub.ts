import type { BookFacts, ReadBook } from '../facts.ts'
import { decodeXml } from '../text/decode.ts'
import type { ZipArchive } from '../zip/zip-archive.ts'
import { factsOfPackage } from './facts-of-package.ts'
import { findCover } from './find-cover.ts'
import { findLock } from './find-lock.ts'
import { findPackage } from './find-package.ts'
import { parsePackage } from './package-document.ts'

const MAX_PACKAGE_BYTES = 32 * 1024 * 1024
const APPLE_OPTIONS = 'META-INF/com.apple.ibooks.display-options.xml'

/**
 * Reads an EPUB of version 2 or 3 from its archive.
 * @throws {UnreadableBook} when it has no package document that can be read
 */
export function readEpub(zip: ZipArchive, options: { cover: boolean; format: 'epub' | 'kepub' }): ReadBook {
  const { entry, warnings } = findPackage(zip)
  const document = parsePackage(decodeXml(zip.read(entry, MAX_PACKAGE_BYTES)))
  const facts: BookFacts = { ...factsOfPackage(document), format: options.format, drm: findLock(zip) }
  facts.isFixedLayout ||= isFixedForApple(zip)
  facts.warnings.unshift(...warnings)
  if (zip.ignored.length > 0) {
    facts.warnings.push(
      `${zip.ignored.length} entries of the archive have unsafe names or are links; they are ignored.`,
    )
  }
  if (!options.cover) return { facts, cover: null }

  const { cover, warnings: coverWarnings } = findCover(zip, document, entry.name)
  facts.warnings.push(...coverWarnings)
  return { facts, cover }
}

function isFixedForApple(zip: ZipArchive): boolean {
  const entry = zip.find(APPLE_OPTIONS)
  if (!entry || entry.size > 100_000) return false
  return /name=["']fixed-layout["']\s*>\s*true/i.test(decodeXml(zip.read(entry, 100_000)))
}
