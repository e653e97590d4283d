import { clients } from '../clients.ts'
import { importing } from '../importing.ts'
import { indexers } from '../indexers.ts'
import { notify } from '../notify.ts'
import { profiles } from '../profiles.ts'
import { searching } from '../searching.ts'

/** Where books come from and where they go. */
export const words = { clients, importing, indexers, notify, profiles, searching } as const
