import { extname } from 'node:path'
import type { Db, Trx } from '#database/open.ts'
import type { FileOrigin } from '#database/schema.ts'
import type { OwnedFile } from './decision.ts'
import { type Slot, slotOfFormat } from './formats.ts'
import type { QualityProfile } from './quality-profile.ts'
import { isBetter } from './upgrades.ts'

/** A file of a book, as far as it tells how good it is and whose it is. */
export interface HeldFile {
  media: Slot
  fileType: string
  origin: FileOrigin
  /** Of an audiobook of several parts the path of the first. */
  firstPart: string | null
}

/**
 * Files that are where they should be.
 * @param bookIds some hundreds at most, and at least one
 */
export const heldFilesOf = (db: Db | Trx, bookIds: readonly number[]) =>
  db
    .selectFrom('book_files as f')
    .leftJoin('book_file_parts as p', (join) => join.onRef('p.file_id', '=', 'f.id').on('p.position', '=', 0))
    .select(['f.id', 'f.book_id as bookId', 'f.file_path as path', 'f.media', 'f.file_type as fileType', 'f.origin'])
    .select('p.path as firstPart')
    .where('f.book_id', 'in', bookIds)
    .where('f.missing_since', 'is', null)
    .orderBy('f.id')
    .execute()

/** Files that an import placed may make room; any other is somebody's own. */
export const isByHand = ({ origin }: Pick<HeldFile, 'origin'>): boolean => origin !== 'import'

/** What a slot holds: the best of its files by the profile. One that somebody placed keeps them all. */
export function ownedFile(
  files: readonly HeldFile[],
  slot: Slot,
  profile: QualityProfile | undefined,
): OwnedFile | undefined {
  const ofSlot = files.filter(({ media }) => media === slot)
  const best = bestFormat(ofSlot.map(formatOfFile), slot, profile)
  if (best === undefined) return undefined
  return { format: best, formatScore: 0, isPlacedByHand: ofSlot.some(isByHand) }
}

/** Of several formats of a slot the one that the profile likes best. */
export const bestFormat = (formats: readonly string[], slot: Slot, profile: QualityProfile | undefined) =>
  formats.reduce<string | undefined>((best, format) => {
    if (best === undefined) return format
    return isBetter({ format, formatScore: 0 }, { format: best, formatScore: 0 }, slot, profile) ? format : best
  }, undefined)

/** The word by which profiles know the format of a file; a folder of parts has that of its parts. */
export function formatOfFile({ media, fileType, firstPart }: HeldFile): string {
  // To whoever reads, an EPUB for Kobo readers is an EPUB.
  if (fileType === 'kepub') return 'epub'
  if (media === 'ebook' || slotOfFormat(fileType) !== undefined) return fileType
  const ofPart = extname(firstPart ?? '')
    .slice(1)
    .toLowerCase()
  return slotOfFormat(ofPart) === 'audiobook' ? ofPart : 'mp3'
}
