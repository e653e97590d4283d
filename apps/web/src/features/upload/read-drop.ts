import type { GivenFile } from './plan-uploads.ts'

/** More than anybody means to send; a whole disk that slips from the hand ends here. */
const MOST_FILES = 20_000

/** Every file that was dropped, also those in folders. Called at once: afterwards the browser no longer tells. */
export function readDrop(data: DataTransfer): Promise<GivenFile[]> {
  const entries = [...data.items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  if (entries.length === 0) return Promise.resolve(filesOf(data.files))
  return readEntries(entries)
}

/** Files of a file dialogue; of a chosen folder with their paths below it. */
export const filesOf = (files: Iterable<File>): GivenFile[] =>
  [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }))

async function readEntries(entries: FileSystemEntry[]): Promise<GivenFile[]> {
  const found: GivenFile[] = []
  const waiting = [...entries]
  for (let entry = waiting.shift(); entry && found.length < MOST_FILES; entry = waiting.shift()) {
    if (isFile(entry)) {
      const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject))
      found.push({ path: entry.fullPath.replace(/^\//, ''), file })
    } else if (isFolder(entry)) waiting.push(...(await childrenOf(entry)))
  }
  return found
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory

/** A reader gives at most a hundred at once, and nothing when it is through. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const children: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) return children
    children.push(...some)
  }
}
