import type { Slot } from '#database/schema.ts'
import type { Choice } from './check-content.ts'
import type { ImportSettings } from './import-settings.ts'
import type { PickedContent } from './pick-content.ts'

/** What an import is about. */
export interface ImportTask {
  downloadId: number
  bookId: number
  /** Where the content lies. */
  path: string
  content: PickedContent & { kind: Slot }
  root: string
  settings: ImportSettings
  choice: Choice
  /** It stays where it is: it lies in the library already. */
  isAdopted: boolean
  quality: string
}
