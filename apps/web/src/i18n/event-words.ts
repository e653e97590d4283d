import type { TFunction } from 'i18next'
import { eventTypes } from './event-types.ts'

export const isBadNews = (type: string): boolean => /Failed$|Stalled$/.test(type)

/** A sentence about an event; its own name where there are no words for it. */
export function eventWords(t: TFunction, type: string): string {
  const known = eventTypes.find((one) => one === type)
  return known ? t(`activity.event.${known}`) : type
}

/** What the data of an event tell besides: a message, a path, an indexer. */
export function eventDetails(data: string): string {
  try {
    const told: unknown = JSON.parse(data)
    if (typeof told !== 'object' || told === null) return ''
    const { message, indexer, format, to, from, toFormat, fromFormat, reason } = told as Record<string, unknown>
    const [before, after] = [from ?? fromFormat, to ?? toFormat]
    const change = typeof before === 'string' && typeof after === 'string' ? `${before} → ${after}` : undefined
    return [message ?? reason, change, indexer, format]
      .filter((one) => typeof one === 'string' && one !== '')
      .join(' · ')
  } catch {
    return ''
  }
}
