import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import type { BookCardFacts, KoboLedgerState } from '#database/schema.ts'
import { isShownTo, type OwnerScope } from '#domain/catalog/owner-scope.ts'
import { invalid, notFound } from '#kernel/errors.ts'
import { readBookFacts } from './book-facts.ts'
import { isChosen, isEligible, isSendable, type Receiver } from './eligible.ts'
import { type KoboSettings, MANY_BOOKS, readSettings } from './settings.ts'
import { type KoboToken, listTokens } from './tokens.ts'

/** How a book stands to a reader; see the endpoints of the web app. */
export type Standing = 'waiting' | 'held' | 'downloaded' | 'removed' | 'never'
export type Reason =
  | 'removed-on-reader'
  | 'no-file'
  | 'file-missing'
  | 'format-not-sent'
  | 'not-on-a-list'
  | 'not-in-a-library'

export interface DeviceOverview {
  publicId: string
  model: string
  firmware: string
  lastSeenAt: string
  lastSyncAt: string | null
  held: number
  downloaded: number
  waiting: number
  removed: number
}

export interface ReaderOverview {
  token: KoboToken
  settings: KoboSettings
  eligible: number
  isTooMany: boolean
  devices: DeviceOverview[]
}

export interface StandingDeps {
  db: Db
  dialect: Dialect
}

/** Whose readers they are, and what that account sees. */
export interface ReaderOwner {
  userId: number
  scope: OwnerScope
}

const receiverOf = ({ id, settings_json }: KoboToken, scope: OwnerScope): Receiver => ({
  tokenId: id,
  scope,
  settings: settings_json,
})

/** The Kobo readers of somebody with what they hold, newest first. */
export const readersOf = async (deps: StandingDeps, { userId, scope }: ReaderOwner): Promise<ReaderOverview[]> =>
  Promise.all((await listTokens(deps.db, userId)).map((token) => overviewOf(deps, token, scope)))

/** One reader with what its devices hold. */
export async function overviewOf({ db }: StandingDeps, token: KoboToken, scope: OwnerScope): Promise<ReaderOverview> {
  const receiver = receiverOf(token, scope)
  const { eligible } = await db
    .selectFrom('books as b')
    .select((e) => e.fn.countAll<number>().as('eligible'))
    .where(isEligible('b', receiver))
    .executeTakeFirstOrThrow()
  const rows = await db
    .selectFrom('kobo_devices as d')
    .select(['d.id', 'd.public_id', 'd.model', 'd.firmware', 'd.last_seen_at', 'd.last_sync_at'])
    .select(inState('held').as('held'))
    .select(inState('downloaded').as('downloaded'))
    .select(inState('removed_by_user').as('removed'))
    .select(
      sql<number>`(select count(*) from kobo_ledger as l join books as b on b.id = l.book_id
        where l.device_id = d.id and l.state in ('held', 'downloaded', 'removed_by_user') and ${isEligible('b', receiver)})`.as(
        'known',
      ),
    )
    .where('d.token_id', '=', token.id)
    .orderBy('d.last_seen_at', 'desc')
    .execute()
  return {
    token,
    settings: await readSettings(db, token),
    eligible: Number(eligible),
    isTooMany: token.settings_json.scope === 'all' && Number(eligible) > MANY_BOOKS,
    devices: rows.map((row) => ({
      publicId: row.public_id,
      model: row.model,
      firmware: row.firmware,
      lastSeenAt: row.last_seen_at,
      lastSyncAt: row.last_sync_at,
      held: Number(row.held) + Number(row.downloaded),
      downloaded: Number(row.downloaded),
      waiting: Math.max(0, Number(eligible) - Number(row.known)),
      removed: Number(row.removed),
    })),
  }
}

const inState = (state: KoboLedgerState) =>
  sql<number>`(select count(*) from kobo_ledger where device_id = d.id and state = ${sql.lit(state)})`

export interface BookStanding {
  publicId: string
  title: string
  authors: string[]
  cover: string | null
  standing: Standing
  reason: Reason | null
  format: string | null
  note: string | null
}

interface Row {
  id: number
  public_id: string
  title: string
  card_json: BookCardFacts
  cover: string | null
  created_at: string
  state: KoboLedgerState | null
  is_in_scope: boolean
  has_file: boolean
  has_present_file: boolean
  has_sendable_file: boolean
}

const PAGE = 50

/**
 * Books by how they stand to a device of a token, the newest first.
 * @param device public id; the one that was seen last unless given
 * @param before `next` of the page before
 * @throws not-found for the device, invalid for a `before` that is none
 */
export async function listStandings(
  deps: StandingDeps,
  token: KoboToken,
  scope: OwnerScope,
  { standing, device, before }: { standing: Standing; device?: string | undefined; before?: string | undefined },
): Promise<{ items: BookStanding[]; next: string | null }> {
  const deviceId = await deviceKey(deps, token, device)
  const [, at, id] = /^([\dT:.Z-]{24})_(\d{1,10})$/.exec(before ?? '') ?? []
  if (before !== undefined && !id) throw invalid('kobo.before', '`before` must be the `next` of a page')
  let books = booksFor(deps, receiverOf(token, scope), deviceId)
    .where(conditionOf(standing, receiverOf(token, scope)))
    .orderBy('b.created_at', 'desc')
    .orderBy('b.id', 'desc')
    .limit(PAGE + 1)
  if (at && id) books = books.where((e) => e(e.refTuple('b.created_at', 'b.id'), '<', e.tuple(at, Number(id))))
  const rows: Row[] = await books.execute()
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  return {
    items: await describe(deps, token, shown),
    next: rows.length > PAGE && last ? `${last.created_at}_${last.id}` : null,
  }
}

/** How a book stands to every reader of somebody; no word of a book that this account does not see. */
export async function standingsOfBook(
  deps: StandingDeps,
  { userId, scope }: ReaderOwner,
  bookId: number,
): Promise<{ token: KoboToken; book: BookStanding }[]> {
  const standings: { token: KoboToken; book: BookStanding }[] = []
  for (const token of await listTokens(deps.db, userId)) {
    const deviceId = await deviceKey(deps, token, undefined)
    const rows: Row[] = await booksFor(deps, receiverOf(token, scope), deviceId).where('b.id', '=', bookId).execute()
    const [book] = await describe(deps, token, rows)
    if (book) standings.push({ token, book })
  }
  return standings
}

/** 0 where none was seen yet: no row belongs to it. */
async function deviceKey({ db }: StandingDeps, token: KoboToken, publicId: string | undefined): Promise<number> {
  let devices = db.selectFrom('kobo_devices').select('id').where('token_id', '=', token.id)
  if (publicId !== undefined) devices = devices.where('public_id', '=', publicId)
  const row = await devices.orderBy('last_seen_at', 'desc').limit(1).executeTakeFirst()
  if (!row && publicId !== undefined) throw notFound('device', publicId)
  return row?.id ?? 0
}

function booksFor({ db }: StandingDeps, receiver: Receiver, deviceId: number) {
  const file = (condition: RawBuilder<SqlBool>) =>
    sql<boolean>`exists (select 1 from book_files as f where f.book_id = b.id and ${condition})`
  return db
    .selectFrom('books as b')
    .leftJoin('kobo_ledger as l', (join) => join.onRef('l.book_id', '=', 'b.id').on('l.device_id', '=', deviceId))
    .select(['b.id', 'b.public_id', 'b.title', 'b.card_json', 'b.cover', 'b.created_at', 'l.state'])
    .select(sql<boolean>`(case when ${isChosen('b', receiver)} then 1 else 0 end)`.as('is_in_scope'))
    .select(file(sql`1 = 1`).as('has_file'))
    .select(file(sql`f.missing_since is null`).as('has_present_file'))
    .select(file(isSendable('f', receiver.settings)).as('has_sendable_file'))
    .where(isShownTo(receiver.scope, 'b'))
}

function conditionOf(standing: Standing, receiver: Receiver): RawBuilder<SqlBool> {
  const isAway = sql<SqlBool>`(l.state is null or l.state in ('offered', 'tombstoned'))`
  const eligible = isEligible('b', receiver)
  switch (standing) {
    case 'waiting':
      return sql`${isAway} and ${eligible}`
    case 'never':
      return sql`${isAway} and not (${eligible})`
    case 'removed':
      return sql`l.state = 'removed_by_user'`
    case 'held':
    case 'downloaded':
      return sql`l.state = ${sql.lit(standing)}`
  }
}

async function describe({ db, dialect }: StandingDeps, token: KoboToken, rows: Row[]): Promise<BookStanding[]> {
  const ids = rows.map(({ id }) => id)
  const facts = new Map(
    (await readBookFacts(db, dialect, token.settings_json, ids)).map((book) => [book.id, book.file]),
  )
  return rows.map((row) => {
    const standing = standingOf(row)
    const file = standing === 'never' ? undefined : facts.get(row.id)
    return {
      publicId: row.public_id,
      title: row.title,
      authors: row.card_json.authors ?? [],
      cover: row.cover,
      standing,
      reason: reasonOf(row, standing, token),
      format: file?.format ?? null,
      note: file?.note ?? null,
    }
  })
}

function standingOf({ state, is_in_scope, has_sendable_file }: Row): Standing {
  if (state === 'removed_by_user') return 'removed'
  if (state === 'held' || state === 'downloaded') return state
  return is_in_scope && has_sendable_file ? 'waiting' : 'never'
}

function reasonOf(row: Row, standing: Standing, { settings_json }: KoboToken): Reason | null {
  if (standing === 'removed') return 'removed-on-reader'
  if (standing !== 'never') return null
  if (!row.has_file) return 'no-file'
  if (!row.has_present_file) return 'file-missing'
  if (!row.has_sendable_file) return 'format-not-sent'
  return settings_json.scope === 'lists' ? 'not-on-a-list' : 'not-in-a-library'
}
