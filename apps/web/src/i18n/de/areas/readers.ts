import type { words as english } from '../../en/areas/readers.ts'
import type { Words } from '../../words.ts'
import { comic } from '../comic.ts'
import { pdf } from '../pdf.ts'
import { reader } from '../reader.ts'

export const words: Words<typeof english> = { comic, pdf, reader }
