import type { words as english } from '../../en/areas/book.ts'
import type { Words } from '../../words.ts'
import { change } from '../change.ts'
import { edit } from '../edit.ts'
import { fact } from '../fact.ts'
import { file } from '../file.ts'
import { role } from '../role.ts'
import { series } from '../series.ts'
import { why } from '../why.ts'

export const words: Words<typeof english> = { change, edit, fact, file, role, series, why }
