import { firstSteps } from '../firstSteps.ts'
import { folder } from '../folder.ts'
import { session } from '../session.ts'
import { setup } from '../setup.ts'
import { welcome } from '../welcome.ts'

/** Coming in, and the first steps. */
export const words = { firstSteps, folder, session, setup, welcome } as const
