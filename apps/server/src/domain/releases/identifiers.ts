import { hasRightCheckDigit, toIsbn13 } from '@colophon/formats/isbn.ts'

const ISBN_13 = /(?<!\d)97[89](?:[-\s._]?\d){10}(?!\d)/g
const ISBN_10 = /(?<![\dA-Za-z])\d(?:[-\s]?\d){8}[-\s]?[\dXx](?![\dA-Za-z])/g
const ASIN = /(?<![A-Za-z0-9])B(?=[A-Z]*\d)[A-Z0-9]{9}(?![A-Za-z0-9])/

/** The first ISBN in a name whose check digit is right, in 13 digits. */
export function isbnIn(name: string): string | undefined {
  if (countDigits(name) < 9) return undefined
  for (const pattern of [ISBN_13, ISBN_10]) {
    for (const [found] of name.matchAll(pattern)) {
      const bare = found.replace(/[-\s._]/g, '')
      if (hasRightCheckDigit(bare)) return toIsbn13(bare)
    }
  }
  return undefined
}

/** The number of an audiobook at Audible: `B`, then nine capitals or digits of which one is a digit. */
export const asinIn = (name: string): string | undefined => (name.includes('B') ? ASIN.exec(name)?.[0] : undefined)

function countDigits(text: string): number {
  let digits = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code >= 48 && code <= 57) digits++
  }
  return digits
}
