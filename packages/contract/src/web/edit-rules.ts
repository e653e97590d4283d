/** Rules of what a person types about a book, so that the page can say beside the field what the server would say. */
export type Fault = 'title' | 'date' | 'isbn-form' | 'isbn-digit' | 'name' | TooLong

/** How many characters there may be at most. */
export interface TooLong {
  most: number
}

/** The most characters of what is typed. */
export const LONGEST = {
  text: 2_000,
  /** Of a person, a series, a tag or a genre. */
  name: 500,
  position: 40,
  scheme: 60,
  identifier: 500,
  description: 200_000,
} as const

export const lengthFault = (text: string, most: number): TooLong | undefined =>
  // A character outside the basic plane counts once for the server.
  text.length > most && [...text].length > most ? { most } : undefined

export const titleFault = (title: string): Fault | undefined => (title.trim() === '' ? 'title' : undefined)

/** A year, a month or a day: `1813`, `1813-01`, `1813-01-28`; nothing at all is fine. */
export function dateFault(text: string): Fault | undefined {
  const clean = text.trim()
  if (clean === '') return undefined
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(clean)
  if (!parts) return 'date'
  const [month, day] = [Number(parts[2] ?? 1), Number(parts[3] ?? 1)]
  const date = new Date(Date.UTC(Number(parts[1]), month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? undefined : 'date'
}

/** An ISBN of 10 or 13 characters whose last one fits the others. */
export function isbnFault(text: string): Fault | undefined {
  const isbn = bareIsbn(text)
  if (/^\d{13}$/.test(isbn)) {
    const sum = [...isbn].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0)
    return sum % 10 === 0 ? undefined : 'isbn-digit'
  }
  if (/^\d{9}[\dX]$/.test(isbn)) {
    const sum = [...isbn].reduce((total, digit, at) => total + (10 - at) * (digit === 'X' ? 10 : Number(digit)), 0)
    return sum % 11 === 0 ? undefined : 'isbn-digit'
  }
  return 'isbn-form'
}

/** Without hyphens and blanks, as it is kept. */
export const bareIsbn = (text: string): string =>
  text
    .trim()
    .replace(/^(urn:)?isbn:/i, '')
    .replace(/[-\s\u2010-\u2015\u2212]/g, '')
    .toUpperCase()
