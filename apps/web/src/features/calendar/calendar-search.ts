import { isMonth, type Month } from './month.ts'

export interface CalendarSearch {
  month?: Month | undefined
  view?: 'month' | 'list' | undefined
  /** Not only what is wanted. */
  all?: true | undefined
}

export const readCalendarSearch = (raw: Record<string, unknown>): CalendarSearch => ({
  month: isMonth(raw.month) ? raw.month : undefined,
  view: raw.view === 'list' || raw.view === 'month' ? raw.view : undefined,
  all: raw.all === true ? true : undefined,
})
