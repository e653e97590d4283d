import { constants } from 'node:fs'
import { access, readdir, readFile } from 'node:fs/promises'
import type { Database } from '#database/open.ts'
import { type Finding, note, ok, problem } from './finding.ts'

/** Whether the folders of all libraries can be read, and whether their changes can be noticed. */
export async function checkLibraryFolders({ reader }: Database): Promise<Finding[]> {
  const folders = await reader
    .selectFrom('library_folders')
    .innerJoin('folders', 'folders.id', 'library_folders.folder_id')
    .innerJoin('libraries', 'libraries.id', 'library_folders.library_id')
    .select(['folders.path', 'libraries.name'])
    .orderBy('libraries.id')
    .execute()
    // Not migrated yet.
    .catch(() => [])
  return Promise.all(folders.map(({ path, name }) => checkFolder(path, name)))
}

async function checkFolder(path: string, library: string): Promise<Finding> {
  const title = `The folder ${path} (library ${library})`
  try {
    await readdir(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    return code === 'EACCES'
      ? problem(`${title} may not be read.`, `Give this account the right to read and enter it: chmod -R +rX ${path}`)
      : problem(
          `${title} is not there.`,
          'Mount the disk it is on, or take the path out of the library. Nothing is forgotten meanwhile.',
        )
  }
  try {
    await access(path, constants.W_OK)
    return ok(`${title} can be read and written to.`)
  } catch {
    return note(
      `${title} can be read, but not written to.`,
      'That is fine for reading. Uploads into this library need the right to write.',
    )
  }
}

const FEW_WATCHES = 65_536

/** Linux watches a limited number of folders. */
export async function checkWatching(): Promise<Finding[]> {
  const text = await readFile('/proc/sys/fs/inotify/max_user_watches', 'utf8').catch(() => '')
  const limit = Number(text.trim())
  if (!text || limit >= FEW_WATCHES) return []
  return [
    note(
      `The system lets one account watch ${limit} folders; changes in more are found by the scheduled scan only.`,
      `As root: sysctl fs.inotify.max_user_watches=524288`,
    ),
  ]
}
