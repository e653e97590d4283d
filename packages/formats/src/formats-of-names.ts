import type { Format } from './facts.ts'

/** What a file of this ending may be. Nothing is said of others. */
export const FORMATS_OF_NAME: Record<string, Format[]> = {
  '.epub': ['epub', 'kepub'],
  '.kepub': ['epub', 'kepub'],
  '.pdf': ['pdf'],
  '.mobi': ['mobi', 'azw3'],
  '.prc': ['mobi', 'azw3'],
  '.azw': ['mobi', 'azw', 'azw3'],
  '.azw3': ['mobi', 'azw', 'azw3'],
  '.cbz': ['cbz'],
  '.cbr': ['cbr'],
  '.cb7': ['cb7'],
  '.cbt': ['cbt'],
  '.fb2': ['fb2'],
  '.fbz': ['fbz'],
  '.m4b': ['m4b'],
  '.m4a': ['m4a', 'm4b'],
  '.mp3': ['mp3'],
  '.flac': ['flac'],
  '.ogg': ['ogg', 'opus'],
  '.oga': ['ogg', 'opus', 'flac'],
  '.opus': ['opus', 'ogg'],
  '.txt': ['txt'],
}

/** As people call them, within a sentence. */
export const NAMES_OF_FORMATS: Record<Format, string> = {
  epub: 'an EPUB',
  kepub: 'an EPUB',
  pdf: 'a PDF',
  mobi: 'a Mobipocket book',
  azw: 'a Kindle book',
  azw3: 'a Kindle book',
  cbz: 'a comic in a ZIP archive',
  cbr: 'a comic in a RAR archive',
  cb7: 'a comic in a 7-Zip archive',
  cbt: 'a comic in a TAR archive',
  fb2: 'a FictionBook',
  fbz: 'a zipped FictionBook',
  m4b: 'MPEG-4 audio',
  m4a: 'MPEG-4 audio',
  mp3: 'MP3 audio',
  flac: 'FLAC audio',
  ogg: 'Ogg audio',
  opus: 'Opus audio',
  txt: 'plain text',
}

/** Whether a file of this format may bear this ending (without its dot). */
export function isNamedRightly(ending: string, format: Format): boolean {
  const formats = FORMATS_OF_NAME[`.${ending}`]
  return formats === undefined || formats.includes(format)
}
