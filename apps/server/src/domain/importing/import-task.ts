import type { Slot } from '#database/schema.ts'
import type { Upgrade } from '#domain/downloads/grab-request.ts'
import type { Choice } from './check-content.ts'
import type { FoundFile } from './import-disk.ts'
import type { ImportSettings } from './import-settings.ts'
import type { PickedContent } from './pick-content.ts'

/** What an import is about. */
export interface ImportTask {
  downloadId: number
  bookId: number
  /** Where the content lies. */
  path: string
  content: PickedContent & { kind: Slot }
  /** Files that the content was unpacked from; null where it lies there as it is. */
  archives: FoundFile[] | null
  root: string
  settings: ImportSettings
  choice: Choice
  /** It stays where it is: it lies in the library already. */
  isAdopted: boolean
  /** A person has brought the files: they say what becomes of those that are there. */
  isByHand: boolean
  /** It was grabbed to take the place of a file that is there. */
  upgrade: Upgrade | null
  quality: string
}
