import { comic } from '../comic.ts'
import { pdf } from '../pdf.ts'
import { reader } from '../reader.ts'

/** Reading, leafing and listening. */
export const words = { comic, pdf, reader } as const
