import { type Piece, parseTemplate, type Slot, type Template } from './parse-template.ts'
import { cutBytes, SEGMENT_BYTES, safeName, safeText, shareBytes, VALUE_BYTES } from './path-safe.ts'
import type { NamingValues } from './tokens.ts'

/** Text of a part of a path, and whether it may be cut where the part is too long. */
interface Run {
  text: string
  isValue: boolean
}

/**
 * The path that a template makes of these values: relative, with `/` between its parts, never leading upwards. Parts
 * whose tokens are all empty are left out.
 * @param ending of the file, put behind where the template does not say it; null for the path of a folder
 */
export function renderPath(template: string, values: NamingValues, ending: string | null = null): string {
  return renderTemplate(parseTemplate(template), values, ending)
}

function renderTemplate(template: Template, values: NamingValues, ending: string | null): string {
  const safe = ending === null ? '' : safeText(ending).replace(/^\.+/, '')
  const all = { ...values, ext: safe }
  const segments = template.flatMap((pieces, index) => {
    const isFile = safe !== '' && index === template.length - 1
    const name = renderSegment(pieces, all, isFile ? `.${safe}` : '')
    return name === '' ? [] : [name]
  })
  return segments.join('/')
}

function renderSegment(pieces: readonly Piece[], values: NamingValues, ending: string): string {
  const runs = withoutEmptyBrackets(runsOf(pieces, values))
  if (runs === undefined) return ''
  const text = joinWithin(runs, ending)
  const stem = ending !== '' && text.toLowerCase().endsWith(ending.toLowerCase()) ? text.slice(0, -ending.length) : text
  const name = safeName(stem.replace(/ {2,}/g, ' ').trim())
  return name === '' ? '' : `${name}${ending}`
}

/** Undefined where the part has tokens and none of them says anything. */
function runsOf(pieces: readonly Piece[], values: NamingValues): Run[] | undefined {
  const runs: Run[] = []
  let hasTokens = false
  let hasValue = false
  // Glue between an empty value and the first one that says something joins nothing.
  let isAfterEmpty = false
  for (const piece of pieces) {
    if (piece.kind === 'literal' || piece.kind === 'unknown') {
      if (hasValue || !isAfterEmpty) runs.push({ text: safeText(piece.text), isValue: false })
      continue
    }
    const isEnding = piece.kind === 'slot' && piece.slot.token === 'ext'
    if (!isEnding) hasTokens = true
    const found = piece.kind === 'slot' ? slotRuns(piece.slot, values) : groupRuns(piece.pieces, values)
    if (found.length === 0) isAfterEmpty = true
    else if (!isEnding) {
      if (isAfterEmpty && !hasValue) dropGlue(runs)
      hasValue = true
    }
    runs.push(...found)
  }
  return hasTokens && !hasValue ? undefined : runs
}

/** Signs before an empty value at the beginning; words there were meant. */
function dropGlue(runs: Run[]): void {
  const last = runs.at(-1)
  if (last && !last.isValue && !/[\p{L}\p{N}]/u.test(last.text)) runs.pop()
}

function slotRuns({ token, width, otherwise }: Slot, values: NamingValues): Run[] {
  const value = safeText(values[token] ?? '').trim()
  const text = value === '' ? safeText(otherwise) : padded(value, width)
  return text === '' ? [] : [{ text: cutBytes(text, VALUE_BYTES), isValue: token !== 'ext' && token !== 'Part' }]
}

function groupRuns(pieces: readonly (string | Slot)[], values: NamingValues): Run[] {
  const runs: Run[] = []
  let hasValue = false
  for (const piece of pieces) {
    if (typeof piece === 'string') runs.push({ text: safeText(piece), isValue: false })
    else {
      const found = slotRuns(piece, values)
      hasValue ||= found.length > 0
      runs.push(...found)
    }
  }
  return hasValue ? runs : []
}

/** `7` with 3 becomes `007`, `2.5` with 2 becomes `02.5`; words stay. */
function padded(value: string, width: number): string {
  const number = /^(\d+)(\.\d+)?$/.exec(value)
  return number ? `${(number[1] ?? '').padStart(width, '0')}${number[2] ?? ''}` : value
}

/** `Title ()` says nothing more than `Title`. */
function withoutEmptyBrackets(runs: Run[] | undefined): Run[] | undefined {
  if (!runs) return undefined
  const joined: Run[] = []
  for (const run of runs) {
    const last = joined.at(-1)
    if (last && !last.isValue && !run.isValue) last.text += run.text
    else joined.push({ ...run })
  }
  return joined.map((run) => (run.isValue ? run : { ...run, text: run.text.replace(/ ?(\(\s*\)|\[\s*\])/g, '') }))
}

/** Joins the runs within the room of one name: values are cut, the longest first, never what stands around them. */
function joinWithin(runs: Run[], ending: string): string {
  const fixed = runs.filter(({ isValue }) => !isValue).reduce((sum, { text }) => sum + Buffer.byteLength(text), 0)
  const said = runs.some(({ text }) => text.includes(ending))
  const room = SEGMENT_BYTES - fixed - (said ? 0 : Buffer.byteLength(ending))
  const values = runs.filter(({ isValue }) => isValue)
  const shares = shareBytes(
    values.map(({ text }) => Buffer.byteLength(text)),
    Math.max(room, 0),
  )
  const cut = new Map(values.map((run, index) => [run, cutBytes(run.text, shares[index] ?? 0)]))
  const text = runs.map((run) => cut.get(run) ?? run.text).join('')
  // Only words of the template itself can still be too long.
  const stem = ending !== '' && text.endsWith(ending) ? text.slice(0, -ending.length) : text
  return cutBytes(stem, SEGMENT_BYTES - Buffer.byteLength(ending)) + (stem === text ? '' : ending)
}
