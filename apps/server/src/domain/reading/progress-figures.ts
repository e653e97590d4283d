import { sql } from 'kysely'
import type { Db } from '#database/open.ts'
import { currentStreak, dayOf } from './reading-days.ts'

export interface InProgress {
  /** Null for a document of a KOReader that is no book here. */
  bookId: number | null
  /** What the device calls it, the name of the file, or the title. */
  document: string
  fraction: number
  device: string | null
  /** When it was last read. */
  at: string
  /** At the pace so far; null where that says nothing. */
  minutesLeft: number | null
}

export interface ProgressFigures {
  currentStreak: number
  tracked: number
  finished: number
  /** Last read first. */
  inProgress: InProgress[]
}

/** From here on a document of which nothing else is known is finished (library contract 25.3). */
export const FINISHED_DOCUMENT = 0.99
/** Nobody reads more at a time. */
const MOST = 500

type Row = Omit<InProgress, 'minutesLeft'> & { since: string }

/** What somebody reads and has read, on all devices. */
export async function readProgressFigures(db: Db, userId: number, now: string): Promise<ProgressFigures> {
  const [streak, ofBooks, ofDocuments, books, documents] = await Promise.all([
    currentStreak(db, userId, dayOf(now)),
    countBooks(db, userId),
    countDocuments(db, userId),
    booksInProgress(db, userId),
    documentsInProgress(db, userId),
  ])
  return {
    currentStreak: streak,
    tracked: ofBooks.tracked + ofDocuments.tracked,
    finished: ofBooks.finished + ofDocuments.finished,
    inProgress: [...books, ...documents]
      .sort((a, b) => (a.at < b.at ? 1 : -1))
      .map(({ since, ...row }) => ({ ...row, minutesLeft: minutesLeft(row.fraction, since, row.at) })),
  }
}

async function countBooks(db: Db, userId: number): Promise<Counts> {
  const { rows } = await sql<Counts>`
    select count(*) as tracked, coalesce(sum(t.is_finished), 0) as finished
    from (select k.book_id, max(k.is_finished) as is_finished from (
        select p.book_id, 0 as is_finished from reading_places as p where p.user_id = ${userId}
        union all select s.book_id, case when s.state = 'finished' then 1 else 0 end from reading_states as s
          where s.user_id = ${userId} and s.state <> 'unread') as k group by k.book_id) as t
      join books as b on b.id = t.book_id
    where b.deleted_at is null`.execute(db)
  return countsOf(rows[0])
}

async function countDocuments(db: Db, userId: number): Promise<Counts> {
  const { rows } = await sql<Counts>`
    select count(*) as tracked,
      coalesce(sum(case when percentage >= ${FINISHED_DOCUMENT} then 1 else 0 end), 0) as finished
    from kosync_documents where user_id = ${userId} and book_id is null`.execute(db)
  return countsOf(rows[0])
}

interface Counts {
  tracked: number
  finished: number
}

const countsOf = (row: Counts | undefined): Counts => ({
  tracked: Number(row?.tracked ?? 0),
  finished: Number(row?.finished ?? 0),
})

async function booksInProgress(db: Db, userId: number): Promise<Row[]> {
  const named = sql`(select d.document from kosync_documents as d where d.event_id = p.event_id limit 1)`
  const begun = sql`(select max(r.started_at) from read_throughs as r
    where r.user_id = p.user_id and r.book_id = p.book_id)`
  const since = sql`(select min(e.at) from reading_events as e
    where e.user_id = p.user_id and e.book_id = p.book_id and e.at >= coalesce(${begun}, ''))`
  const { rows } = await sql<Row>`
    select p.book_id as "bookId", coalesce(${named}, f.file_name, b.title) as document, p.fraction, p.device,
      p.updated_at as at, coalesce(${since}, p.updated_at) as since
    from reading_places as p join books as b on b.id = p.book_id
      join reading_states as s on s.user_id = p.user_id and s.book_id = p.book_id
      left join reading_events as v on v.id = p.event_id left join book_files as f on f.id = v.file_id
    where p.user_id = ${userId} and s.state = 'reading' and b.deleted_at is null
      and p.fraction > 0 and p.fraction < ${FINISHED_DOCUMENT}
    order by p.updated_at desc, p.book_id limit ${MOST}`.execute(db)
  return rows
}

async function documentsInProgress(db: Db, userId: number): Promise<Row[]> {
  const rows = await db
    .selectFrom('kosync_documents')
    .select(['document', 'percentage as fraction', 'device', 'updated_at as at', 'created_at as since'])
    .where('user_id', '=', userId)
    .where('book_id', 'is', null)
    .where('percentage', '>', 0)
    .where('percentage', '<', FINISHED_DOCUMENT)
    .orderBy('updated_at', 'desc')
    .limit(MOST)
    .execute()
  return rows.map((row) => ({ ...row, bookId: null }))
}

const SHORTEST_MINUTES = 5
const LONGEST_MINUTES = 30 * 24 * 60

/** How long the rest takes if it goes on as so far; null where that was too short or too long to say (25.3). */
export function minutesLeft(fraction: number, since: string, at: string): number | null {
  const minutes = (Date.parse(at) - Date.parse(since)) / 60_000
  if (fraction <= 0.01 || minutes < SHORTEST_MINUTES || minutes > LONGEST_MINUTES) return null
  return Math.round(((1 - fraction) / fraction) * minutes)
}
