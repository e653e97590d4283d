import { basename, dirname } from 'node:path'
import type { Db } from '#database/open.ts'
import type { Slot } from '#database/schema.ts'
import type { Upgrade } from '#domain/downloads/grab-request.ts'
import { isInside } from '#domain/library/roots.ts'
import { isUpgradingOn } from '#domain/releases/by-itself.ts'
import {
  bestFormat,
  formatOfFile,
  type HeldFile,
  heldFilesOf,
  isByHand,
  ownedFile,
} from '#domain/releases/held-files.ts'
import { readQualityProfile } from '#domain/releases/quality-profile-store.ts'
import { isBetter, type UpgradeVerdict, upgradeVerdict } from '#domain/releases/upgrades.ts'
import { isCarriedAlong } from './content-kinds.ts'
import type { ImportDeps } from './import-deps.ts'
import { ImportProblem } from './import-problem.ts'
import type { ImportTask } from './import-task.ts'
import type { Placing } from './plan-placing.ts'

/** A file of the book that the new ones take the place of. */
export interface ReplacedFile {
  id: number
  path: string
  format: string
  /** What goes to the bin: the file, its folder as a whole, or its parts where something else lies in that folder. */
  goes: string[]
  /** The place that is free afterwards, for another folder too; null where something is left there. */
  vacates: string | null
}

/** What of a slot makes room for new files. */
export interface Room {
  /** Files that an import placed; whoever takes their very place replaces them. */
  held: ReplacedFile[]
  /** Numbers of those that the new ones outdo, wherever these go. */
  outdone: ReadonlySet<number>
  /** Places that will be empty. */
  vacated: ReadonlySet<string>
  upgrade: Upgrade | null
}

/**
 * Says which files make room. What somebody placed never does; a better file outdoes the others where the profile of the
 * book asks for one.
 * @param formats those of the new files
 * @throws ImportProblem for a download that was to be better and is not, or is not asked for any more
 */
export async function makeRoom(
  { db, disk }: Pick<ImportDeps, 'db' | 'disk'>,
  { bookId, root, upgrade, isByHand: isPersons }: ImportTask,
  slot: Slot,
  formats: readonly string[],
): Promise<Room> {
  const files = (await heldFilesOf(db, [bookId])).filter(({ media }) => media === slot)
  const held = await Promise.all(
    files
      .filter((file) => isPersons || !isByHand(file))
      .map(async (file) => ({
        ...{ id: file.id, path: file.path, format: formatOfFile(file) },
        ...(await whatGoes({ db, disk }, file, root)),
      })),
  )
  const nothing = { held, outdone: new Set<number>(), vacated: new Set<string>(), upgrade: null }
  const profile = await profileOf(db, bookId)
  const owned = ownedFile(files, slot, profile)
  if (isPersons || !owned) return nothing
  const words = formats.map((fileType) => formatOfFile({ media: slot, fileType, origin: 'import', firstPart: null }))
  const format = bestFormat(words, slot, profile) ?? ''
  const verdict = upgradeVerdict(owned, profile, slot)
  const isOutdone = verdict === 'sought' && isBetter({ format, formatScore: 0 }, owned, slot, profile)
  if (upgrade && verdict !== 'sought') {
    throw new ImportProblem('person', NOT_ASKED_FOR[verdict], { isOverridable: true })
  }
  if (upgrade && !isOutdone) {
    const message = `the files are ${format}, which is no better than the ${owned.format} that is there`
    throw new ImportProblem('person', message, { isFake: true })
  }
  if (!isOutdone || !(upgrade || (await isUpgradingOn(db)))) return nothing
  return {
    held,
    outdone: new Set(held.map(({ id }) => id)),
    vacated: new Set(held.flatMap(({ vacates }) => vacates ?? [])),
    upgrade: { fromFormat: owned.format, toFormat: format, fromScore: owned.formatScore, toScore: 0 },
  }
}

const NOT_ASKED_FOR: Record<Exclude<UpgradeVerdict, 'sought'>, string> = {
  'by-hand': 'somebody has placed a file of this book meanwhile, and such files are never replaced',
  'no-profile': 'the author has no quality profile any more that asks for a better file',
  'not-allowed': 'the quality profile does not ask for better files any more',
  'good-enough': 'the file that is there is good enough by now',
}

/** Of what may make room that which does: the outdone, and what lies where the new files go. */
export function replacedFor({ held, outdone }: Room, placings: readonly Placing[]): ReplacedFile[] {
  const pathsOf = (isInPlace: boolean) =>
    new Set(placings.filter((placing) => placing.isInPlace === isInPlace).map(({ path }) => path))
  const [taken, kept] = [pathsOf(false), pathsOf(true)]
  return held.filter(({ id, path }) => !kept.has(path) && (outdone.has(id) || taken.has(path)))
}

async function profileOf(db: Db, bookId: number) {
  const author = await db
    .selectFrom('books')
    .innerJoin('authors', 'authors.id', 'books.author_id')
    .select('authors.quality_profile_id')
    .where('books.id', '=', bookId)
    .executeTakeFirst()
  return readQualityProfile(db, author?.quality_profile_id ?? null)
}

async function whatGoes(
  { db, disk }: Pick<ImportDeps, 'db' | 'disk'>,
  { id, path, media, firstPart }: HeldFile & { id: number; path: string },
  root: string,
): Promise<Pick<ReplacedFile, 'goes' | 'vacates'>> {
  if (firstPart !== null && (await isShared(db, id, path))) return { goes: await partsOf(db, id), vacates: null }
  if (firstPart !== null || media === 'ebook') return { goes: [path], vacates: path }
  // A single track has a folder of its own, unless somebody has put something else there.
  const folder = dirname(path)
  const { files, isCut } = await disk.list(folder)
  const isOwn = !isCut && files.every((file) => file.path === path || isCarriedAlong(basename(file.path)))
  if (!isOwn || !isInside(folder, root) || (await isShared(db, id, folder))) return { goes: [path], vacates: null }
  return { goes: [folder], vacates: folder }
}

/** Whether files of other records lie below a folder: e-books often lie beside the tracks of their audiobook. */
async function isShared(db: Db, id: number, path: string): Promise<boolean> {
  const other = await db
    .selectFrom('book_files')
    .select('id')
    // Bytes between those of `folder/` and the next: all that lies below.
    .where('file_path', '>', `${path}/`)
    .where('file_path', '<', `${path}0`)
    .where('id', '!=', id)
    .limit(1)
    .executeTakeFirst()
  return other !== undefined
}

async function partsOf(db: Db, fileId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('book_file_parts')
    .select('path')
    .where('file_id', '=', fileId)
    .orderBy('position')
    .execute()
  return rows.map(({ path }) => path)
}
