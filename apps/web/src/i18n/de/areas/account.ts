import type { words as english } from '../../en/areas/account.ts'
import type { Words } from '../../words.ts'
import { account } from '../account.ts'
import { keys } from '../keys.ts'
import { language } from '../language.ts'
import { sessions } from '../sessions.ts'

export const words: Words<typeof english> = { account, keys, language, sessions }
