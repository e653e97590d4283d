import { createHash } from 'node:crypto'

export interface NamedFile {
  fileName: string
  fileType: string
  title: string
  /** As the catalogue feeds give them, in order. */
  authors: string[]
}

/** What the file systems of readers refuse; KOReader writes a low line instead. */
const REFUSED = /[\\/:*?"<>|]/g

/**
 * Names that a file may have on a reader: the one it is stored under, the one KOReader gives to what it takes from a catalogue (it keeps
 * only the last author), and the one of a book that was converted for Kobo readers.
 */
export function namesOnReaders({ fileName, fileType, title, authors }: NamedFile): string[] {
  const safe = (name: string) => name.replace(REFUSED, '_')
  const stem = fileName.replace(/(\.kepub)?\.[^.]+$/i, '')
  const author = authors.at(-1)
  const names = [fileName, safe(fileName)]
  if (author) names.push(safe(`${author} - ${title}.${fileType}`))
  if (fileType === 'epub') names.push(`${title}.kepub.epub`, safe(`${title}.kepub.epub`), `${stem}.kepub.epub`)
  return [...new Set(names)]
}

/** KOReader's digest of a name, where it is set to tell books by their file names (device contract C.6). */
export const digestOfName = (name: string): string => createHash('md5').update(name).digest('hex')
