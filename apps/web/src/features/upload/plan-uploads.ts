import { WEB_UPLOAD_LIMIT } from '@colophon/contract/web/uploads.ts'

/** A file with its path below what was dropped: `Emma/CD1/01.mp3`. */
export interface GivenFile {
  path: string
  file: File
}

/** What is sent as one thing: a file, or the folder of an audiobook. */
export interface PlannedUpload {
  name: string
  isFolder: boolean
  sizeBytes: number
  files: GivenFile[]
}

export interface Plan {
  uploads: PlannedUpload[]
  /** Files that are no books; usually pictures and texts beside them. */
  skipped: string[]
  tooLarge: string[]
}

const EBOOK = /\.(epub|kepub|pdf|mobi|prc|azw3?|cb[zr7t]|fb2|fbz|fb2\.zip|txt)$/i
const AUDIO = /\.(m4b|m4a|mp3|flac|ogg|oga|opus)$/i
const BESIDE_TRACKS = /\.(jpe?g|png|webp|opf|nfo|cue|txt)$/i
const DISC = /^(cd|dis[ck]|part|teil|vol(ume)?)[ ._-]*\d+$/i

/** What a file dialogue offers. */
export const ACCEPTED = [
  ...['epub', 'pdf', 'mobi', 'prc', 'azw', 'azw3', 'cbz', 'cbr', 'cb7', 'cbt', 'fb2', 'fbz', 'txt'],
  ...['m4b', 'm4a', 'mp3', 'flac', 'ogg', 'oga', 'opus'],
]
  .map((ending) => `.${ending}`)
  .join(',')

const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1)
const folderOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')))

/** `Emma/CD1` belongs to the book `Emma`. */
function bookFolderOf(path: string): string {
  const folder = folderOf(path)
  return DISC.test(nameOf(folder)) && folder.includes('/') ? folderOf(folder) : folder
}

/** Sorts what somebody gave into uploads: tracks of one folder stay together, everything else goes file by file. */
export function planUploads(given: readonly GivenFile[]): Plan {
  const files = given.filter(({ path }) => !path.split('/').some((part) => part.startsWith('.')))
  const tracks = Map.groupBy(
    files.filter(({ path }) => AUDIO.test(path) && folderOf(path) !== ''),
    ({ path }) => bookFolderOf(path),
  )
  const audiobooks = [...tracks].filter(([, of]) => of.length > 1).map(([folder]) => folder)
  const plan: Plan = { uploads: [], skipped: [], tooLarge: [] }
  const inFolder = new Map<string, GivenFile[]>()
  for (const one of files) {
    const { path, file } = one
    const folder = audiobooks.find((folder) => bookFolderOf(path) === folder)
    if (file.size > WEB_UPLOAD_LIMIT) plan.tooLarge.push(path)
    else if (folder !== undefined && (AUDIO.test(path) || BESIDE_TRACKS.test(path))) {
      inFolder.set(folder, [...(inFolder.get(folder) ?? []), { path: path.slice(folder.length + 1), file }])
    } else if (EBOOK.test(path) || AUDIO.test(path)) {
      plan.uploads.push({ name: nameOf(path), isFolder: false, sizeBytes: file.size, files: [one] })
    } else plan.skipped.push(path)
  }
  for (const [folder, of] of inFolder) {
    const sizeBytes = of.reduce((sum, { file }) => sum + file.size, 0)
    plan.uploads.push({ name: nameOf(folder), isFolder: true, sizeBytes, files: of })
  }
  return plan
}
