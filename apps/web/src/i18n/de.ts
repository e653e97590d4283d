import { words as account } from './de/areas/account.ts'
import { words as acquisition } from './de/areas/acquisition.ts'
import { words as administration } from './de/areas/administration.ts'
import { words as book } from './de/areas/book.ts'
import { words as core } from './de/areas/core.ts'
import { words as devices } from './de/areas/devices.ts'
import { words as notes } from './de/areas/notes.ts'
import { words as readers } from './de/areas/readers.ts'
import { words as settings } from './de/areas/settings.ts'
import { words as start } from './de/areas/start.ts'
import type { Catalogue } from './words.ts'

/** Every word of the app in German. */
export const de: Catalogue = {
  ...core,
  ...book,
  ...notes,
  ...readers,
  ...acquisition,
  ...devices,
  ...start,
  ...account,
  ...settings,
  ...administration,
}
