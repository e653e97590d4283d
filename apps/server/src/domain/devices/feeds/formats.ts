/** In which order the files of a book are offered: what most apps read best stands first. */
const BEST_FIRST = ['epub', 'kepub', 'pdf', 'mobi', 'prc', 'azw3', 'azw', 'cbz', 'cbr', 'cb7', 'cbt']
const AUDIO = ['m4b', 'm4a', 'mp3', 'flac', 'ogg', 'opus']
const OTHER = ['fb2', 'fbz', 'txt', 'djvu', 'rtf', 'doc', 'docx', 'odt', 'html', 'zip']

const ranks = new Map([...BEST_FIRST, ...AUDIO].map((format, rank) => [format, rank]))
const known = new Set([...BEST_FIRST, ...AUDIO, ...OTHER])

/** Where a format stands among the files of a book; those that are not known stand last. */
export const rankOfFormat = (format: string): number => ranks.get(format) ?? ranks.size

/** Whether a word names a format of books at all. */
export const isFormat = (word: string): boolean => known.has(word)

/** Comics whose pages can be had one by one. */
export const isComic = (format: string): boolean => ['cbz', 'cbr', 'cb7', 'cbt'].includes(format)
