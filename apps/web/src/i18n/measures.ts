/** `1.4 MB`, in the words of the locale. */
export function fileSize(bytes: number, locale: string): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  const value = bytes / 1000 ** step
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: value < 10 && step > 0 ? 1 : 0,
  }).format(value)
}

/** Hours and minutes of a running time. */
export function runningTime(seconds: number): { hours: number; minutes: number } {
  const minutes = Math.max(1, Math.round(seconds / 60))
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60 }
}

/** `1813-01-28`, `1813-01` or `1813` as people of the locale write it; anything else as it stands. */
export function plainDate(date: string, locale: string): string {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date.slice(0, 10))
  if (!parts) return date
  const [, year, month, day] = parts
  if (!month) return year ?? date
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1)))
  return at.toLocaleDateString(locale, {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'long',
    ...(day ? { day: 'numeric' } : {}),
  })
}

/**
 * A day of publication as providers tell it: where they know the year alone, they say the first of January.
 * @param instant midnight UTC
 */
export function releaseDay(instant: string, locale: string): string {
  return plainDate(instant.slice(5, 10) === '01-01' ? instant.slice(0, 4) : instant, locale)
}

/** A moment as a person would say it: date, and the time where it was within the last days. */
export function moment(instant: string, locale: string): string {
  const at = new Date(instant)
  const isRecent = Date.now() - at.getTime() < 3 * 86_400_000
  return at.toLocaleString(locale, { dateStyle: 'medium', ...(isRecent ? { timeStyle: 'short' as const } : {}) })
}

/** `12,345`, in the digits of the locale. */
export function wholeNumber(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(value)
}

const steps = [
  ['minute', 60],
  ['hour', 3_600],
  ['day', 86_400],
] as const

/** `5 minutes ago` within the last week, the date before that. */
export function ago(instant: string, locale: string, now = Date.now()): string {
  const seconds = Math.max(0, (now - new Date(instant).getTime()) / 1000)
  if (seconds >= 7 * 86_400) return moment(instant, locale)
  const [unit, length] = steps.findLast(([, each]) => seconds >= each) ?? ['second', seconds]
  const count = unit === 'second' ? 0 : Math.floor(seconds / length)
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-count, unit)
}

/** `Ada, Grace and Mary`, as lists are written in the locale. */
export function listOf(names: readonly string[], locale: string): string {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(names)
}

/** Day and time to the second, for what happens many times a minute. */
export function clockMoment(instant: string, locale: string): string {
  return new Date(instant).toLocaleString(locale, { dateStyle: 'short', timeStyle: 'medium' })
}
