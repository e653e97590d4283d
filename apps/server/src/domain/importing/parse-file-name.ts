import { asinIn, isbnIn } from '#domain/releases/identifiers.ts'

/** What the name of a file says of a book. */
export interface FileNameFacts {
  title: string | null
  author: string | null
  isbn: string | null
  asin: string | null
  series: { name: string; position: string } | null
  /** The other way round, where the name does not say which side of a hyphen is the author. */
  otherwise: { title: string; author: string } | null
}

const ENDING = /\.(kepub\.epub|fb2\.zip|[a-z0-9]{2,5})$/i
const BRACKETS = /\s*[([{]([^()[\]{}]*)[)\]}]\s*/g
const SERIES_AND_NUMBER =
  /^(.+?)[\s,]+(?:#|book\s|bk\.?\s|vol(?:ume)?\.?\s|part\s|band\s|no\.?\s)\s*(\d{1,3}(?:\.\d+)?)$/i
const SERIES_THEN_NUMBER = /^(.+?\D)\s+#?(\d{1,3}(?:\.\d+)?)$/
const BY = /^(.+?)\s+by\s+(.+)$/i

/**
 * Reads the name of a file or folder: numbers that name a book first, then what stands in brackets, then title and author
 * between hyphens.
 */
export function parseFileName(name: string): FileNameFacts {
  const facts: FileNameFacts = { title: null, author: null, isbn: null, asin: null, series: null, otherwise: null }
  let text = name.replace(ENDING, '')
  facts.asin = asinIn(text) ?? null
  if (facts.asin) text = text.replace(facts.asin, ' ')
  facts.isbn = isbnIn(text) ?? null
  text = withBlanks(text)
  text = readBrackets(text, facts)
  const parts = text
    .split(/\s+-\s+/)
    .map((part) => part.replace(/^[\s\-_.]+|[\s\-_]+$/g, '').trim())
    .filter((part) => part !== '')
  readParts(parts, facts)
  if (facts.title !== null && /^\d{1,3}$/.test(facts.title) && facts.asin) facts.title = null
  return facts
}

/** Names of releases write dots or underscores for blanks; dashes of all lengths are one. */
function withBlanks(text: string): string {
  const dashed = text.replace(/[–—―]/g, '-')
  const open = dashed.includes('_') && !/\s/.test(dashed) ? dashed.replace(/_/g, ' ') : dashed
  const isDotted = !/\s/.test(open) && (open.match(/\./g)?.length ?? 0) >= 2
  return (isDotted ? open.replace(/\.+/g, ' ') : open).replace(/\s+/g, ' ').trim()
}

/** Takes brackets out; a series with its number is read, anything else says nothing of the book. */
function readBrackets(text: string, facts: FileNameFacts): string {
  return text
    .replace(BRACKETS, (_whole, inside: string) => {
      const found = SERIES_AND_NUMBER.exec(inside.trim()) ?? SERIES_THEN_NUMBER.exec(inside.trim())
      const isSeries = found?.[1] && found[2] && !/^\d/.test(inside) && !/isbn|asin|kbps|v\d/i.test(inside)
      if (isSeries && facts.series === null) facts.series = { name: found[1]?.trim() ?? '', position: number(found[2]) }
      return ' '
    })
    .replace(/\s+/g, ' ')
    .replace(/-\s+-/g, '-')
    .trim()
}

const number = (text: string | undefined) => String(Number(text))

function readParts(parts: string[], facts: FileNameFacts): void {
  const left = [...parts]
  const isNumber = (part: string | undefined) => /^#?\d{1,3}(\.\d+)?$/.test(part ?? '')
  while (left.length > 1 && isNumber(left[0])) left.shift()
  for (let at = 0; left.length > 1 && at < left.length - 1; at++) {
    const series = seriesIn(left[at] ?? '')
    if (!series) continue
    facts.series ??= series
    left.splice(at, 1)
    break
  }
  const [first, ...rest] = left
  if (first === undefined) return
  if (rest.length === 0) readOne(first, facts)
  else readTwo(first, rest.join(' - '), facts)
}

function seriesIn(part: string): FileNameFacts['series'] {
  const found = SERIES_AND_NUMBER.exec(part) ?? /^(.+?)\s+#?(\d{1,3}(?:\.\d+)?)$/.exec(part)
  if (!found?.[1] || !/\p{L}/u.test(found[1])) return null
  return { name: found[1].replace(/[\s,#]+$/, ''), position: number(found[2]) }
}

function readOne(text: string, facts: FileNameFacts): void {
  const by = BY.exec(text)
  if (by?.[1] && by[2] && looksLikePerson(by[2])) {
    facts.title = by[1].trim()
    facts.author = by[2].trim()
  } else facts.title = text
}

/** `Title - Author`, unless only the first side can be a person. */
function readTwo(one: string, other: string, facts: FileNameFacts): void {
  const isFirst = looksLikePerson(one) && !looksLikePerson(other)
  const [author, title] = isFirst ? [one, other] : [other, one]
  Object.assign(facts, { title, author, otherwise: { title: author, author: title } })
}

/** Two to four words with a capital, without digits, the first no article; initials count as words. */
function looksLikePerson(text: string): boolean {
  const words = text.replace(/,/g, ' ').trim().split(/\s+/)
  if (words.length < 2 || words.length > 5 || /\d/.test(text)) return false
  if (/^(a|an|the|der|die|das|le|la|les|el|los)$/i.test(words[0] ?? '')) return false
  if (words.some((word) => /^(of|and|in|to|for|with|from|at|on|or)$/i.test(word))) return false
  if (/['’]s(\s|$)/.test(text)) return false
  return words.every((word) => /^\p{Lu}/u.test(word) || /^(von|van|de|der|den|del|di|da|du|le|la)$/.test(word))
}
