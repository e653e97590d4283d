/** Endings by which a scan takes a file into its hands; what the file really is, its bytes say. */
const EBOOK = new Set([
  'epub',
  'kepub',
  'pdf',
  'mobi',
  'prc',
  'azw',
  'azw3',
  'cbz',
  'cbr',
  'cb7',
  'cbt',
  'fb2',
  'fbz',
  'txt',
])
const AUDIO = new Set(['m4b', 'm4a', 'mp3', 'flac', 'ogg', 'oga', 'opus'])

/** Texts that people keep beside books. */
const NOT_A_BOOK =
  /^(readme|license|licence|copying|desc|description|reader|cover|info|notes?|index|contents|manifest|metadata|checksums?|md5sums?|sha\d*sums?)$/i

export function endingOf(fileName: string): string {
  const dot = fileName.lastIndexOf('.')
  return dot <= 0 ? '' : fileName.slice(dot + 1).toLowerCase()
}

export type Kind = 'ebook' | 'audio'

/** Null for files that are no books by their name. */
export function kindOf(fileName: string): Kind | null {
  const ending = endingOf(fileName)
  if (ending === 'txt') return NOT_A_BOOK.test(fileName.slice(0, -4)) ? null : 'ebook'
  if (EBOOK.has(ending)) return 'ebook'
  if (AUDIO.has(ending)) return 'audio'
  if (/\.fb2\.zip$/i.test(fileName)) return 'ebook'
  return null
}

const SYSTEM_FOLDERS = new Set(['@eadir', '#recycle', '$recycle.bin', 'lost+found', 'system volume information'])

/** Hidden folders (also our own `.uploads`) and the bins of NAS systems hold no books. */
export const isSkippedFolder = (name: string) => name.startsWith('.') || SYSTEM_FOLDERS.has(name.toLowerCase())

/** `.DS_Store`, and the `._book.epub` that some systems leave beside each file. */
export const isSkippedFile = (name: string) => name.startsWith('.')
