import type { Identifier } from '../facts.ts'
import { normaliseIsbn } from '../isbn.ts'

/**
 * The numbers of a Kindle book. Converters put a number of their own where Amazon puts the ASIN; it is kept as
 * `mobi-asin`, because it would lead nowhere as an ASIN.
 */
export function mobiIdentifiers(found: { isbns: string[]; asins: string[]; sources: string[] }): Identifier[] {
  const identifiers: Identifier[] = []
  const add = (scheme: string, value: string) => {
    if (!identifiers.some((known) => known.scheme === scheme && known.value === value))
      identifiers.push({ scheme, value })
  }
  for (const text of [...found.isbns, ...found.sources.filter((source) => /^urn:isbn:/i.test(source))]) {
    const isbn = normaliseIsbn(text)
    if (isbn) add('isbn', isbn)
  }
  for (const text of found.asins) add(/^[A-Z0-9]{10}$/.test(text) ? 'asin' : 'mobi-asin', text)
  return identifiers
}
