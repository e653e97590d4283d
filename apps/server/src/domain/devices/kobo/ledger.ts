import { type Insertable, sql } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Transaction, Trx } from '#database/open.ts'
import type { KoboLedger } from '#database/schema.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import type { BookFacts } from './book-facts.ts'
import { unsettle } from './unsettle.ts'

/** Which page of which sync. */
export interface IssuedPage {
  sessionId: number
  page: number
}

const NOT_ISSUED = {
  issue_session_id: null,
  issue_page: null,
  issue_kind: null,
  issue_format: null,
  issue_content_fp: null,
  issue_meta_fp: null,
  issue_cover_fp: null,
  issue_state_rev: null,
} as const

/** What was sent becomes what the device has. */
const ACKNOWLEDGED = {
  state: sql<
    KoboLedger['state']
  >`case issue_kind when 'removed' then 'tombstoned' when 'new' then 'held' else state end`,
  format: sql<string>`coalesce(issue_format, format)`,
  content_fp: sql<string | null>`coalesce(issue_content_fp, content_fp)`,
  meta_fp: sql<string | null>`coalesce(issue_meta_fp, meta_fp)`,
  cover_fp: sql<string | null>`coalesce(issue_cover_fp, cover_fp)`,
  state_rev: sql<string | null>`case issue_kind when 'new' then issue_state_rev else state_rev end`,
  ...NOT_ISSUED,
}

/** A device came back with the cursor of a page: what stood in that page and those before it has arrived. */
export async function acknowledgePages(trx: Trx, { sessionId, page }: IssuedPage): Promise<void> {
  await trx
    .updateTable('kobo_ledger')
    .set(ACKNOWLEDGED)
    .where('issue_session_id', '=', sessionId)
    .where('issue_page', '<=', page)
    .execute()
  await trx
    .updateTable('kobo_ledger')
    .set({ state_rev: sql`told_state_rev`, has_latch: false, told_session_id: null, told_page: null })
    .where('told_session_id', '=', sessionId)
    .where('told_page', '<=', page)
    .execute()
  await trx
    .deleteFrom('kobo_collections')
    .where('issue_session_id', '=', sessionId)
    .where('issue_page', '<=', page)
    .where('issue_fingerprint', 'is', null)
    .execute()
  await trx
    .updateTable('kobo_collections')
    .set({ fingerprint: sql`issue_fingerprint`, issue_session_id: null, issue_page: null, issue_fingerprint: null })
    .where('issue_session_id', '=', sessionId)
    .where('issue_page', '<=', page)
    .execute()
}

/** A device asks for a book, or tells of it: so it has it, whatever became of the page in which it stood. */
export async function acknowledgeBook(trx: Trx, deviceId: number, bookId: number): Promise<void> {
  await trx
    .updateTable('kobo_ledger')
    .set(ACKNOWLEDGED)
    .where('device_id', '=', deviceId)
    .where('book_id', '=', bookId)
    .where('issue_kind', '=', 'new')
    .execute()
}

/** Notes which books stand in a page as new, or changed; true from when the page is acknowledged. */
export async function issueBooks(
  trx: Trx,
  deviceId: number,
  { sessionId, page }: IssuedPage,
  kind: 'new' | 'changed',
  books: readonly (BookFacts & { revision: string })[],
  now: string,
): Promise<void> {
  if (books.length === 0) return
  const rows = books.map((book) => ({
    device_id: deviceId,
    book_id: book.id,
    entitlement_id: book.publicId,
    title: book.title,
    book_added_at: book.createdAt,
    state: 'offered' as const,
    has_latch: false,
    issue_session_id: sessionId,
    issue_page: page,
    issue_kind: kind,
    issue_format: kind === 'new' ? book.file.format : null,
    issue_content_fp: kind === 'new' ? book.file.fingerprint : null,
    issue_meta_fp: book.fingerprint,
    issue_cover_fp: String(book.coverNumber),
    issue_state_rev: kind === 'new' ? book.revision : null,
    updated_at: now,
  }))
  await trx
    .insertInto('kobo_ledger')
    .values(rows)
    .onConflict((c) =>
      c.columns(['device_id', 'entitlement_id']).doUpdateSet((e) => ({
        book_id: e.ref('excluded.book_id'),
        title: e.ref('excluded.title'),
        state: sql`case when kobo_ledger.state in ('held', 'downloaded') then kobo_ledger.state else 'offered' end`,
        issue_session_id: e.ref('excluded.issue_session_id'),
        issue_page: e.ref('excluded.issue_page'),
        issue_kind: e.ref('excluded.issue_kind'),
        issue_format: e.ref('excluded.issue_format'),
        issue_content_fp: e.ref('excluded.issue_content_fp'),
        issue_meta_fp: e.ref('excluded.issue_meta_fp'),
        issue_cover_fp: e.ref('excluded.issue_cover_fp'),
        issue_state_rev: e.ref('excluded.issue_state_rev'),
        updated_at: e.ref('excluded.updated_at'),
      })),
    )
    .execute()
}

/** Notes which books stand in a page as removed. */
export async function issueRemovals(
  trx: Trx,
  dialect: Dialect,
  { sessionId, page }: IssuedPage,
  ledgerIds: readonly number[],
): Promise<void> {
  if (ledgerIds.length === 0) return
  await trx
    .updateTable('kobo_ledger')
    .set({ ...NOT_ISSUED, issue_session_id: sessionId, issue_page: page, issue_kind: 'removed' })
    .where(dialect.isAmong('id', ledgerIds))
    .execute()
}

/** Notes which reading states stand in a page. */
export async function issueStates(
  trx: Trx,
  dialect: Dialect,
  { sessionId, page }: IssuedPage,
  states: readonly { ledgerId: number; revision: string }[],
): Promise<void> {
  if (states.length === 0) return
  const table = dialect.rows(
    states.map(({ ledgerId, revision }) => ({ id: ledgerId, revision })),
    { id: 'integer', revision: 'text' },
  )
  await sql`update kobo_ledger set told_session_id = ${sessionId}, told_page = ${page}, told_state_rev = d.revision
    from ${table} as d where kobo_ledger.id = d.id`.execute(trx)
}

/** Where a book stands with a device. */
export const findEntry = (db: Db | Trx, deviceId: number, entitlementId: string) =>
  db
    .selectFrom('kobo_ledger')
    .select(['id', 'book_id', 'entitlement_id', 'title', 'book_added_at', 'state'])
    .where('device_id', '=', deviceId)
    .where('entitlement_id', '=', entitlementId)
    .executeTakeFirst()

export interface LedgerDeps {
  transaction: Transaction
  clock: Clock
}

type LedgerBook = { id: number; publicId: string; title: string; createdAt: string }

interface Fetched {
  deviceId: number
  userId: number
  book: LedgerBook
  /** As what it was served, and the fingerprint of that. */
  format: string
  fingerprint: string
}

/** A device has fetched a book to its end. Where somebody is in it, the device has to be told the place again: it lost it with the file. */
export async function noteDownloaded({ transaction, clock }: LedgerDeps, fetched: Fetched): Promise<void> {
  const { deviceId, userId, book, format, fingerprint } = fetched
  const now = instant(clock.now())
  await transaction(async (trx) => {
    await acknowledgeBook(trx, deviceId, book.id)
    const opened = await trx
      .selectFrom('reading_places')
      .select('book_id')
      .where('user_id', '=', userId)
      .where('book_id', '=', book.id)
      .executeTakeFirst()
    const row = {
      state: 'downloaded' as const,
      format,
      content_fp: fingerprint,
      has_latch: opened !== undefined,
      told_session_id: null,
      downloaded_at: now,
      updated_at: now,
    }
    await putEntry(trx, deviceId, book, row)
    if (opened) await unsettle(trx, deviceId, 'states')
  })
}

interface Removed {
  deviceId: number
  book: LedgerBook
}

/** A book was taken off on the device: it stays off there, and everywhere else as it was. */
export async function noteRemoved({ transaction, clock }: LedgerDeps, removed: Removed): Promise<void> {
  const now = instant(clock.now())
  const { deviceId, book } = removed
  const row = { ...NOT_ISSUED, state: 'removed_by_user' as const, removed_at: now, has_latch: false, updated_at: now }
  await transaction(async (trx) => {
    await putEntry(trx, deviceId, book, row)
  })
}

/** Writes down how a device stands with a book, whether it was offered to it before or not. */
async function putEntry(
  trx: Trx,
  deviceId: number,
  { id, publicId, title, createdAt }: LedgerBook,
  row: Omit<Insertable<KoboLedger>, 'device_id' | 'book_id' | 'entitlement_id' | 'title' | 'book_added_at'>,
): Promise<void> {
  const offered = { device_id: deviceId, book_id: id, entitlement_id: publicId, title, book_added_at: createdAt }
  await trx
    .insertInto('kobo_ledger')
    .values({ ...offered, ...row })
    .onConflict((c) => c.columns(['device_id', 'entitlement_id']).doUpdateSet(row))
    .execute()
}
