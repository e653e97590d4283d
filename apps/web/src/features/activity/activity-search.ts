import { type EventType, eventTypes } from '#i18n/event-types.ts'

export const activityTabs = ['history', 'waiting', 'blocklist'] as const
export type ActivityTab = (typeof activityTabs)[number]

export interface ActivitySearch {
  tab?: ActivityTab | undefined
  type?: EventType | undefined
  page?: number | undefined
}

export const readActivitySearch = (raw: Record<string, unknown>): ActivitySearch => ({
  tab: activityTabs.find((tab) => tab === raw.tab && tab !== 'history'),
  type: eventTypes.find((type) => type === raw.type),
  page: Number.isSafeInteger(raw.page) && Number(raw.page) > 0 ? Number(raw.page) : undefined,
})
