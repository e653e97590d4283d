import { account } from '../account.ts'
import { keys } from '../keys.ts'
import { language } from '../language.ts'
import { sessions } from '../sessions.ts'

/** What somebody sets for themselves. */
export const words = { account, keys, language, sessions } as const
