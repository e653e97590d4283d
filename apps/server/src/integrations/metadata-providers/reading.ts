import { toPlainText } from '@colophon/formats/html/plain-text.ts'
import { hasRightCheckDigit, normaliseIsbn, toIsbn13 } from '@colophon/formats/isbn.ts'
import { normaliseDate } from '@colophon/formats/text/dates.ts'

/**
 * Readers of foreign answers. What is not there, or is something else than it should be, is absent: providers send numbers
 * as text, one thing for many, and change without saying so. Nothing is longer than it may be.
 */
export type Fields = Readonly<Record<string, unknown>>

const LONGEST_LINE = 500
const LONGEST_TEXT = 20_000
const MOST_OF_A_KIND = 500

/** @throws SyntaxError where it is no JSON */
export const fieldsOf = (json: string): Fields => fields(JSON.parse(json))

/** An object; empty for anything else. */
export function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}

/** A list; one thing for a list of one. */
export function items(value: unknown, most = MOST_OF_A_KIND): unknown[] {
  if (Array.isArray(value)) return value.slice(0, most)
  return value === undefined || value === null ? [] : [value]
}

export const objects = (value: unknown, most?: number): Fields[] =>
  items(value, most)
    .filter((item) => typeof item === 'object' && item !== null && !Array.isArray(item))
    .map(fields)

/** One line of text, or a number as text; null where there is nothing in it. */
export function line(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null
  const text = String(value)
    .slice(0, LONGEST_LINE * 4)
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  return text === '' ? null : text.slice(0, LONGEST_LINE)
}

export const lines = (value: unknown, most?: number): string[] => items(value, most).flatMap((item) => line(item) ?? [])

/** A description without its markup; empty where there is none. Accepts `{ value }` as Open Library sends it. */
export function prose(value: unknown): string {
  const text = typeof value === 'string' ? value : fields(value).value
  if (typeof text !== 'string') return ''
  return toPlainText(text.slice(0, LONGEST_TEXT * 2).toWellFormed()).slice(0, LONGEST_TEXT)
}

/** A finite number that is not negative; null for anything else. */
export function amount(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : null
}

/** The same, whole and more than nothing. */
export function count(value: unknown): number | null {
  const number = amount(value)
  return number !== null && number >= 1 ? Math.min(Math.floor(number), 2 ** 31 - 1) : null
}

export const isTrue = (value: unknown): boolean => value === true || value === 'true'

/** An address of a picture that may be asked for. */
export function pictureAddress(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > 2_000 || !URL.canParse(value)) return null
  const url = new URL(value)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null
  if (url.username !== '' || url.password !== '') return null
  return url.href
}

/** ISBNs with a right check digit in the form of 13 digits, each once. */
export function isbns(...values: unknown[]): string[] {
  const found = values.flatMap((value) => lines(value)).flatMap((text) => isbn13(text) ?? [])
  return [...new Set(found)]
}

/** @param text may have a qualifier behind it: `9783499015717 (pbk.)` */
export function isbn13(text: string): string | null {
  const bare = /^[\d\- ]{8,20}[\dxX]/.exec(text)?.[0] ?? text
  return hasRightCheckDigit(bare) ? (toIsbn13(bare) ?? null) : null
}

export function isbn10(text: string): string | null {
  const isbn = normaliseIsbn(text)
  return isbn?.length === 10 && hasRightCheckDigit(isbn) ? isbn : null
}

export function asin(value: unknown): string | null {
  const text = line(value)?.toUpperCase()
  return text && /^[A-Z0-9]{10}$/.test(text) ? text : null
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * A date as precise as it is written: `1988-10-01` for `October 1, 1988`, `2006-11` for `November 2006`, the year out of
 * anything else that holds one between 1400 and 2100.
 */
export function date(value: unknown): string | null {
  const text = line(value)
  if (text === null) return null
  const exact = normaliseDate(text)
  if (exact && /^\d{4}(-\d\d){0,2}$/.test(exact)) return isYear(exact.slice(0, 4)) ? exact : null
  const year = [...text.matchAll(/(?<!\d)\d{4}(?!\d)/g)].map(([digits]) => digits).find(isYear)
  if (!year) return null
  const month = MONTHS.findIndex((name) => new RegExp(`\\b${name}`, 'i').test(text))
  if (month < 0) return year
  const day = /(?<!\d)(\d{1,2})(?:st|nd|rd|th)?(?![\d:])/.exec(text.replace(year, ''))?.[1]
  const dated = `${year}-${String(month + 1).padStart(2, '0')}`
  return day && Number(day) >= 1 && Number(day) <= 31 ? `${dated}-${day.padStart(2, '0')}` : dated
}

const isYear = (digits: string) => Number(digits) >= 1400 && Number(digits) <= 2100
