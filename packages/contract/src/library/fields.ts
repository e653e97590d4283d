import { Type } from 'typebox'

/** Text or null, always present in answers. One type list instead of a union: it is checked and written much faster. */
export const NullableText = Type.Unsafe<string | null>({ type: ['string', 'null'] })
export const NullableNumber = Type.Unsafe<number | null>({ type: ['number', 'null'] })

/** In bodies an omitted field and null mean the same (library contract 1.4). */
export const OptionalText = Type.Optional(NullableText)
export const OptionalNumber = Type.Optional(NullableNumber)

/** UTC, whole seconds: `2026-03-14T02:00:00Z`. */
export const Instant = Type.String({ description: 'Instant in UTC, whole seconds' })

export const Message = Type.Object({ message: Type.String() })

/** Lenient paging (library contract 1.5): what cannot be read counts as not given, so it is taken as text. */
export const LenientPage = Type.Object({
  limit: Type.Optional(Type.String({ description: '1 to 200, 50 unless said; larger counts as 200' })),
  offset: Type.Optional(Type.String({ description: 'how many to leave out, 0 unless said' })),
})

/** Parameter of a path that names one thing; opaque. */
export const Id = Type.String({ minLength: 1 })
