import { type Static, type TSchema, Type } from 'typebox'

/** Everything of this surface but its queue lives below it. */
export const ACQUISITION_ROOT = '/api/v1'

/** Confirmation of what was done. */
export const Ok = Type.Object({ ok: Type.Literal(true) })

/** Numbers arrive as text, so that what is none gets the answer that clients expect. */
export const IdParams = Type.Object({ id: Type.String({ description: 'A whole number.' }) })

/** UTC with whole seconds and a `Z`. */
export const Time = Type.String({ format: 'date-time' })

/** Numbers of a page as clients send them; what is none falls back (see readPage). */
export const PageQuery = Type.Object({
  limit: Type.Optional(Type.String({ description: 'At most 500; 100 unless said or not understood.' })),
  offset: Type.Optional(Type.String({ description: '0 unless said or not understood.' })),
})

/** A page of a list, with how many there are in all. */
export const PageOf = <Schema extends TSchema>(item: Schema) =>
  Type.Object({ items: Type.Array(item), total: Type.Integer(), limit: Type.Integer(), offset: Type.Integer() })

const whole = (text: string | undefined) =>
  text !== undefined && /^\+?\d{1,15}$/.test(text.trim()) ? Number(text) : NaN

/** Reads the numbers of a page leniently (acquisition contract 1.6). */
export function readPage(
  query: Static<typeof PageQuery>,
  { usual = 100, most = 500 } = {},
): { limit: number; offset: number } {
  const limit = whole(query.limit)
  const offset = whole(query.offset)
  return {
    limit: limit >= 1 ? Math.min(limit, most) : usual,
    offset: offset >= 0 ? Math.min(offset, 2 ** 31 - 1) : 0,
  }
}

/** What a bulk action came to, by the id of the thing. */
export const BulkResults = Type.Object({
  results: Type.Record(
    Type.String(),
    Type.Object({ ok: Type.Boolean(), error: Type.Optional(Type.String()), id: Type.Optional(Type.Integer()) }),
  ),
})
