const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const ZONES: Record<string, string> = {
  UT: '+0000',
  GMT: '+0000',
  Z: '+0000',
  EST: '-0500',
  EDT: '-0400',
  CST: '-0600',
}
const MORE_ZONES: Record<string, string> = { CDT: '-0500', MST: '-0700', MDT: '-0600', PST: '-0800', PDT: '-0700' }
const RFC_822 =
  /^(?:[a-z]{3,9},?\s+)?(\d{1,2})\s+([a-z]{3})[a-z]*\s+(\d{2}|\d{4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([+-]\d{2}:?\d{2}|[a-z]{1,4})?$/i

/**
 * The instant that a feed writes as in RFC 822, with or without weekday, with two or four digits for the year, or as in
 * ISO 8601. What lies in the future is now: clocks of indexers are wrong. Undefined where it is no date.
 */
export function instantOf(text: string, now: Date): string | undefined {
  const time = rfc822(text.trim()) ?? iso(text.trim())
  return time === undefined ? undefined : new Date(Math.min(time, now.getTime())).toISOString()
}

function rfc822(text: string): number | undefined {
  const found = RFC_822.exec(text)
  if (!found) return undefined
  const [, day = '', name = '', year = '', hour = '', minute = '', second = '0', zone = 'Z'] = found
  const month = MONTHS.indexOf(name.toLowerCase())
  if (month < 0) return undefined
  const fullYear = year.length === 4 ? Number(year) : Number(year) + (Number(year) < 70 ? 2000 : 1900)
  const utc = Date.UTC(fullYear, month, Number(day), Number(hour), Number(minute), Number(second))
  return utc - offsetMinutes(zone) * 60_000
}

function offsetMinutes(zone: string): number {
  const named = ZONES[zone.toUpperCase()] ?? MORE_ZONES[zone.toUpperCase()] ?? zone
  const found = /^([+-])(\d{2}):?(\d{2})$/.exec(named)
  if (!found) return 0
  return (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3]))
}

function iso(text: string): number | undefined {
  const time = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(time) ? undefined : time
}
