/** The two things that can be wanted of a book. */
export type Slot = 'ebook' | 'audiobook'

/**
 * Formats that names of releases speak of, with the rank that they have without a profile. The order of the list is the
 * order in which several formats of one name are told.
 */
const KNOWN = [
  ['epub', 'ebook', 5],
  ['azw3', 'ebook', 6],
  ['azw', 'ebook', 4],
  ['mobi', 'ebook', 4],
  ['pdf', 'ebook', 3],
  ['djvu', 'ebook', 3],
  ['cbr', 'ebook', 3],
  ['cbz', 'ebook', 3],
  ['cb7', 'ebook', 3],
  ['fb2', 'ebook', 4],
  ['kepub', 'ebook', 5],
  ['lit', 'ebook', 2],
  ['rtf', 'ebook', 2],
  ['txt', 'ebook', 1],
  ['m4b', 'audiobook', 9],
  ['m4a', 'audiobook', 8],
  ['flac', 'audiobook', 10],
  ['mp3', 'audiobook', 7],
  ['ogg', 'audiobook', 7],
  ['opus', 'audiobook', 7],
  ['aac', 'audiobook', 7],
] as const satisfies readonly (readonly [string, Slot, number])[]

const SLOTS = new Map<string, Slot>(KNOWN.map(([format, slot]) => [format, slot]))
const RANKS = new Map<string, number>(KNOWN.map(([format, , rank]) => [format, rank]))
const PLACES = new Map<string, number>(KNOWN.map(([format], place) => [format, place]))

export const isFormat = (word: string): boolean => SLOTS.has(word)

/** To which slot a format belongs; undefined for one that nobody knows. */
export const slotOfFormat = (format: string): Slot | undefined => SLOTS.get(format)

/** All formats of a slot. */
export const formatsOfSlot = (slot: Slot): string[] => KNOWN.flatMap(([format, of]) => (of === slot ? [format] : []))

/** Unknown formats are 0, the better ones higher. */
export const formatRank = (format: string | undefined): number => (format && RANKS.get(format)) || 0

/** The formats among words, each once, in the order of the list. */
export function formatsAmong(words: readonly string[]): string[] {
  const found = words.filter(isFormat)
  if (found.length < 2) return found
  return [...new Set(found)].sort((a, b) => (PLACES.get(a) ?? 0) - (PLACES.get(b) ?? 0))
}
