import type { Identifier } from '../facts.ts'
import { normaliseIsbn } from '../isbn.ts'
import { tidyLine } from '../text/tidy.ts'
import { type MetadataElement, type PackageDocument, refinement } from './package-document.ts'

const SCHEMES: Record<string, string> = {
  'mobi-asin': 'asin',
  amazon: 'asin',
  'isbn-10': 'isbn',
  'isbn-13': 'isbn',
  isbn10: 'isbn',
  isbn13: 'isbn',
  'e-isbn': 'isbn',
  url: 'uri',
  hardcoverbook: 'hardcover',
}
/** ONIX code list 5. */
const ONIX_TYPES: Record<string, string> = { '02': 'isbn', '15': 'isbn', '03': 'isbn', '06': 'doi' }
const NEVER_ASIN = new Set([
  'isbn',
  'calibre',
  'goodreads',
  'google',
  'hardcover',
  'uuid',
  'doi',
  'uri',
  'oclc',
  'lccn',
  'issn',
])
const MOST = 50

/** All identifiers with what they are; of ISBNs only those that have the form of one. */
export function readIdentifiers(document: PackageDocument): Identifier[] {
  const identifiers: Identifier[] = []
  const seen = new Set<string>()
  for (const element of document.metadata) {
    if (element.name !== 'identifier') continue
    const identifier = toIdentifier(element.text, statedScheme(document, element))
    if (!identifier) continue
    const key = `${identifier.scheme} ${identifier.value}`
    if (seen.has(key)) continue
    seen.add(key)
    identifiers.push(identifier)
    if (identifiers.length === MOST) break
  }
  return identifiers
}

function statedScheme(document: PackageDocument, element: MetadataElement): string | undefined {
  const type = refinement(document, element, 'identifier-type')
  const fromOnix = type && ONIX_TYPES[type.text.trim()]
  const stated = element.attributes.scheme ?? (type && !/^\d+$/.test(type.text.trim()) ? type.text : undefined)
  return fromOnix ?? stated
}

/** Reads one identifier: `undefined` for nothing, and for what claims to be an ISBN and has not the form of one. */
export function toIdentifier(text: string, statedScheme?: string): Identifier | undefined {
  const value = tidyLine(text, 500)
  if (!value) return undefined
  const stated = statedScheme?.trim().toLowerCase()
  const scheme = stated ? (SCHEMES[stated] ?? stated) : undefined
  if (scheme === 'isbn') return isbn(value)
  if (scheme && scheme !== 'uri') return asinOr({ scheme, value: withoutPrefix(value, scheme) })
  return asinOr(recognise(value))
}

function isbn(value: string): Identifier | undefined {
  const normal = normaliseIsbn(value)
  return normal ? { scheme: 'isbn', value: normal } : undefined
}

/** What an identifier is by its own shape. */
function recognise(value: string): Identifier | undefined {
  const doi = /^(?:https?:\/\/(?:dx\.)?doi\.org\/|(?:urn:)?doi:\s*)(10\..+)$/i.exec(value)?.[1]
  if (doi) return { scheme: 'doi', value: doi }
  const bare = isbn(value)
  if (bare) return bare
  const prefixed = /^(?:urn:)?([a-z][a-z0-9_-]{1,30}):(?!\/\/)(.+)$/i.exec(value)
  const prefix = prefixed?.[1]?.toLowerCase()
  if (prefix && prefixed?.[2] && !/^https?$/.test(prefix)) {
    const scheme = SCHEMES[prefix] ?? prefix
    return scheme === 'isbn' ? isbn(value) : { scheme, value: prefixed[2].trim() }
  }
  if (/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value)) return { scheme: 'uuid', value }
  return { scheme: 'uri', value }
}

/** Ten letters and digits are an ASIN whatever scheme the file made up, unless the scheme is known to be another one. */
function asinOr(identifier: Identifier | undefined): Identifier | undefined {
  if (!identifier) return undefined
  const { scheme, value } = identifier
  if (scheme === 'uri' ? !/^B[0-9A-Z]{9}$/.test(value) : NEVER_ASIN.has(scheme)) return identifier
  return /^[0-9A-Za-z]{10}$/.test(value) && !normaliseIsbn(value)
    ? { scheme: 'asin', value: value.toUpperCase() }
    : identifier
}

function withoutPrefix(value: string, scheme: string): string {
  const bare = value.replace(/^urn:/i, '')
  return bare.toLowerCase().startsWith(`${scheme}:`) ? bare.slice(scheme.length + 1).trim() : value
}
