import { constants } from 'node:fs'
import { access, readdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { isAbsolute, posix } from 'node:path'
import { invalid, notFound } from '#kernel/errors.ts'
import { isSkippedFolder, kindOf } from './kinds.ts'

export interface FolderListing {
  path: string
  parent: string | null
  folders: { name: string; path: string }[]
  bookFiles: number
  isWritable: boolean
}

const MOST_FOLDERS = 2_000
const MOST_FILES = 1_000

/** What is in a folder of the server, for an administrator who chooses a place for a library. */
export async function browseFolders(asked: string | undefined): Promise<FolderListing> {
  const given = asked?.trim() || homedir()
  if (!isAbsolute(given)) throw invalid('folder.relative', 'give the whole path of the folder, beginning with /')
  const path = posix.normalize(given).replace(/(?<=.)\/+$/, '')
  const entries = await readdir(path, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EACCES')
      throw invalid('folder.forbidden', 'this server may not open that folder; give it the right to read it')
    throw notFound('folder', path)
  })
  const folders = entries
    .filter((entry) => entry.isDirectory() && !isSkippedFolder(entry.name))
    .map(({ name }) => ({ name, path: posix.join(path, name) }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
  return {
    path,
    parent: path === '/' ? null : posix.dirname(path),
    folders: folders.slice(0, MOST_FOLDERS),
    bookFiles: Math.min(entries.filter((entry) => entry.isFile() && kindOf(entry.name) !== null).length, MOST_FILES),
    isWritable: await access(path, constants.W_OK).then(
      () => true,
      () => false,
    ),
  }
}
