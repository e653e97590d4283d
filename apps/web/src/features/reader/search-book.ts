import type { OpenBook, View } from 'foliate-js/view.js'

export interface Passage {
  /** The place, as the reader goes to it. */
  cfi: string
  before: string
  match: string
  after: string
}

export interface FoundIn {
  index: number
  chapter: string
  passages: Passage[]
}

/** Letters around a match. */
const AROUND = 60
/** More passages than anybody goes through. */
export const MOST_PASSAGES = 500

/** Searches a book chapter by chapter, without regard to capitals and accents; `found` hears of each as it comes. */
export async function searchBook(
  view: View,
  book: OpenBook,
  words: string,
  { signal, found }: { signal: AbortSignal; found: (result: FoundIn, share: number) => void },
): Promise<number> {
  const sought = foldText(words.trim().replace(/\s+/g, ' ')).folded
  let count = 0
  if (!sought) return 0
  for (const [index, section] of book.sections.entries()) {
    if (!section.createDocument || count >= MOST_PASSAGES) continue
    const doc = await section.createDocument()
    // A long book must not hold up whoever types on.
    await new Promise((resolve) => setTimeout(resolve))
    if (signal.aborted) return count
    const texts = textsOf(doc)
    const whole = texts.map(({ data }) => data).join('')
    const passages: Passage[] = []
    for (const { start, end } of matches(whole, sought)) {
      if (count + passages.length >= MOST_PASSAGES) break
      const range = rangeOf(doc, texts, start, end)
      if (range) passages.push({ cfi: view.getCFI(index, range), ...excerpt(whole, start, end) })
    }
    count += passages.length
    const chapter = view.getProgressOf(index).tocItem?.label?.trim() ?? ''
    found({ index, chapter, passages }, (index + 1) / book.sections.length)
  }
  return count
}

/** The texts of a page that somebody sees. */
function textsOf(doc: Document): Text[] {
  const walker = doc.createTreeWalker(doc.body ?? doc.documentElement, NodeFilter.SHOW_TEXT)
  const texts: Text[] = []
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.parentElement?.closest('style, script, title')) texts.push(node as Text)
  }
  return texts
}

function rangeOf(doc: Document, texts: readonly Text[], start: number, end: number): Range | undefined {
  const range = doc.createRange()
  let passed = 0
  let hasStart = false
  for (const text of texts) {
    if (!hasStart && start < passed + text.length) {
      range.setStart(text, start - passed)
      hasStart = true
    }
    if (hasStart && end <= passed + text.length) {
      range.setEnd(text, end - passed)
      return range
    }
    passed += text.length
  }
  return undefined
}

/** Where folded words occur in a text, as positions in the text itself. */
export function* matches(text: string, sought: string): Generator<{ start: number; end: number }> {
  const { folded, origins } = foldText(text)
  for (let at = folded.indexOf(sought); at >= 0; at = folded.indexOf(sought, at + sought.length)) {
    const start = origins[at]
    const last = origins[at + sought.length - 1]
    if (start === undefined || last === undefined) return
    yield { start, end: last + 1 }
  }
}

/** A text without capitals, accents, soft hyphens and line ends, and where each of its letters came from. */
export function foldText(text: string): { folded: string; origins: number[] } {
  const origins: number[] = []
  let folded = ''
  for (let at = 0; at < text.length; at++) {
    const unit = text.charAt(at)
    const letters = /\s/.test(unit) ? (folded.endsWith(' ') ? '' : ' ') : foldUnit(unit)
    for (let part = 0; part < letters.length; part++) origins.push(at)
    folded += letters
  }
  return { folded, origins }
}

const alike: Record<string, string> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '–': '-',
  '—': '-',
  '‑': '-',
  ß: 'ss',
  '\u00ad': '',
}

function foldUnit(unit: string): string {
  // Plain letters are most of any text, and normalising is slow.
  if (unit < '\u0080') return unit.toLowerCase()
  return (
    alike[unit] ??
    unit
      .normalize('NFKD')
      .replace(/\p{Mn}/gu, '')
      .toLowerCase()
  )
}

export function excerpt(text: string, start: number, end: number): Omit<Passage, 'cfi'> {
  const tidy = (part: string) => part.replace(/\s+/g, ' ')
  const before = tidy(text.slice(Math.max(0, start - AROUND), start)).trimStart()
  const after = tidy(text.slice(end, end + AROUND)).trimEnd()
  return {
    // Begun at a word, where there is one.
    before: start > AROUND ? `…${before.replace(/^\S{0,20}\s/, '')}` : before,
    match: tidy(text.slice(start, end)),
    after: end + AROUND < text.length ? `${after.replace(/\s\S{0,20}$/, '')}…` : after,
  }
}
