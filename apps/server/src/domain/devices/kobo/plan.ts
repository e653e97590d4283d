import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import type { KoboPlan } from '#database/schema.ts'
import { parseIds } from '#domain/catalog/book-set.ts'
import { REVISION_MARGIN } from '#domain/catalog/shown-revision.ts'
import { type BookFacts, isOtherFile, readBookFacts } from './book-facts.ts'
import type { KoboCaller, KoboDevice } from './caller.ts'
import { isEligible } from './eligible.ts'
import { stateRevision } from './state-revision.ts'

export interface PlanDeps {
  db: Db
  dialect: Dialect
}

const COMPARED_AT_ONCE = 500
const ON_READER: RawBuilder<SqlBool> = sql`l.state in ('held', 'downloaded')`

export const EMPTY_PLAN: KoboPlan = { removed: [], fresh: [], changed: [], told: [] }

export const isEmptyPlan = (plan: KoboPlan) => Object.values(plan).every((ids) => ids.length === 0)

/**
 * The difference between what belongs on a device and what it was told (device contract B.7). Parts whose ground has not changed since
 * nothing was to be told are left out.
 * @returns also the books whose facts the device has in some form that is not known here; they count as known from now on
 * @param isRecentFirst books that are being read come first among the new ones
 */
export async function makePlan(
  deps: PlanDeps,
  caller: KoboCaller,
  device: KoboDevice,
  { isRecentFirst }: { isRecentFirst: boolean },
): Promise<{ plan: KoboPlan; adopted: BookFacts[] }> {
  const { current, settings } = caller
  const { settled_json: settled } = device
  const isCatalogueOther =
    settled?.catalogue !== current.catalogue ||
    settled?.settings !== current.settings ||
    settled.scope !== current.scope
  const hasBooks = isCatalogueOther || (settings.scope === 'lists' && settled?.lists !== current.lists)
  const hasStates = hasBooks || settled?.reading !== current.reading
  const plan = { ...EMPTY_PLAN }
  const adopted: BookFacts[] = []
  if (hasBooks) {
    plan.removed = await removedBooks(deps, caller, device)
    const changes = await changedBooks(deps, caller, device)
    plan.changed = changes.changed
    plan.fresh = [...(await freshBooks(deps, caller, device, isRecentFirst)), ...changes.resent]
    adopted.push(...changes.adopted)
  }
  if (hasStates && settings.two_way_progress) plan.told = await newerStates(deps, caller, device)
  return { plan, adopted }
}

async function idsOf({ db, dialect }: PlanDeps, query: RawBuilder<unknown>): Promise<number[]> {
  const { rows } = await dialect.joined('id', query).execute(db)
  return [...parseIds(rows[0]?.ids ?? null)]
}

/** What the device was told of and does not belong on it any more. */
const removedBooks = (deps: PlanDeps, caller: KoboCaller, device: KoboDevice) =>
  idsOf(
    deps,
    sql`(select l.id from kobo_ledger as l left join books as b on b.id = l.book_id
      where l.device_id = ${device.id} and l.state in ('offered', 'held', 'downloaded')
        and (b.id is null or not (${isEligible('b', caller)})) order by l.id)`,
  )

/** What belongs on the device and is not there: what was offered and did not arrive, too, and what came back onto a list after it was removed. */
function freshBooks(deps: PlanDeps, caller: KoboCaller, device: KoboDevice, isRecentFirst: boolean) {
  const isThere = sql`exists (select 1 from kobo_ledger as l where l.device_id = ${device.id} and l.book_id = b.id
    and (${ON_READER} or (l.state = 'removed_by_user' and not ${isListedAgain(caller)})))`
  const isBeingRead = sql`(case when exists (select 1 from reading_states as s
    where s.user_id = ${caller.principal.userId} and s.book_id = b.id and s.state = 'reading') then 0 else 1 end)`
  const order = sql`b.created_at desc, b.id desc`
  return idsOf(
    deps,
    sql`(select b.id from books as b where ${isEligible('b', caller)} and not ${isThere}
      order by ${isRecentFirst ? sql`${isBeingRead}, ${order}` : order})`,
  )
}

const isListedAgain = ({ tokenId, settings }: KoboCaller): RawBuilder<SqlBool> =>
  settings.scope === 'lists'
    ? sql`exists (select 1 from kobo_token_lists as tl join reading_list_books as m on m.list_id = tl.list_id
        where tl.token_id = ${tokenId} and tl.is_scope = 1 and m.book_id = l.book_id and m.added_at > l.removed_at)`
    : sql`1 = 0`

interface Compared {
  id: number
  content_fp: string | null
  meta_fp: string | null
  cover_fp: string | null
}

/** Books on the device whose facts, cover or file are others than it knows. What is not known of it is taken as known. */
async function changedBooks(deps: PlanDeps, { settings }: KoboCaller, device: KoboDevice) {
  const changed: number[] = []
  const resent: number[] = []
  const adopted: BookFacts[] = []
  const since = device.settled_json ? device.settled_json.catalogue - REVISION_MARGIN : -1
  const candidates = await idsOf(
    deps,
    sql`(select b.id from books as b join kobo_ledger as l on l.book_id = b.id and l.device_id = ${device.id}
      where b.shown_revision > ${since} and ${ON_READER} order by b.id)`,
  )
  for (let at = 0; at < candidates.length; at += COMPARED_AT_ONCE) {
    const ids = candidates.slice(at, at + COMPARED_AT_ONCE)
    const known = await knownOf(deps, device.id, ids)
    for (const book of await readBookFacts(deps.db, deps.dialect, settings, ids)) {
      const before = known.get(book.id)
      if (!before) continue
      if (before.meta_fp === null) adopted.push(book)
      const isOther = (a: string | null, b: string) => a !== null && a !== b
      if (settings.on_file_change === 'resend' && isOtherFile(before.content_fp, book.file.fingerprint))
        resent.push(book.id)
      else if (isOther(before.meta_fp, book.fingerprint) || isOther(before.cover_fp, String(book.coverNumber))) {
        changed.push(book.id)
      }
    }
  }
  return { changed, resent, adopted }
}

async function knownOf({ db, dialect }: PlanDeps, deviceId: number, ids: number[]): Promise<Map<number, Compared>> {
  const rows = await db
    .selectFrom('kobo_ledger')
    .select(['book_id', 'content_fp', 'meta_fp', 'cover_fp'])
    .where('device_id', '=', deviceId)
    .where(dialect.isAmong('book_id', ids))
    .execute()
  return new Map(rows.flatMap(({ book_id: id, ...row }) => (id === null ? [] : [[id, { id, ...row }] as const])))
}

/** Books on the device that somebody was in elsewhere since it was told, or whose place it lost. */
function newerStates(deps: PlanDeps, { principal }: KoboCaller, device: KoboDevice) {
  const { userId } = principal
  return idsOf(
    deps,
    sql`(select l.id from kobo_ledger as l
      left join reading_places as p on p.user_id = ${userId} and p.book_id = l.book_id
      left join reading_states as s on s.user_id = ${userId} and s.book_id = l.book_id
      where l.device_id = ${device.id} and ${ON_READER}
        and l.book_id in (select book_id from reading_places where user_id = ${userId}
          union select book_id from reading_states where user_id = ${userId})
        and (l.has_latch = 1 or coalesce(l.state_rev, '') <> ${stateRevision})
      order by l.id)`,
  )
}
