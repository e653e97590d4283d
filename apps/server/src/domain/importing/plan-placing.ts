import { basename, dirname, join, relative } from 'node:path'
import type { Db } from '#database/open.ts'
import { fullEnding } from './content-kinds.ts'
import type { ImportDisk, Load } from './import-disk.ts'
import type { ImportSettings } from './import-settings.ts'
import { cutBytes, SEGMENT_BYTES } from './naming/path-safe.ts'
import { renderPath } from './naming/render-path.ts'
import type { NamingValues } from './naming/tokens.ts'
import { hasDiscFolders, playbackOrder } from './playback-order.ts'
import type { ReadFile } from './read-files.ts'

/** A file or folder of the library to be, with all that goes into it. */
export interface Placing {
  /** Path of the record: the file, or the folder of an audiobook of several parts. */
  path: string
  /** What gets its name in one step: `path`, or the folder around a single track. */
  to: string
  stage: string
  loads: Load[]
  /** The e-book, or the tracks in the order of play with their names below `to`. */
  files: { file: ReadFile; name: string }[]
  /** It lies where it belongs already: nothing is moved. */
  isInPlace: boolean
}

const DEFAULT_TRACK = 'Part {Part:3}.{ext}'
const LONGEST_PATH = 4_000

/** The place of an e-book by its template. */
export const ebookTarget = (root: string, template: string, values: NamingValues, ending: string): string =>
  join(root, renderPath(template, values, ending))

/** The folder of an audiobook by its template; one that comes to nothing takes the title. */
export function audiobookTarget(root: string, template: string, values: NamingValues): string {
  const folder = renderPath(template, values) || renderPath('{Title:Audiobook}', values)
  return join(root, folder)
}

/** Names of the tracks below the folder of their book, in the order of play. */
export function trackNames(
  tracks: readonly (ReadFile & { name: string })[],
  { template, isFlat, values }: { template: string | null; isFlat: boolean; values: NamingValues },
): { file: ReadFile & { name: string }; name: string }[] {
  const ordered = playbackOrder(tracks)
  const isFlattened = isFlat && hasDiscFolders(tracks.map(({ name }) => name))
  const pattern = template ?? (isFlattened ? DEFAULT_TRACK : null)
  const taken = new Set<string>()
  return ordered.map((file, index) => {
    const folder = isFlattened ? '' : dirname(file.name)
    const wanted =
      pattern === null
        ? withEnding(file.name, file.ending)
        : join(folder, renderPath(pattern, { ...values, Part: String(index + 1) }, file.ending))
    return { file, name: unusedName(wanted, taken) }
  })
}

/** A name that tells what the file is; what is called rightly keeps its name as it is. */
function withEnding(name: string, ending: string): string {
  const own = fullEnding(name)
  return own === ending || own === '' ? name : `${name.slice(0, -own.length)}${ending}`
}

/** `name (2).mp3` where the name is taken, whatever its case. */
export function unusedName(wanted: string, taken: Set<string>): string {
  let name = wanted
  for (let number = 2; taken.has(name.toLowerCase()); number++) name = numbered(wanted, number)
  taken.add(name.toLowerCase())
  return name
}

/** `Emma.epub` as `Emma (2).epub`. */
export function numbered(path: string, number: number): string {
  const ending = fullEnding(path)
  const hasEnding = ending !== '' && ending.length <= 12
  const stem = hasEnding ? path.slice(0, -ending.length - 1) : path
  return `${stem} (${number})${hasEnding ? `.${ending}` : ''}`
}

/** Where something is staged: beside its place, hidden, and named after the download. */
export const stagePath = (to: string, downloadId: number): string =>
  join(dirname(to), `.colophon-stage-${downloadId}-${cutBytes(basename(to), SEGMENT_BYTES)}`)

/** The same in a folder that another program watches: it must not take the stage for a book. */
export const watchedStagePath = (to: string, downloadId: number): string =>
  join(dirname(to), `.colophon-stage-${downloadId}-${cutBytes(basename(to), SEGMENT_BYTES - PART.length)}${PART}`)

const PART = '.part'

export const isTooLong = (path: string): boolean => Buffer.byteLength(path) > LONGEST_PATH

/** The first place like the wanted one at which nothing is, on disk or in the records. */
export async function freePlace(
  { db, disk }: { db: Db; disk: ImportDisk },
  wanted: string,
  taken: ReadonlySet<string>,
  isFolder = false,
): Promise<string> {
  for (let number = 1; number < 1_000; number++) {
    const path = number === 1 ? wanted : isFolder ? `${wanted} (${number})` : numbered(wanted, number)
    if (taken.has(path) || (await disk.look(path))) continue
    const row = await db.selectFrom('book_files').select('id').where('file_path', '=', path).executeTakeFirst()
    if (!row) return path
  }
  throw new Error(`${basename(wanted)} is there a thousand times already`)
}

/** Settings that say how audiobooks are laid out. */
export type AudioLayout = Pick<ImportSettings, 'templates' | 'isFlatteningDiscs'>

/** Names below a folder, as they lie there. */
export const namesBelow = <File extends { path: string }>(folder: string | null, files: readonly File[]) =>
  files.map((file) => ({ ...file, name: folder === null ? basename(file.path) : relative(folder, file.path) }))
