import { Type } from 'typebox'
import { Maybe, Nullable } from '../common.ts'

export const NullableText = Nullable(Type.String())
export const NullableNumber = Nullable(Type.Number())

/** In bodies an omitted field and null mean the same (library contract 1.4). */
export const OptionalText = Maybe(Type.String())
export const OptionalNumber = Maybe(Type.Number())
