import type { words as english } from '../../en/areas/devices.ts'
import type { Words } from '../../words.ts'
import { devices } from '../devices.ts'
import { kobo } from '../kobo.ts'

export const words: Words<typeof english> = { devices, kobo }
