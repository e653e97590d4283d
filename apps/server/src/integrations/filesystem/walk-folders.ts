import { lstatSync, readdirSync } from 'node:fs'
import { isSkippedFile, isSkippedFolder, kindOf } from '#domain/library/kinds.ts'
import type { WalkBatch } from '#domain/library/walker.ts'

const BATCH = 500
/** Deeper than anybody sorts books; a loop of mounts would go on for ever. */
const MAX_DEPTH = 64

/** Synchronous on purpose: it runs in a thread of its own, where that is several times as fast. */
export function* walkFolders(starts: string[]): Generator<WalkBatch> {
  let batch: WalkBatch = { files: [], folders: [], problems: [] }
  const stack = starts.map((path) => ({ path, depth: 0 })).reverse()
  for (let next = stack.pop(); next; next = stack.pop()) {
    const inside = lookInto(next.path, next.depth, batch)
    stack.push(...inside.reverse().map((path) => ({ path, depth: (next?.depth ?? 0) + 1 })))
    if (batch.files.length >= BATCH || batch.folders.length >= BATCH) {
      yield batch
      batch = { files: [], folders: [], problems: [] }
    }
  }
  yield batch
}

/** Adds what a folder holds to the batch. @returns its sub-folders, in the order of their names */
function lookInto(folder: string, depth: number, batch: WalkBatch): string[] {
  let entries: import('node:fs').Dirent[]
  try {
    entries = readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    batch.problems.push({
      path: folder,
      code: 'unreadable',
      message: `This folder cannot be opened (${codeOf(error)}).`,
    })
    return []
  }
  batch.folders.push(folder)
  entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  const folders: string[] = []
  for (const entry of entries) {
    const path = folder.endsWith('/') ? folder + entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory()) {
      if (isSkippedFolder(entry.name)) continue
      if (entry.name.includes('\uFFFD')) batch.problems.push(nameProblem(path))
      else if (depth >= MAX_DEPTH)
        batch.problems.push({ path, code: 'too-deep', message: 'This folder lies too deep to be read.' })
      else if (kindOf(entry.name) !== null) batch.problems.push(folderProblem(path))
      if (depth < MAX_DEPTH && !entry.name.includes('\uFFFD')) folders.push(path)
    } else if (kindOf(entry.name) !== null && !isSkippedFile(entry.name)) {
      takeFile(path, entry, batch)
    }
  }
  return folders
}

function takeFile(path: string, entry: import('node:fs').Dirent, batch: WalkBatch) {
  if (entry.name.includes('\uFFFD')) {
    batch.problems.push(nameProblem(path))
  } else if (entry.isSymbolicLink()) {
    batch.problems.push({
      path,
      code: 'link',
      message:
        'This is a link. Links are not followed, so that nothing outside the library is read. Put the file itself here.',
    })
  } else if (!entry.isFile()) {
    batch.problems.push({ path, code: 'unreadable', message: 'This is not a regular file.' })
  } else {
    try {
      const { size, mtimeMs } = lstatSync(path)
      batch.files.push({ path, sizeBytes: size, modifiedMs: Math.trunc(mtimeMs) })
    } catch (error) {
      // Gone between the listing and the look: the next scan will know.
      if (codeOf(error) !== 'ENOENT') {
        batch.problems.push({ path, code: 'unreadable', message: `This file cannot be looked at (${codeOf(error)}).` })
      }
    }
  }
}

const nameProblem = (path: string) => ({
  path,
  code: 'name' as const,
  message: 'The name is not written in UTF-8, so that the file cannot be opened reliably. Rename it.',
})

const folderProblem = (path: string) => ({
  path,
  code: 'unreadable' as const,
  message: 'This is a folder with the name of a book file.',
})

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown')
