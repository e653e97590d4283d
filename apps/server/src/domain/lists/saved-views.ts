import type { Database, Db, Transaction } from '#database/open.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { conflict, invalid, notFound } from '#kernel/errors.ts'
import { nameKey, normaliseName } from '#kernel/text.ts'

/** More of them nobody finds again, and each stands in a sidebar. */
const MOST = 100

export interface SavedView {
  public_id: string
  name: string
  view_json: Record<string, unknown>
}

export interface ViewDeps {
  database: Pick<Database, 'dialect'>
  transaction: Transaction
  clock: Clock
}

export interface ViewInput {
  userId: number
  name: string
  view: Record<string, unknown>
}

const COLUMNS = ['public_id', 'name', 'view_json'] as const

/** The views that somebody has named, by name. */
export const listViews = (db: Db, userId: number): Promise<SavedView[]> =>
  db.selectFrom('saved_views').select(COLUMNS).where('user_id', '=', userId).orderBy('name_key').limit(MOST).execute()

/**
 * Keeps a view under a name.
 * @throws invalid for a blank name, conflict for one that is taken or where there are too many
 */
export function saveView({ database, transaction, clock }: ViewDeps, input: ViewInput): Promise<SavedView> {
  const { dialect } = database
  const now = instant(clock.now())
  const columns = columnsOf(input)
  return named(dialect, columns.name, () =>
    transaction(async (trx) => {
      const { n } = await trx
        .selectFrom('saved_views')
        .select((e) => e.fn.countAll<number>().as('n'))
        .where('user_id', '=', input.userId)
        .executeTakeFirstOrThrow()
      if (n >= MOST) throw conflict('view.many', `${MOST} views are kept; delete one that is no longer needed`)
      return trx
        .insertInto('saved_views')
        .values({
          ...columns,
          public_id: dialect.newPublicId(),
          user_id: input.userId,
          created_at: now,
          updated_at: now,
        })
        .returning(COLUMNS)
        .executeTakeFirstOrThrow()
    }),
  )
}

/**
 * Gives a view another name or another content.
 * @throws invalid, conflict as saveView; not-found, also for a view of somebody else
 */
export async function replaceView(
  { database, transaction, clock }: ViewDeps,
  viewId: string,
  input: ViewInput,
): Promise<SavedView> {
  const columns = { ...columnsOf(input), updated_at: instant(clock.now()) }
  const view = await named(database.dialect, columns.name, () =>
    transaction((trx) =>
      trx
        .updateTable('saved_views')
        .set(columns)
        .where('public_id', '=', viewId)
        .where('user_id', '=', input.userId)
        .returning(COLUMNS)
        .executeTakeFirst(),
    ),
  )
  if (!view) throw notFound('view', viewId)
  return view
}

/** @throws not-found, also for a view of somebody else */
export async function deleteView(
  { transaction }: Pick<ViewDeps, 'transaction'>,
  { userId, viewId }: { userId: number; viewId: string },
): Promise<void> {
  const { numDeletedRows } = await transaction((trx) =>
    trx.deleteFrom('saved_views').where('public_id', '=', viewId).where('user_id', '=', userId).executeTakeFirst(),
  )
  if (numDeletedRows === 0n) throw notFound('view', viewId)
}

function columnsOf({ name: given, view }: ViewInput) {
  const name = normaliseName(given)
  if (name === '') throw invalid('view.name', 'a view needs a name')
  return { name, name_key: nameKey(name), view_json: view }
}

async function named<Result>(
  dialect: Database['dialect'],
  name: string,
  write: () => Promise<Result>,
): Promise<Result> {
  try {
    return await write()
  } catch (error) {
    if (!dialect.isUniqueViolation(error)) throw error
    throw conflict('view.exists', `there is a view called ${name} already; choose another name`)
  }
}
