import { decodeXml } from '../text/decode.ts'
import { walkXml } from '../xml/walk-xml.ts'
import type { ZipEntry } from '../zip/entries.ts'
import type { ZipArchive } from '../zip/zip-archive.ts'

/** Scrambled fonts are no lock: every reader undoes them with the identifier of the book. */
const FONT_OBFUSCATION = new Set(['http://www.idpf.org/2008/embedding', 'http://ns.adobe.com/pdf/enc#RC'])
const MAX_BYTES = 8 * 1024 * 1024

/** Name of the lock on the content of an EPUB, or null when it is free. */
export function findLock(zip: ZipArchive): string | null {
  const meta = lockFiles(zip)
  if (meta.size === 0) return null
  const encryption = meta.get('encryption.xml')
  const rights = meta.get('rights.xml')
  if (meta.has('sinf.xml')) return 'Apple FairPlay'
  if (!encryption && !rights) return meta.has('license.lcpl') ? 'Readium LCP' : null

  const isEncrypted = encryption ? hasEncryptedContent(text(zip, encryption)) : false
  if (meta.has('license.lcpl')) return 'Readium LCP'
  if (rights) {
    const terms = text(zip, rights)
    if (/ns\.adobe\.com\/adept/i.test(terms)) return 'Adobe ADEPT'
    if (/kobo|kdrm/i.test(terms)) return 'Kobo'
    if (isEncrypted) return 'Unknown lock'
  }
  return isEncrypted ? 'Unknown lock' : null
}

/** The files that come with a lock, by their names in lower case. */
function lockFiles(zip: ZipArchive): Map<string, ZipEntry> {
  const files = new Map<string, ZipEntry>()
  for (const entry of zip.entries) {
    const name = /^meta-inf\/(encryption\.xml|rights\.xml|sinf\.xml|license\.lcpl)$/i.exec(entry.name)?.[1]
    if (name) files.set(name.toLowerCase(), entry)
  }
  return files
}

function text(zip: ZipArchive, entry: ZipEntry): string {
  try {
    return decodeXml(zip.read(entry, MAX_BYTES))
  } catch {
    // A lock that cannot be read is still one; its name is all that is lost.
    return ''
  }
}

function hasEncryptedContent(xml: string): boolean {
  if (xml === '') return true
  let isData = false
  let found = false
  walkXml(xml, {
    open(name, attributes) {
      if (name === 'encrypteddata') isData = true
      if (!isData || name !== 'encryptionmethod') return undefined
      isData = false
      if (FONT_OBFUSCATION.has(attributes.algorithm ?? '')) return undefined
      found = true
      return false
    },
  })
  return found
}
