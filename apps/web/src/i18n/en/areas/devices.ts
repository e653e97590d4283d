import { devices } from '../devices.ts'
import { kobo } from '../kobo.ts'

/** Readers of other makers, and how they are connected. */
export const words = { devices, kobo } as const
