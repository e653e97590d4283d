/** Formats that releases come in, the best first, as they stand in a profile that nobody has changed. */
export const usualOrder = {
  ebook: ['epub', 'azw3', 'kepub', 'azw', 'mobi', 'fb2', 'pdf', 'cbz', 'cbr', 'cb7', 'djvu', 'lit', 'rtf', 'txt'],
  audiobook: ['m4b', 'flac', 'm4a', 'mp3', 'opus', 'ogg', 'aac'],
} as const

export type Slot = keyof typeof usualOrder
export const slots = ['ebook', 'audiobook'] as const

export interface QualityChoice {
  quality: string
  isAllowed: boolean
}

/** A profile as a person orders it: a list for each kind of book, the best first. */
export type QualityOrder = Record<Slot, QualityChoice[]>

interface Item {
  quality: string
  allowed: boolean
}

const slotOf = (quality: string): Slot =>
  (usualOrder.audiobook as readonly string[]).includes(quality) ? 'audiobook' : 'ebook'

/**
 * @param items the worst first, as profiles are stored; none allows everything. Formats that it does not list come last and
 *   are not allowed
 */
export function orderOf(items: readonly Item[]): QualityOrder {
  const isOpen = items.length === 0
  const listed = items.toReversed().map(({ quality, allowed }) => ({ quality, isAllowed: allowed }))
  const named = new Set(listed.map(({ quality }) => quality))
  const orderOfSlot = (slot: Slot) => [
    ...listed.filter(({ quality }) => slotOf(quality) === slot),
    ...usualOrder[slot].filter((quality) => !named.has(quality)).map((quality) => ({ quality, isAllowed: isOpen })),
  ]
  return { ebook: orderOfSlot('ebook'), audiobook: orderOfSlot('audiobook') }
}

/** As it is stored: the worst first, text before sound. */
export const itemsOf = ({ ebook, audiobook }: QualityOrder): Item[] =>
  [...ebook.toReversed(), ...audiobook.toReversed()].map(({ quality, isAllowed }) => ({ quality, allowed: isAllowed }))

/** Formats that may be the one from which on nothing better is looked for. */
export const allowedOf = ({ ebook, audiobook }: QualityOrder): string[] =>
  [...ebook, ...audiobook].filter(({ isAllowed }) => isAllowed).map(({ quality }) => quality)

/** The one that was chosen, as long as it is allowed; else the best that is. */
export function cutoffOf(order: QualityOrder, chosen: string): string {
  const allowed = allowedOf(order)
  return allowed.includes(chosen) ? chosen : (allowed[0] ?? '')
}

/** The list with what stood at `from` at `to`. */
export function moved<Entry>(list: readonly Entry[], from: number, to: number): Entry[] {
  const others = list.filter((_, index) => index !== from)
  return [...others.slice(0, to), ...list.slice(from, from + 1), ...others.slice(to)]
}
