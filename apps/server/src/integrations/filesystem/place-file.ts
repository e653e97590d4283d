import { constants } from 'node:fs'
import { copyFile, link, lstat, mkdir, open, rename, rmdir, stat, unlink, utimes } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { FilePlacer } from '#domain/library/file-placer.ts'

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '')
const CANNOT_LINK = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK', 'ENOSYS'])

/** Moves files so that at any moment, also after a kill, the whole file is at one of its two places or at both. */
export const diskPlacer: FilePlacer = {
  async move(from, to) {
    await mkdir(dirname(to), { recursive: true })
    try {
      // A link fails where the target exists, a rename would overwrite it.
      await link(from, to)
      await unlink(from)
      return 'moved'
    } catch (error) {
      const code = codeOf(error)
      if (code === 'EEXIST') return 'taken'
      if (code === 'ENOENT') return 'vanished'
      if (code === 'EXDEV') return copyAcross(from, to)
      if (CANNOT_LINK.has(code)) return renameIfFree(from, to)
      throw error
    }
  },

  async removeEmptyFolders(folder, root) {
    for (let at = folder; at.startsWith(`${root}/`); at = dirname(at)) {
      try {
        await rmdir(at)
      } catch {
        // Not empty, or not ours to remove: both end the climb.
        return
      }
    }
  },

  async exists(path) {
    try {
      await lstat(path)
      return true
    } catch {
      return false
    }
  },
}

async function renameIfFree(from: string, to: string) {
  if (await diskPlacer.exists(to)) return 'taken' as const
  await rename(from, to)
  return 'moved' as const
}

async function copyAcross(from: string, to: string) {
  const partial = `${to}.colophon-part`
  try {
    await copyFile(from, partial, constants.COPYFILE_FICLONE)
    const { atime, mtime } = await stat(from)
    await utimes(partial, atime, mtime)
    const handle = await open(partial, 'r+')
    await handle.sync()
    await handle.close()
    const placed = await link(partial, to).then(
      () => 'moved' as const,
      async (error) => {
        if (codeOf(error) === 'EEXIST') return 'taken' as const
        return renameIfFree(partial, to)
      },
    )
    if (placed === 'moved') await unlink(from)
    return placed
  } finally {
    await unlink(partial).catch(() => undefined)
  }
}
