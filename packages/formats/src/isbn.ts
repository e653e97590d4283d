/** An ISBN in the form in which it is kept: 10 or 13 characters without hyphens. Check digits are not verified. */
export function normaliseIsbn(text: string): string | undefined {
  const bare = text
    .trim()
    .replace(/^(urn:)?isbn:/i, '')
    .replace(/[-\s\u2010-\u2015\u2212]/g, '')
  if (/^\d{13}$/.test(bare)) return bare
  if (/^\d{9}[\dXx]$/.test(bare)) return bare.toUpperCase()
  return undefined
}

/** The form of 13 digits, with a right check digit; `undefined` for anything that is no ISBN. */
export function toIsbn13(text: string): string | undefined {
  const isbn = normaliseIsbn(text)
  if (!isbn || isbn.length === 13) return isbn
  const digits = `978${isbn.slice(0, 9)}`
  return digits + checkDigit13(digits)
}

/** The form of 10 characters; `undefined` for anything that is no ISBN or, beginning with 979, has none. */
export function toIsbn10(text: string): string | undefined {
  const isbn = normaliseIsbn(text)
  if (!isbn || isbn.length === 10) return isbn
  if (!isbn.startsWith('978')) return undefined
  const digits = isbn.slice(3, 12)
  let sum = 0
  for (let i = 0; i < 9; i++) sum += (10 - i) * Number(digits[i])
  const check = (11 - (sum % 11)) % 11
  return digits + (check === 10 ? 'X' : check)
}

/** Whether the check digit is right, for those who have to choose between several. */
export function hasRightCheckDigit(text: string): boolean {
  const isbn = normaliseIsbn(text)
  if (!isbn) return false
  return isbn.length === 13 ? checkDigit13(isbn.slice(0, 12)) === isbn[12] : toIsbn10(toIsbn13(isbn) ?? '') === isbn
}

function checkDigit13(digits: string): string {
  let sum = 0
  for (let i = 0; i < 12; i++) sum += Number(digits[i]) * (i % 2 === 0 ? 1 : 3)
  return String((10 - (sum % 10)) % 10)
}
