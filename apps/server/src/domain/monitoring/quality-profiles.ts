import type { Selectable } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Transaction, Trx } from '#database/open.ts'
import type { QualityProfiles } from '#database/schema.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { conflict, DomainError, invalid, notFound } from '#kernel/errors.ts'
import { nameKey, normaliseName } from '#kernel/text.ts'

export type QualityProfileRow = Selectable<QualityProfiles>

export interface QualityProfileInput {
  name: string
  isUpgradeAllowed: boolean
  cutoff: string
  /** The worst first. */
  items: readonly { quality: string; allowed: boolean }[]
}

export interface QualityProfileDeps {
  dialect: Dialect
  transaction: Transaction
  clock: Clock
}

/** All quality profiles, by number. */
export const listQualityProfiles = (db: Db): Promise<QualityProfileRow[]> =>
  db.selectFrom('quality_profiles').selectAll().orderBy('id').execute()

export const findQualityProfile = (db: Db | Trx, id: number): Promise<QualityProfileRow | undefined> =>
  db.selectFrom('quality_profiles').selectAll().where('id', '=', id).executeTakeFirst()

/** @throws not-found */
export async function getQualityProfile(db: Db | Trx, id: number): Promise<QualityProfileRow> {
  const found = await findQualityProfile(db, id)
  if (!found) throw notFound('quality profile', id)
  return found
}

/** @throws invalid; conflict where the name is taken */
export function addQualityProfile(deps: QualityProfileDeps, input: QualityProfileInput): Promise<QualityProfileRow> {
  const columns = columnsOf(input)
  return orTaken(deps, columns.name, (trx) =>
    trx
      .insertInto('quality_profiles')
      .values({ ...columns, created_at: instant(deps.clock.now()) })
      .returningAll()
      .executeTakeFirstOrThrow(),
  )
}

/** @throws not-found, before anything else; invalid; conflict where the name is taken */
export async function replaceQualityProfile(
  deps: QualityProfileDeps & { db: Db },
  id: number,
  input: QualityProfileInput,
): Promise<QualityProfileRow> {
  await getQualityProfile(deps.db, id)
  const columns = columnsOf(input)
  return orTaken(deps, columns.name, async (trx) => {
    const row = await trx
      .updateTable('quality_profiles')
      .set(columns)
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst()
    if (!row) throw notFound('quality profile', id)
    return row
  })
}

const NAMES_SHOWN = 5

/** @throws not-found; conflict, naming some of them, while authors use it */
export function deleteQualityProfile({ transaction }: Pick<QualityProfileDeps, 'transaction'>, id: number) {
  return transaction(async (trx) => {
    const profile = await getQualityProfile(trx, id)
    const users = trx.selectFrom('authors').where('quality_profile_id', '=', id)
    const { count } = await users.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
    if (Number(count) > 0) {
      const named = await users.select('author_name').orderBy('sort_key').orderBy('id').limit(NAMES_SHOWN).execute()
      throw new DomainError('conflict', 'quality-profile.used', 'authors use this quality profile', {
        details: { authorCount: Number(count), authorNames: named.map(({ author_name }) => author_name) },
      })
    }
    await trx.deleteFrom('quality_profiles').where('id', '=', id).execute()
    return profile
  })
}

/** What is stored: names of qualities trimmed and in lower case. */
function columnsOf({ name, isUpgradeAllowed, cutoff, items }: QualityProfileInput) {
  const clean = normaliseName(name)
  if (clean === '') throw refuse('name', 'give the quality profile a name')
  const items_json = items.map(({ quality, allowed }) => ({ quality: quality.trim().toLowerCase(), allowed }))
  if (items_json.length === 0) throw refuse('items', 'list at least one quality')
  if (items_json.some(({ quality }) => quality === '')) throw refuse('items', 'each quality needs a name')
  if (new Set(items_json.map(({ quality }) => quality)).size < items_json.length)
    throw refuse('items', 'each quality may be listed once')
  const allowed = items_json.filter((item) => item.allowed).map(({ quality }) => quality)
  if (allowed.length === 0) throw refuse('items', 'allow at least one quality')
  const until = cutoff.trim().toLowerCase()
  if (!allowed.includes(until)) throw refuse('cutoff', 'the cutoff is one of the allowed qualities')
  return { name: clean, name_key: nameKey(clean), is_upgrade_allowed: isUpgradeAllowed, cutoff: until, items_json }
}

const refuse = (what: string, message: string) => invalid(`quality-profile.${what}`, message)

async function orTaken<Result>(
  { dialect, transaction }: QualityProfileDeps,
  name: string,
  write: (trx: Trx) => Promise<Result>,
): Promise<Result> {
  try {
    return await transaction(write)
  } catch (error) {
    if (!dialect.isUniqueViolation(error)) throw error
    throw conflict('quality-profile.exists', `there is a quality profile called ${name} already`, error)
  }
}
