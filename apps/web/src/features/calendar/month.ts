/** `2026-08`. */
export type Month = string

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/

export const isMonth = (text: unknown): text is Month => typeof text === 'string' && MONTH.test(text)

const two = (number: number) => String(number).padStart(2, '0')

/** The month that it is where the reader is. */
export const thisMonth = (now = new Date()): Month => `${now.getFullYear()}-${two(now.getMonth() + 1)}`

/** The day that it is where the reader is. */
export const today = (now = new Date()): string => `${thisMonth(now)}-${two(now.getDate())}`

export function monthAfter(month: Month, by: number): Month {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const at = new Date(Date.UTC(year, number - 1 + by, 1))
  return `${at.getUTCFullYear()}-${two(at.getUTCMonth() + 1)}`
}

/** The first day of the week where people write as in `locale`: 1 is Monday, 7 Sunday. */
export function firstWeekday(locale: string): number {
  // Younger than the types of the language; older browsers have the one, newer ones the other, some neither.
  const { weekInfo, getWeekInfo } = new Intl.Locale(locale) as WithWeeks
  return (weekInfo ?? getWeekInfo?.call(new Intl.Locale(locale)))?.firstDay ?? 1
}

type WithWeeks = Intl.Locale & { weekInfo?: { firstDay: number }; getWeekInfo?: () => { firstDay: number } }

/** The days of a month in weeks; undefined where a week begins before it or ends behind it. */
export function weeksOf(month: Month, firstDay: number): (string | undefined)[][] {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const length = new Date(Date.UTC(year, number, 0)).getUTCDate()
  const weekday = new Date(Date.UTC(year, number - 1, 1)).getUTCDay() || 7
  const before = (weekday - firstDay + 7) % 7
  const days = Array.from({ length: Math.ceil((before + length) / 7) * 7 }, (_, at) => {
    const day = at - before + 1
    return day < 1 || day > length ? undefined : `${month}-${two(day)}`
  })
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7))
}
