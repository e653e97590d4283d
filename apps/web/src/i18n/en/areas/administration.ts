import { admin } from '../admin.ts'
import { audit } from '../audit.ts'
import { backups } from '../backups.ts'
import { job } from '../job.ts'
import { library } from '../library.ts'
import { log } from '../log.ts'
import { problem } from '../problem.ts'
import { security } from '../security.ts'
import { system } from '../system.ts'
import { users } from '../users.ts'

/** Looking after the server and the people on it. */
export const words = { admin, audit, backups, job, library, log, problem, security, system, users } as const
