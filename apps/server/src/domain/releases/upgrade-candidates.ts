import type { Db } from '#database/open.ts'
import { listQualityProfiles } from '#domain/monitoring/quality-profiles.ts'
import type { Slot } from './formats.ts'
import { formatsOfSlot } from './formats.ts'
import { heldFilesOf, ownedFile } from './held-files.ts'
import { meetsCutoff, type QualityProfile } from './quality-profile.ts'
import { asQualityProfile } from './quality-profile-store.ts'
import { isWorthUpgrading } from './upgrades.ts'

const AT_ONCE = 500

/** Numbers of monitored books whose file in a slot is below the cutoff of their profile, with nothing on its way. */
export async function booksToUpgrade(db: Db, slot: Slot): Promise<number[]> {
  const found: number[] = []
  for (const row of await listQualityProfiles(db)) {
    const profile = asQualityProfile(row)
    const enough = formatsOfSlot(slot).filter((format) => meetsCutoff(profile, slot, format))
    if (!profile.isUpgradeAllowed || enough.length === formatsOfSlot(slot).length) continue
    const ids = await booksBelow(db, { profileId: row.id, slot, enough })
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      found.push(...(await worthUpgrading(db, ids.slice(at, at + AT_ONCE), slot, profile)))
    }
  }
  return found.sort((a, b) => a - b)
}

/** Books of which no single file is good enough; of folders of parts the database cannot tell. */
async function booksBelow(
  db: Db,
  { profileId, slot, enough }: { profileId: number; slot: Slot; enough: readonly string[] },
): Promise<number[]> {
  const rows = await db
    .selectFrom('authors')
    .innerJoin('books', 'books.author_id', 'authors.id')
    .select('books.id')
    .where('authors.quality_profile_id', '=', profileId)
    .where('books.is_monitored', '=', true)
    .where('books.is_excluded', '=', false)
    .where('books.status', '!=', 'skipped')
    .where('books.media_type', 'in', [slot, 'both'])
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('book_files')
          .select('book_files.id')
          .whereRef('book_files.book_id', '=', 'books.id')
          .where('book_files.media', '=', slot)
          .where('book_files.missing_since', 'is', null),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('book_files')
            .select('book_files.id')
            .whereRef('book_files.book_id', '=', 'books.id')
            .where('book_files.media', '=', slot)
            .where('book_files.missing_since', 'is', null)
            .where((e) => e.or([e('book_files.origin', '!=', 'import'), e('book_files.file_type', 'in', enough)])),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('downloads')
            .select('downloads.id')
            .whereRef('downloads.book_id', '=', 'books.id')
            .where('downloads.slot', '=', slot)
            .where('downloads.is_in_flight', '=', true),
        ),
      ),
    )
    .execute()
  return rows.map(({ id }) => id)
}

async function worthUpgrading(
  db: Db,
  bookIds: readonly number[],
  slot: Slot,
  profile: QualityProfile,
): Promise<number[]> {
  const files = Map.groupBy(await heldFilesOf(db, bookIds), ({ bookId }) => bookId)
  return bookIds.filter((id) => {
    const owned = ownedFile(files.get(id) ?? [], slot, profile)
    return owned !== undefined && isWorthUpgrading(owned, profile, slot)
  })
}
