import { Type } from 'typebox'
import { Nullable } from '../common.ts'
import { Time } from './common.ts'

/** Something that happened on the way from wanting a book to holding it. */
export const HistoryEvent = Type.Object({
  id: Type.Integer(),
  bookId: Nullable(Type.Integer()),
  eventType: Type.String(),
  sourceTitle: Type.String(),
  data: Type.String({ description: 'JSON, as text.' }),
  createdAt: Time,
})
