import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Environment } from './environment.ts'

/** Folders that the environment names for what is downloaded and where it goes (acquisition contract 8). */
export interface AcquisitionFolders {
  /** Where imported e-books go unless an author or a setting says otherwise; null where there is none. */
  library: string | null
  /** The same for audiobooks; that of the library where nothing else is said. */
  audiobooks: string | null
  /** Whether a folder of its own is named for audiobooks. */
  hasOwnAudiobooks: boolean
  /** Where download clients put their things; only there are files looked for by hand. */
  downloads: string | null
  audiobookDownloads: string | null
}

/** Of images that come with mounted folders: they count where they are there. */
const USUAL = { library: '/books', downloads: '/downloads' }

/** Reads the folders, as absolute paths. None of them needs to be there yet, except the usual ones that nobody named. */
export function readAcquisitionFolders(from: Environment): AcquisitionFolders {
  const named = (name: string) => {
    const path = from.own(name)
    return path === undefined ? null : resolve(path)
  }
  const library = named('LIBRARY_DIR') ?? ifThere(USUAL.library)
  const audiobooks = named('AUDIOBOOK_DIR')
  return {
    library,
    audiobooks: audiobooks ?? library,
    hasOwnAudiobooks: audiobooks !== null && audiobooks !== library,
    downloads: named('DOWNLOAD_DIR') ?? ifThere(USUAL.downloads),
    audiobookDownloads: named('AUDIOBOOK_DOWNLOAD_DIR'),
  }
}

const ifThere = (path: string) => (statSync(path, { throwIfNoEntry: false })?.isDirectory() ? path : null)
