import { words as account } from './en/areas/account.ts'
import { words as acquisition } from './en/areas/acquisition.ts'
import { words as administration } from './en/areas/administration.ts'
import { words as book } from './en/areas/book.ts'
import { words as core } from './en/areas/core.ts'
import { words as devices } from './en/areas/devices.ts'
import { words as notes } from './en/areas/notes.ts'
import { words as readers } from './en/areas/readers.ts'
import { words as settings } from './en/areas/settings.ts'
import { words as start } from './en/areas/start.ts'

/** Every word of the app in English, for the types of its keys and for tests. The app takes the areas one by one. */
export const en = {
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
