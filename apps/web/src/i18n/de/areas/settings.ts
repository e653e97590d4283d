import type { words as english } from '../../en/areas/settings.ts'
import type { Words } from '../../words.ts'
import { clients } from '../clients.ts'
import { importing } from '../importing.ts'
import { indexers } from '../indexers.ts'
import { notify } from '../notify.ts'
import { profiles } from '../profiles.ts'
import { searching } from '../searching.ts'

export const words: Words<typeof english> = { clients, importing, indexers, notify, profiles, searching }
