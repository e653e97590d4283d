import type { AuditFilter } from './admin-queries.ts'

/** What stands before the dot of an action, as far as a filter offers it. */
export const auditAreas = [
  'user',
  'session',
  'api_key',
  'library',
  'book',
  'books',
  'change',
  'book_file',
  'author',
  'series',
  'tag',
  'annotation',
  'reading_list',
  'group',
  'book_request',
  'opds_credential',
  'kosync_credential',
  'kobo_token',
  'registration',
  'watch_folder',
  'smtp',
  'log_level',
  'fts',
  'acquisition',
] as const

const day = (value: unknown) => (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : undefined)

/** What an address of the page may say; anything else is left out. */
export function readAuditSearch(raw: Record<string, unknown>): AuditFilter & { page?: number | undefined } {
  return {
    area: auditAreas.find((area) => area === raw.area),
    since: day(raw.since),
    until: day(raw.until),
    page: Number.isSafeInteger(raw.page) && Number(raw.page) > 0 ? Number(raw.page) : undefined,
  }
}
