import type { Selectable } from 'kysely'
import type { Db, Transaction } from '#database/open.ts'
import type { CustomFormats } from '#database/schema.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { invalid, notFound } from '#kernel/errors.ts'
import { nameKey, normaliseName } from '#kernel/text.ts'
import type { CustomFormatCondition } from './custom-formats.ts'

export type CustomFormatRow = Selectable<CustomFormats>

export interface CustomFormatInput {
  name: string
  conditions: readonly CustomFormatCondition[]
}

export interface CustomFormatDeps {
  transaction: Transaction
  clock: Clock
}

/** All custom formats, by name. */
export async function listCustomFormats(db: Db): Promise<CustomFormatRow[]> {
  const rows = await db.selectFrom('custom_formats').selectAll().orderBy('id').execute()
  const keyed = rows.map((row) => ({ row, key: nameKey(row.name) }))
  return keyed.sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0)).map(({ row }) => row)
}

/** @throws not-found */
export async function getCustomFormat(db: Db, id: number): Promise<CustomFormatRow> {
  const found = await db.selectFrom('custom_formats').selectAll().where('id', '=', id).executeTakeFirst()
  if (!found) throw notFound('custom format', id)
  return found
}

/** Conditions are taken as they are; one that nobody understands is never met. @throws invalid without a name */
export function addCustomFormat({ transaction, clock }: CustomFormatDeps, input: CustomFormatInput) {
  const columns = columnsOf(input)
  return transaction((trx) =>
    trx
      .insertInto('custom_formats')
      .values({ ...columns, created_at: instant(clock.now()) })
      .returningAll()
      .executeTakeFirstOrThrow(),
  )
}

/** @throws invalid without a name; not-found */
export function replaceCustomFormat(
  { transaction }: Pick<CustomFormatDeps, 'transaction'>,
  id: number,
  input: CustomFormatInput,
) {
  const columns = columnsOf(input)
  return transaction(async (trx) => {
    const row = await trx
      .updateTable('custom_formats')
      .set(columns)
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst()
    if (!row) throw notFound('custom format', id)
    return row
  })
}

/** Deletes it where it is there. */
export async function deleteCustomFormat({ transaction }: Pick<CustomFormatDeps, 'transaction'>, id: number) {
  await transaction((trx) => trx.deleteFrom('custom_formats').where('id', '=', id).execute())
}

function columnsOf({ name, conditions }: CustomFormatInput) {
  const clean = normaliseName(name)
  if (clean === '') throw invalid('custom-format.name', 'give the custom format a name')
  return { name: clean, conditions_json: [...conditions] }
}
