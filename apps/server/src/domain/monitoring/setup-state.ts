import type { Db } from '#database/open.ts'
import { readSettings } from '#domain/settings/settings-store.ts'

/** Which of the first steps somebody has made. */
export interface SetupState {
  hasIndexer: boolean
  hasClient: boolean
  hasAuthor: boolean
  hasGrab: boolean
  hasImport: boolean
}

const FIRST_AUTHOR = 'funnel.first_author_at'
const FIRST_GRAB = 'funnel.first_grab_at'
const FIRST_IMPORT = 'funnel.first_import_at'

/** Indexers and clients count while one is switched on; the other steps stay made (acquisition contract 4.1). */
export async function readSetupState(db: Db): Promise<SetupState> {
  const [first, there] = await Promise.all([
    readSettings(db, [FIRST_AUTHOR, FIRST_GRAB, FIRST_IMPORT]),
    db
      .selectNoFrom(({ exists, selectFrom }) => [
        exists(selectFrom('indexers').select('id').where('is_enabled', '=', true)).as('is_indexer'),
        exists(selectFrom('download_clients').select('id').where('is_enabled', '=', true)).as('is_client'),
        exists(selectFrom('authors').select('id')).as('is_author'),
        exists(selectFrom('acquisition_history').select('id').where('event_type', '=', 'grabbed')).as('is_grab'),
        exists(selectFrom('acquisition_history').select('id').where('event_type', '=', 'bookImported')).as('is_import'),
      ])
      .executeTakeFirstOrThrow(),
  ])
  return {
    hasIndexer: Boolean(there.is_indexer),
    hasClient: Boolean(there.is_client),
    hasAuthor: Boolean(there.is_author) || Boolean(first[FIRST_AUTHOR]),
    hasGrab: Boolean(there.is_grab) || Boolean(first[FIRST_GRAB]),
    hasImport: Boolean(there.is_import) || Boolean(first[FIRST_IMPORT]),
  }
}
