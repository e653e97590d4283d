import type { Kysely } from 'kysely'
import type { Dialect } from '../dialect/dialect.ts'
import type { Schema } from '../schema.ts'
import * as catalogue from './0001-catalogue.ts'
import * as reading from './0002-reading.ts'
import * as changes from './0003-changes.ts'
import * as libraryViews from './0004-library-views.ts'
import * as accountsAndUploads from './0006-accounts-and-uploads.ts'
import * as lists from './0007-lists.ts'
import * as devices from './0008-devices.ts'
import * as downloadsAndFeeds from './0009-downloads-and-feeds.ts'
import * as kobo from './0010-kobo.ts'
import * as groups from './0011-groups.ts'
import * as acquisitionSettings from './0012-acquisition-settings.ts'
import * as sidecars from './0013-sidecars.ts'
import * as acquisition from './0014-acquisition.ts'
import * as searches from './0015-searches.ts'
import * as upgradesAndRefreshes from './0017-upgrades-and-refreshes.ts'
import * as wantedPages from './0018-wanted-pages.ts'

export interface NamedMigration {
  name: string
  up(db: Kysely<Schema>, dialect: Dialect): Promise<void>
}

/** Forward only, in this order; one that was released is never edited. */
export const migrations: NamedMigration[] = [
  { name: '0001-catalogue', up: catalogue.up },
  { name: '0002-reading', up: reading.up },
  { name: '0003-changes', up: changes.up },
  { name: '0004-library-views', up: libraryViews.up },
  { name: '0006-accounts-and-uploads', up: accountsAndUploads.up },
  { name: '0007-lists', up: lists.up },
  { name: '0008-devices', up: devices.up },
  { name: '0009-downloads-and-feeds', up: downloadsAndFeeds.up },
  { name: '0010-kobo', up: kobo.up },
  { name: '0011-groups', up: groups.up },
  { name: '0012-acquisition-settings', up: acquisitionSettings.up },
  { name: '0013-sidecars', up: sidecars.up },
  { name: '0014-acquisition', up: acquisition.up },
  { name: '0015-searches', up: searches.up },
  { name: '0017-upgrades-and-refreshes', up: upgradesAndRefreshes.up },
  { name: '0018-wanted-pages', up: wantedPages.up },
]
