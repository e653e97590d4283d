import type { HistoryRow } from '#domain/monitoring/acquisition-history.ts'
import { wholeSeconds } from '#kernel/clock.ts'

/** A row of the history as clients know it; its data is JSON as text. */
export const presentHistory = (row: HistoryRow) => ({
  id: row.id,
  bookId: row.book_id,
  eventType: row.event_type,
  sourceTitle: row.source_title,
  data: JSON.stringify(row.data_json),
  createdAt: wholeSeconds(row.created_at),
})
