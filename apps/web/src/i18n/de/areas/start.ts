import type { words as english } from '../../en/areas/start.ts'
import type { Words } from '../../words.ts'
import { firstSteps } from '../firstSteps.ts'
import { folder } from '../folder.ts'
import { session } from '../session.ts'
import { setup } from '../setup.ts'
import { welcome } from '../welcome.ts'

export const words: Words<typeof english> = { firstSteps, folder, session, setup, welcome }
