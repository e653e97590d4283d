import { randomBytes } from 'node:crypto'
import { link, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Folders that the environment names for downloads and imports; empty where none is named. */
export interface StorageFolders {
  download: string
  audiobookDownload: string
  library: string
  /** Empty: audiobooks go where books go. */
  audiobook: string
}

export interface FolderState {
  name: 'download' | 'library' | 'audiobook' | 'audiobook-download'
  path: string
  exists: boolean
  writable: boolean
  /** Why it cannot be written. */
  reason?: string
}

export interface StorageState {
  dirs: FolderState[]
  isHardlinkable: boolean
  /** Why files cannot be linked from downloads into the library. */
  hardlinkReason?: string
}

/** Looks whether folders can be used, by doing what an import would do; nothing stays behind. */
export async function readStorageState(folders: StorageFolders): Promise<StorageState> {
  const named: [FolderState['name'], string][] = [
    ['download', folders.download],
    ['library', folders.library],
    ['audiobook', folders.audiobook],
    ['audiobook-download', folders.audiobookDownload],
  ]
  const dirs = await Promise.all(
    named
      .filter(([name, path]) => path !== '' || name === 'download' || name === 'library')
      .map(async ([name, path]) => ({ name, path, ...(await stateOf(path)) })),
  )
  const reason = await whyNotLinked(folders.download, folders.library, dirs)
  return { dirs, isHardlinkable: reason === undefined, ...(reason === undefined ? {} : { hardlinkReason: reason }) }
}

async function stateOf(path: string): Promise<Pick<FolderState, 'exists' | 'writable' | 'reason'>> {
  const found = await stat(path).catch(() => undefined)
  if (!found) return { exists: false, writable: false, reason: 'directory does not exist' }
  if (!found.isDirectory()) return { exists: true, writable: false, reason: 'this is a file, not a directory' }
  const probe = probeIn(path)
  try {
    await writeFile(probe, '', { flag: 'wx', mode: 0o600 })
    return { exists: true, writable: true }
  } catch (error) {
    return { exists: true, writable: false, reason: `files cannot be written: ${codeOf(error)}` }
  } finally {
    await rm(probe, { force: true }).catch(() => {})
  }
}

/** Two folders on one disk may still be two mounts, between which nothing can be linked: only a try tells. */
async function whyNotLinked(from: string, to: string, dirs: readonly FolderState[]): Promise<string | undefined> {
  const missing = dirs.find(({ path, writable }) => (path === from || path === to) && !writable)
  if (missing) return `${missing.name}: ${missing.reason}`
  const source = probeIn(from)
  const target = probeIn(to)
  try {
    await writeFile(source, '', { flag: 'wx', mode: 0o600 })
    await link(source, target)
    return undefined
  } catch (error) {
    if (codeOf(error) === 'EXDEV')
      return 'the download and the library directory are on different file systems, or are two mounts of one'
    return `files cannot be linked: ${codeOf(error)}`
  } finally {
    await Promise.all([source, target].map((path) => rm(path, { force: true }).catch(() => {})))
  }
}

const probeIn = (folder: string) => join(folder, `.colophon-${randomBytes(6).toString('hex')}`)

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason')
