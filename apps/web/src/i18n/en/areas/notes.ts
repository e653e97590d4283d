import { groups } from '../groups.ts'
import { notes } from '../notes.ts'
import { reading } from '../reading.ts'
import { statistics } from '../statistics.ts'

/** What somebody has read and noted, alone and with others. */
export const words = { groups, notes, reading, statistics } as const
