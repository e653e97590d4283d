import { type FSWatcher, watch } from 'node:fs'
import { dirname } from 'node:path'
import type { FolderWatcher } from '#domain/library/watcher.ts'
import type { Logger } from '#kernel/logger.ts'

/** Files beside books (also the ones that we write there), and files that a download is not done with. */
const BESIDE = /\.(opf|jpe?g|png|webp|avif|gif|svg|json|xml|nfo|log|part|partial|tmp|crdownload|!qb|colophon-part)$/i
const isBeside = (name: string) => BESIDE.test(name) || name.startsWith('.')

/**
 * Watches single folders, not files: one kernel watch a folder is all that a library of 300,000 files costs. What the
 * kernel cannot watch (a network disk, too many folders) the scheduled scan notices.
 */
export function createFolderWatcher(logger: Logger): FolderWatcher {
  const watchers = new Map<string, FSWatcher>()
  let isFull = false

  const drop = (folder: string) => {
    watchers.get(folder)?.close()
    watchers.delete(folder)
  }

  return {
    add(folder, onChange) {
      if (watchers.has(folder) || isFull) return
      try {
        const watcher = watch(folder, { persistent: false }, (_event, name) => {
          if (name === null || !isBeside(name)) onChange(folder)
        })
        watcher.on('error', () => {
          drop(folder)
          onChange(dirname(folder))
        })
        watchers.set(folder, watcher)
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? error.code : ''
        if (code !== 'ENOSPC' && code !== 'EMFILE') return
        isFull = true
        logger.warn(
          { watched: watchers.size },
          'The system allows no more watched folders (fs.inotify.max_user_watches); changes in the others are found by the scheduled scan.',
        )
      }
    },
    remove: drop,
    folders: () => [...watchers.keys()],
    close() {
      for (const folder of [...watchers.keys()]) drop(folder)
    },
  }
}
