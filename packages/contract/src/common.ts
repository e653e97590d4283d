import { type Static, type TSchema, Type } from 'typebox'

/** An optional value on the wire: present and null when unset. */
export const Nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])

/** In bodies an omitted field and an explicit null mean the same. */
export const Maybe = <Schema extends TSchema>(schema: Schema) => Type.Optional(Nullable(schema))

/** Opaque; its form differs between databases and clients must not rely on it. */
export const Id = Type.String()

/** UTC with whole seconds and a `Z`. */
export const Timestamp = Type.String({ format: 'date-time' })

/** Confirmation of what was done, in words for a person. */
export const Message = Type.Object({ message: Type.String() })

export const Failure = Type.Object({ error: Type.String() })

/** Lenient paging: whatever it says, it falls back and never fails. */
export const LenientPaging = Type.Object({
  limit: Type.Optional(Type.String({ description: 'At most 200; 50 unless said or not understood.' })),
  offset: Type.Optional(Type.String({ description: '0 unless said or not understood.' })),
})

const DEFAULT_LIMIT = 50
const MAX_LIMIT = 200
const whole = (text: string | undefined) => (text !== undefined && /^[+-]?\d+$/.test(text.trim()) ? Number(text) : NaN)

/** Reads lenient paging (library contract 1.5). */
export function readPaging(query: Static<typeof LenientPaging>): { limit: number; offset: number } {
  const limit = whole(query.limit)
  const offset = whole(query.offset)
  return {
    limit: limit >= 1 ? Math.min(limit, MAX_LIMIT) : DEFAULT_LIMIT,
    offset: offset >= 0 ? Math.min(offset, Number.MAX_SAFE_INTEGER) : 0,
  }
}
