import type { Db, Transaction } from '#database/open.ts'
import type { Logger } from '#kernel/logger.ts'
import { scanLibrary } from './scan-library.ts'
import type { Walker } from './walker.ts'
import type { FolderWatcher } from './watcher.ts'

export interface WatchDeps {
  db: Db
  transaction: Transaction
  walker: Walker
  watcher: FolderWatcher
  logger: Logger
}

/** Changes come in bursts; those within this time are one. */
const GATHER_MS = 400
/** More changed folders than this at once are quicker as one whole scan. */
const MANY = 25
/** How often libraries that were added or changed in another process are looked for. */
const REFRESH_MS = 60_000

/** Notices what happens in the folders of all libraries, and asks for scans of just those folders. */
export interface LibraryWatch {
  /** Looks again at which folders there are: after a library was made or changed, and after a scan. */
  refresh(): Promise<void>
  close(): Promise<void>
}

export function watchLibraries({ db, transaction, walker, watcher, logger }: WatchDeps): LibraryWatch {
  const changed = new Set<string>()
  const end = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let refreshing: Promise<void> = Promise.resolve()

  const onChange = (folder: string) => {
    changed.add(folder)
    // Not put off by further changes: a copy that takes an hour is taken in while it goes on.
    timer ??= setTimeout(() => {
      timer = undefined
      void ask().catch(report)
    }, GATHER_MS)
  }
  const report = (error: unknown) => logger.warn({ err: error }, 'watching the libraries failed for now')

  async function roots() {
    return db
      .selectFrom('library_folders')
      .innerJoin('folders', 'folders.id', 'library_folders.folder_id')
      .select(['library_folders.library_id as libraryId', 'folders.path'])
      .execute()
  }

  async function ask() {
    const folders = [...changed]
    changed.clear()
    const places = await roots()
    const requests = places.flatMap(({ libraryId, path }) => {
      const inside = folders.filter((folder) => folder === path || folder.startsWith(`${path}/`))
      if (inside.length === 0) return []
      const scanned = inside.length > MANY ? [null] : outermost(inside)
      return scanned.map((folder) => scanLibrary.request({ libraryId, folder: folder === path ? null : folder }))
    })
    await transaction(async (_, emit) => {
      for (const request of requests) emit(request)
    })
    await refresh(folders)
  }

  /** Watches every folder below the starts that is not watched yet, and forgets those that left the libraries. */
  async function refresh(starts?: string[]): Promise<void> {
    refreshing = refreshing.then(async () => {
      if (end.signal.aborted) return
      const places = (await roots()).map(({ path }) => path)
      for (const folder of watcher.folders()) {
        if (!places.some((root) => folder === root || folder.startsWith(`${root}/`))) watcher.remove(folder)
      }
      for await (const batch of walker.walk(starts ?? places, end.signal, starts ? 'small' : undefined)) {
        for (const folder of batch.folders) watcher.add(folder, onChange)
      }
    })
    return refreshing.catch((error) => {
      refreshing = Promise.resolve()
      if (!end.signal.aborted) report(error)
    })
  }

  const again = setInterval(() => void refreshRoots(), REFRESH_MS)
  again.unref()

  /** Only a library that is not watched at all is worth another walk. */
  async function refreshRoots() {
    const watched = new Set(watcher.folders())
    const places = await roots().catch(() => [])
    const unknown = places.map(({ path }) => path).filter((path) => !watched.has(path))
    if (unknown.length > 0) await refresh(unknown)
  }

  return {
    refresh: () => refresh(),
    async close() {
      end.abort()
      clearTimeout(timer)
      clearInterval(again)
      watcher.close()
      await refreshing.catch(() => undefined)
    },
  }
}

/** Folders that lie in no other of the list. */
function outermost(folders: string[]): string[] {
  return folders.filter((folder) => !folders.some((other) => other !== folder && folder.startsWith(`${other}/`)))
}
