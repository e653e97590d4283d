import { isPageName } from '../comics/page-names.ts'
import { UnreadableBook } from '../facts.ts'
import type { ZipArchive } from './zip-archive.ts'

const EPUB_TYPE = 'application/epub+zip'

/**
 * Which kind of book a ZIP archive holds. `fileName` in lower case.
 * @throws {UnreadableBook} when it holds none
 */
export function formatOfZip(zip: ZipArchive, fileName: string): 'epub' | 'fbz' | 'cbz' {
  if (zip.entries.length === 0) throw new UnreadableBook('empty', 'The archive holds no files.')
  if (zip.find('META-INF/container.xml') || isEpubByType(zip)) return 'epub'
  const known = officeFormat(zip)
  if (known) throw new UnreadableBook('unsupported', `Files of the kind ${known} are not read.`)

  const has = (pattern: RegExp) => zip.entries.some(({ name }) => pattern.test(name))
  if (zip.findLoosely('META-INF/container.xml')) return 'epub'
  if (has(/\.opf$/i)) {
    const plain = /\.(htmlz|txtz)$/.exec(fileName)?.[1]
    if (plain) throw new UnreadableBook('unsupported', `Files of the kind ${plain.toUpperCase()} are not read.`)
    return 'epub'
  }
  if (has(/\.fb2$/i)) return 'fbz'
  if (zip.entries.some(({ name }) => isPageName(name))) return 'cbz'
  throw new UnreadableBook('wrong-type', 'The archive holds neither a book nor pictures of a comic.')
}

function isEpubByType(zip: ZipArchive): boolean {
  const entry = zip.find('mimetype')
  return (
    entry !== undefined &&
    !entry.isEncrypted &&
    entry.size < 100 &&
    zip.read(entry, 100).toString('latin1').trim() === EPUB_TYPE
  )
}

function officeFormat(zip: ZipArchive): string | undefined {
  if (zip.find('[Content_Types].xml')) return zip.find('word/document.xml') ? 'DOCX' : 'Microsoft Office'
  return zip.find('content.xml') && zip.find('META-INF/manifest.xml') ? 'OpenDocument' : undefined
}
