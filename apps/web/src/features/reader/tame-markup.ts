/** Nobody writes so deep; every level costs the browser time with each of the levels above it. */
const MAX_DEPTH = 1_000
/** Elements that stand alone, and those that HTML lets people leave open: they do not lie inside each other. */
const UNCOUNTED = new Set(
  'area base br col embed hr img input link meta param source track wbr p li dt dd tr td th thead tbody tfoot option rp rt'.split(
    ' ',
  ),
)

const TAG = /^(\/?)([a-z][^\s/>]*)/i
const LONGEST_NAME = 60

/** A name or a sign, which is what honest books declare; longer ones multiply. */
const LONGEST_VALUE = 40

/**
 * Takes out of the head of a document what it declares for itself: words of its own may stand for whole books of text, or
 * for another file. Short ones are written out. Names that HTML knows are dealt with elsewhere.
 */
export function withoutOwnEntities(text: string): string {
  const start = /<!DOCTYPE[^[>]*\[/i.exec(text)
  if (!start) return text
  const from = start.index + start[0].length
  const end = /\]\s*>/.exec(text.slice(from))
  if (!end) return text.slice(0, start.index)
  const own = new Map<string, string>()
  for (const [, name = '', value = ''] of text
    .slice(from, from + end.index)
    .matchAll(/<!ENTITY\s+([\w:.-]+)\s+(?:["']([^"'&<]*)["'])?/g))
    own.set(name, value.length <= LONGEST_VALUE ? value : '')
  const rest = text.slice(from + end.index + end[0].length)
  const written = rest.replace(/&([\w:.-]+);/g, (whole, name: string) => own.get(name) ?? whole)
  return `${text.slice(0, from - 1).trimEnd()}>${written}`
}

/** Whether elements lie in each other so deep that a browser would be busy with the page for minutes. */
export function isTooDeep(text: string): boolean {
  let depth = 0
  for (let at = text.indexOf('<'); at !== -1; ) {
    const end = text.indexOf('>', at)
    if (end === -1) return false
    const [, close, name] = TAG.exec(text.slice(at + 1, Math.min(end, at + LONGEST_NAME))) ?? []
    if (name && text[end - 1] !== '/' && !UNCOUNTED.has(name.toLowerCase())) {
      depth = close ? Math.max(0, depth - 1) : depth + 1
      if (depth > MAX_DEPTH) return true
    }
    at = text.indexOf('<', end)
  }
  return false
}
