/** What somebody may want to be told. The names are those of the wire (acquisition contract 4.21). */
export type NewsType = 'grabbed' | 'bookImported' | 'upgrade' | 'downloadFailed' | 'health' | 'test'

/** What happened, in the words and the fields that a receiver gets. Fields that are not known are left out. */
export interface News {
  eventType: NewsType
  title: string
  message: string
  /** Name of a release or a book, as it is. */
  item?: string
  format?: 'ebook' | 'audiobook'
  author?: string
  size?: number
  path?: string
  /** Formats of a file before and after it was replaced. */
  from?: string
  to?: string
  status?: string
  clientId?: number
}

export const grabbed = (about: { item: string; author?: string; size?: number }): News => ({
  eventType: 'grabbed',
  title: 'Release Grabbed',
  message: about.author ? `${about.item} · ${about.author}` : about.item,
  ...about,
})

interface Arrived {
  item: string
  author?: string
  format: 'ebook' | 'audiobook'
  path: string
}

export const imported = (about: Arrived): News => ({
  eventType: 'bookImported',
  title: 'Book Imported',
  message: `${about.item} (${about.format})`,
  ...about,
})

/** A file took the place of one that was there. */
export const upgraded = (about: Arrived & { from: string; to: string }): News => ({
  eventType: 'upgrade',
  title: 'Book Upgraded',
  message: `${about.item} (${about.format})`,
  ...about,
})

export const failed = ({ reason, ...about }: { item: string; author?: string; reason: string }): News => ({
  eventType: 'downloadFailed',
  title: 'Download Failed',
  message: `${about.item}: ${reason}`,
  ...about,
})

export const unhealthy = (about: { message: string; status: string; clientId: number }): News => ({
  eventType: 'health',
  title: 'Download Client Unhealthy',
  ...about,
  message: about.message || about.status,
})

export const testNews: News = {
  eventType: 'test',
  title: 'Bindery Test',
  message: 'This is a test of your notifications. If you can read it, they arrive.',
}
