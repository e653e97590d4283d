import { isToken, TOKENS, type Token } from './tokens.ts'

/** A token of a template, with the digits that its number is filled up to and what stands there where it is empty. */
export interface Slot {
  token: Token
  width: number
  otherwise: string
}

/**
 * A piece of one part of a path. A `group` is text around tokens that vanishes where all of them are empty; `unknown` is
 * a group without a token, which stays as it was typed.
 */
export type Piece =
  | { kind: 'literal'; text: string }
  | { kind: 'slot'; slot: Slot }
  | { kind: 'group'; pieces: (string | Slot)[] }
  | { kind: 'unknown'; text: string }

/** The parts of a path, as they stand between its slashes. */
export type Template = readonly (readonly Piece[])[]

const GROUP = /\{([^{}]*)\}/g
const names = Object.keys(TOKENS).sort((a, b) => b.length - a.length)
/** A token as a word of its own; a width only where no further digit makes it something else. */
const TOKEN_IN_TEXT = new RegExp(
  `(?<![\\p{L}\\p{N}])(${names.join('|')})(?::(\\d{1,2})(?!\\d))?(?![\\p{L}\\p{N}])`,
  'gu',
)

/** Takes a naming template apart. Anything is a template: what it does not know stays as it was typed. */
export function parseTemplate(text: string): Template {
  return splitSegments(text).map(parseSegment)
}

/** Groups of a template that hold no known token: most likely a slip of the pen. */
export function unknownGroups(text: string): string[] {
  return parseTemplate(text)
    .flat()
    .flatMap((piece) => (piece.kind === 'unknown' ? [piece.text] : []))
}

/** Tokens that a template uses. */
export function tokensIn(text: string): Set<Token> {
  const used = new Set<Token>()
  for (const piece of parseTemplate(text).flat()) {
    if (piece.kind === 'slot') used.add(piece.slot.token)
    if (piece.kind === 'group') for (const one of piece.pieces) if (typeof one !== 'string') used.add(one.token)
  }
  return used
}

/** A slash inside braces belongs to what stands for an empty value and separates nothing. */
function splitSegments(text: string): string[] {
  const segments = ['']
  let depth = 0
  for (const sign of text) {
    if (sign === '{') depth++
    else if (sign === '}') depth = Math.max(0, depth - 1)
    if (sign === '/' && depth === 0) segments.push('')
    else segments.push((segments.pop() ?? '') + sign)
  }
  return segments.filter((segment) => segment !== '')
}

function parseSegment(segment: string): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const found of segment.matchAll(GROUP)) {
    if (found.index > from) pieces.push({ kind: 'literal', text: segment.slice(from, found.index) })
    pieces.push(parseGroup(found[1] ?? ''))
    from = found.index + found[0].length
  }
  if (from < segment.length) pieces.push({ kind: 'literal', text: segment.slice(from) })
  return pieces
}

function parseGroup(content: string): Piece {
  const colon = content.indexOf(':')
  const word = colon < 0 ? content : content.slice(0, colon)
  if (isToken(word)) return parseTokenGroup(word, colon < 0 ? null : content.slice(colon + 1))
  const pieces: (string | Slot)[] = []
  let from = 0
  for (const found of content.matchAll(TOKEN_IN_TEXT)) {
    if (found.index > from) pieces.push(content.slice(from, found.index))
    pieces.push({ token: found[1] as Token, width: Number(found[2] ?? 0), otherwise: '' })
    from = found.index + found[0].length
  }
  if (pieces.length === 0) return { kind: 'unknown', text: `{${content}}` }
  if (from < content.length) pieces.push(content.slice(from))
  return { kind: 'group', pieces }
}

/** `{Series}`, `{SeriesNumber:2}`, `{Genre:Unsorted}`, `{SeriesNumber:3 - }`, `{Series - }`. */
function parseTokenGroup(token: Token, rest: string | null): Piece {
  if (rest === null) return { kind: 'slot', slot: { token, width: 0, otherwise: '' } }
  const width = /^(\d{1,2})$/.exec(rest)
  if (width) return { kind: 'slot', slot: { token, width: Number(width[1]), otherwise: '' } }
  const group = /^(\d{1,2})([^\p{L}\p{N}].*)$/u.exec(rest)
  if (group) return { kind: 'group', pieces: [{ token, width: Number(group[1]), otherwise: '' }, group[2] ?? ''] }
  return { kind: 'slot', slot: { token, width: 0, otherwise: rest } }
}
