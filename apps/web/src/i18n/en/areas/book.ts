import { change } from '../change.ts'
import { edit } from '../edit.ts'
import { fact } from '../fact.ts'
import { file } from '../file.ts'
import { role } from '../role.ts'
import { series } from '../series.ts'
import { why } from '../why.ts'

/** A book seen closely, and what is changed about it. */
export const words = { change, edit, fact, file, role, series, why } as const
