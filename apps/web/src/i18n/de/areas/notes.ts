import type { words as english } from '../../en/areas/notes.ts'
import type { Words } from '../../words.ts'
import { groups } from '../groups.ts'
import { notes } from '../notes.ts'
import { reading } from '../reading.ts'
import { statistics } from '../statistics.ts'

export const words: Words<typeof english> = { groups, notes, reading, statistics }
