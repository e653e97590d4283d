/** Texts of one page in the order in which they stand, with their ends of lines. */
export interface PageText {
  items: readonly { text: string; endsLine: boolean }[]
}

/** A piece of one text of a page. */
export interface HitPiece {
  item: number
  start: number
  end: number
}

/** A letter as it is compared: without accents, small. One letter may become several, or none. */
const fold = (letter: string) => letter.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/**
 * Every place where words stand on a page, whatever the case and the accents, also across lines and hyphens at their ends.
 */
export function findHits({ items }: PageText, words: string, most = 500): HitPiece[][] {
  const sought = [...words.trim().replace(/\s+/g, ' ')].map(fold).join('')
  if (sought === '') return []
  let text = ''
  const origins: { item: number; at: number }[] = []
  const add = (letters: string, origin: { item: number; at: number }) => {
    for (const letter of letters) {
      const isSpace = /\s/.test(letter)
      if (isSpace && text.endsWith(' ')) continue
      text += isSpace ? ' ' : letter
      origins.push(origin)
    }
  }
  for (const [item, { text: own, endsLine }] of items.entries()) {
    const isBroken = endsLine && /\p{L}[-\u00ad]$/u.test(own)
    const kept = isBroken ? own.slice(0, -1) : own
    for (let at = 0; at < kept.length; ) {
      const letter = String.fromCodePoint(kept.codePointAt(at) ?? 0)
      add(fold(letter), { item, at })
      at += letter.length
    }
    if (endsLine && !isBroken) add(' ', { item, at: own.length })
  }
  const hits: HitPiece[][] = []
  for (let at = text.indexOf(sought); at >= 0 && hits.length < most; at = text.indexOf(sought, at + sought.length)) {
    hits.push(piecesOf(origins.slice(at, at + sought.length)))
  }
  return hits
}

function piecesOf(letters: { item: number; at: number }[]): HitPiece[] {
  const pieces: HitPiece[] = []
  for (const { item, at } of letters) {
    const last = pieces.at(-1)
    if (last?.item === item) last.end = at + 1
    else pieces.push({ item, start: at, end: at + 1 })
  }
  return pieces
}
