import type { Carriage } from './import-disk.ts'
import type { ImportMode } from './import-settings.ts'

/** How content comes into the library, and whether it goes from where it was. */
export interface Transport {
  carriage: Carriage
  isSourceRemoved: boolean
}

/**
 * What the mode of imports means for a download. Links cost nothing and let torrents go on seeding; where a disk has none
 * they become copies. What was fetched from Usenet serves nobody any more and is moved. What a person brings stays where it
 * is, unless the mode says otherwise.
 */
export function transportFor(mode: ImportMode, protocol: 'usenet' | 'torrent' | ''): Transport {
  if (mode === 'copy') return { carriage: 'copy', isSourceRemoved: false }
  if (mode === 'move') return { carriage: 'link', isSourceRemoved: true }
  return { carriage: 'link', isSourceRemoved: protocol === 'usenet' }
}
