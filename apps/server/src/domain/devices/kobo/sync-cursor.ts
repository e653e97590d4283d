import { createHash } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'

/** Points to a page of a session; the truth is the ledger. */
export interface Cursor {
  /** Of the device that it was given to. */
  device: string
  /** Public id of the session. */
  session: string
  /** The last page that was issued, from 1; 0 before the first. */
  page: number
}

/** What came with a request. */
export type GivenCursor =
  | { kind: 'none' }
  | { kind: 'ours'; cursor: Cursor }
  /** Of another server. `knownUntil`: books that were changed until then are known to the device. */
  | { kind: 'foreign'; knownUntil: string | null }

const PREFIX = 'COLO1.'
const LONGEST = 8_000

const LONGEST_STORE = 2_000

/** Puts the cursor of the shop beside ours; one that is too long is left out, so that the shop begins anew. */
export function withStoreCursor(text: string, store: string | undefined): string {
  const told = parse(text.slice(PREFIX.length), 'base64url')
  const packed = store && deflateRawSync(store).toString('base64url')
  if (!told || !packed || packed.length > LONGEST_STORE) return text
  return PREFIX + Buffer.from(JSON.stringify({ ...told, k: packed })).toString('base64url')
}

/** The cursor of the shop: beside ours, or as a reader brings it along that comes from there. */
export function storeCursorOf(text: string | undefined): string | undefined {
  if (!text || text.length > LONGEST) return undefined
  if (!text.startsWith(PREFIX)) return /^[\w-]+\.[\w-]+$/.test(text) ? text : undefined
  const { k } = parse(text.slice(PREFIX.length), 'base64url') ?? {}
  if (typeof k !== 'string') return undefined
  try {
    return inflateRawSync(Buffer.from(k, 'base64url'), { maxOutputLength: LONGEST }).toString('utf8')
  } catch {
    return undefined
  }
}

/** Tells devices apart in a cursor, without naming them. */
export const deviceHash = (tokenId: number, deviceKey: string) =>
  createHash('sha256').update(`${tokenId}\0${deviceKey}`).digest('hex').slice(0, 12)

/** One value for each cursor that a sync can begin with; blank for none. */
export const baseHash = (text: string | undefined) =>
  text ? createHash('sha256').update(text).digest('hex').slice(0, 32) : ''

export function writeCursor({ device, session, page }: Cursor): string {
  return PREFIX + Buffer.from(JSON.stringify({ v: 1, d: device, s: session, p: page })).toString('base64url')
}

/** Reads what a device sends back; whatever is not ours, or of a version that is not known here, is foreign and no error. */
export function readCursor(text: string | undefined): GivenCursor {
  if (!text) return { kind: 'none' }
  if (text.length > LONGEST) return { kind: 'foreign', knownUntil: null }
  if (!text.startsWith(PREFIX)) return { kind: 'foreign', knownUntil: readKnownUntil(text) }
  const told = parse(text.slice(PREFIX.length), 'base64url')
  const { v, d, s, p } = told ?? {}
  const isWhole =
    v === 1 && typeof d === 'string' && typeof s === 'string' && typeof p === 'number' && Number.isInteger(p) && p >= 0
  return isWhole ? { kind: 'ours', cursor: { device: d, session: s, page: p } } : { kind: 'foreign', knownUntil: null }
}

/** A cursor of older servers of this kind says until when it knows the books (library contract 28.4). */
function readKnownUntil(text: string): string | null {
  const { version, data } = parse(text, 'base64') ?? {}
  if (typeof version !== 'string' || data === null || typeof data !== 'object') return null
  const until = (data as Record<string, unknown>).BooksLastModified
  const at = typeof until === 'string' ? new Date(until) : new Date(Number.NaN)
  return Number.isNaN(at.getTime()) ? null : at.toISOString()
}

function parse(text: string, encoding: 'base64' | 'base64url'): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, encoding).toString('utf8'))
    return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
