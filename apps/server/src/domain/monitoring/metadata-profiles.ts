import type { Selectable } from 'kysely'
import type { Db, Transaction, Trx } from '#database/open.ts'
import type { MetadataProfiles } from '#database/schema.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { conflict, invalid, notFound } from '#kernel/errors.ts'
import { normaliseName } from '#kernel/text.ts'
import type { MetadataProfile } from './metadata-profile.ts'

export type MetadataProfileRow = Selectable<MetadataProfiles>
export type MetadataProfileInput = MetadataProfile & { name: string }

export interface MetadataProfileDeps {
  transaction: Transaction
  clock: Clock
}

/** Authors without a profile of their own, or with one that is gone, go by this one; so it stays. */
export const DEFAULT_METADATA_PROFILE = 1

/** All metadata profiles, by number. */
export const listMetadataProfiles = (db: Db): Promise<MetadataProfileRow[]> =>
  db.selectFrom('metadata_profiles').selectAll().orderBy('id').execute()

export const findMetadataProfile = (db: Db | Trx, id: number): Promise<MetadataProfileRow | undefined> =>
  db.selectFrom('metadata_profiles').selectAll().where('id', '=', id).executeTakeFirst()

/** @throws not-found */
export async function getMetadataProfile(db: Db | Trx, id: number): Promise<MetadataProfileRow> {
  const found = await findMetadataProfile(db, id)
  if (!found) throw notFound('metadata profile', id)
  return found
}

/** What an author's works are filtered by; where the profile is gone: English, and what nobody knows the language of. */
export async function metadataProfileOf(db: Db | Trx, id: number | null): Promise<MetadataProfile> {
  const row = await findMetadataProfile(db, id ?? DEFAULT_METADATA_PROFILE)
  return row ? asRules(row) : { ...NO_RULES, allowedLanguages: 'eng' }
}

const NO_RULES: MetadataProfile = {
  minPopularity: 0,
  minPages: 0,
  skipMissingDate: false,
  skipMissingIsbn: false,
  skipPartBooks: false,
  allowedLanguages: '',
  unknownLanguageBehavior: 'pass',
}

/** A stored profile as the rules that it stands for. */
export const asRules = (row: MetadataProfileRow): MetadataProfile => ({
  minPopularity: row.min_popularity,
  minPages: row.min_pages,
  skipMissingDate: row.is_missing_date_skipped,
  skipMissingIsbn: row.is_missing_isbn_skipped,
  skipPartBooks: row.is_part_skipped,
  allowedLanguages: row.allowed_languages,
  unknownLanguageBehavior: row.unknown_language_behavior,
})

/** @throws invalid without a name */
export function addMetadataProfile({ transaction, clock }: MetadataProfileDeps, input: MetadataProfileInput) {
  const columns = columnsOf(input)
  return transaction((trx) =>
    trx
      .insertInto('metadata_profiles')
      .values({ ...columns, created_at: instant(clock.now()) })
      .returningAll()
      .executeTakeFirstOrThrow(),
  )
}

/** @throws not-found, before anything else; invalid without a name */
export function replaceMetadataProfile(
  { transaction }: Pick<MetadataProfileDeps, 'transaction'>,
  id: number,
  input: MetadataProfileInput,
) {
  return transaction(async (trx) => {
    await getMetadataProfile(trx, id)
    return trx
      .updateTable('metadata_profiles')
      .set(columnsOf(input))
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
  })
}

/** @throws not-found; conflict for the one that others fall back to */
export function deleteMetadataProfile({ transaction }: Pick<MetadataProfileDeps, 'transaction'>, id: number) {
  return transaction(async (trx) => {
    const profile = await getMetadataProfile(trx, id)
    if (id === DEFAULT_METADATA_PROFILE)
      throw conflict('metadata-profile.default', 'authors fall back to this profile, so it cannot be deleted')
    await trx.deleteFrom('metadata_profiles').where('id', '=', id).execute()
    return profile
  })
}

function columnsOf(input: MetadataProfileInput) {
  const name = normaliseName(input.name)
  if (name === '') throw invalid('metadata-profile.name', 'give the metadata profile a name')
  return {
    name,
    min_popularity: input.minPopularity,
    min_pages: input.minPages,
    is_missing_date_skipped: input.skipMissingDate,
    is_missing_isbn_skipped: input.skipMissingIsbn,
    is_part_skipped: input.skipPartBooks,
    allowed_languages: input.allowedLanguages,
    unknown_language_behavior: input.unknownLanguageBehavior,
  }
}
