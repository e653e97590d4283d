import { sql } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import type { BookLists } from '#domain/catalog/book-lists.ts'
import { isShown } from '#domain/catalog/shown.ts'
import type { BookCard, ReadCards } from './book-cards.ts'
import { findNextVolumes, type NextVolume } from './next-in-series.ts'
import { likelyBooks } from './recommend.ts'

interface FileToRead {
  id: string
  format: string
  media: 'ebook' | 'audiobook'
}

export interface Home {
  continueReading: (BookCard & { lastReadAt: string; file: FileToRead | null })[]
  nextInSeries: (BookCard & { nextIn: NextVolume['series'] })[]
  likely: BookCard[]
  recentlyAdded: BookCard[]
}

const MOST = 18

interface Deps {
  db: Db
  dialect: Dialect
  lists: BookLists
  readCards: ReadCards
}

/** What a reader may want to read now. */
export async function readHome({ db, dialect, lists, readCards }: Deps, userId: number): Promise<Home> {
  const [opened, volumes, likely, added] = await Promise.all([
    findBeingRead({ db, dialect }, userId),
    findNextVolumes(db, userId, MOST),
    likelyBooks(db, userId, 2 * MOST),
    lists.page({ order: 'added', direction: 'desc', offset: 0, limit: MOST }),
  ])
  const following = new Set(volumes.map(({ bookId }) => bookId))
  const others = likely.filter((id) => !following.has(id)).slice(0, MOST)
  const ids = new Set([...opened.map(({ bookId }) => bookId), ...following, ...others, ...added.ids])
  const cards = new Map((await readCards([...ids], userId)).map((card) => [card.id, card]))
  const withCard = <Extra extends object>(bookId: number, extra: Extra): (BookCard & Extra)[] => {
    const card = cards.get(bookId)
    return card ? [{ ...card, ...extra }] : []
  }
  return {
    continueReading: opened.flatMap(({ bookId, lastReadAt, file_json: [file = null] }) =>
      withCard(bookId, { lastReadAt, file }),
    ),
    nextInSeries: volumes.flatMap(({ bookId, series }) => withCard(bookId, { nextIn: series })),
    likely: others.flatMap((id) => withCard(id, {})),
    recentlyAdded: added.ids.flatMap((id) => withCard(id, {})),
  }
}

interface BeingRead {
  bookId: number
  lastReadAt: string
  file_json: FileToRead[]
}

/** Books that somebody is in, last read first, each with the file to go on in. */
async function findBeingRead({ db, dialect }: Pick<Deps, 'db' | 'dialect'>, userId: number): Promise<BeingRead[]> {
  const lastRead = sql`coalesce(p.updated_at, s.state_at)`
  const file = sql`(select f.public_id as id, f.file_type as format, f.media from book_files as f
    where f.book_id = s.book_id and f.missing_since is null
    order by case when f.id = e.file_id then 0 when f.file_type in ('epub', 'kepub') then 1 else 2 end, f.id limit 1)`
  const { rows } = await sql<BeingRead>`
    select s.book_id as "bookId", ${lastRead} as "lastReadAt",
      ${dialect.nested(['id', 'format', 'media'], file)} as file_json
    from reading_states as s join books as b on b.id = s.book_id
      left join reading_places as p on p.user_id = s.user_id and p.book_id = s.book_id
      left join reading_events as e on e.id = p.event_id
    where s.user_id = ${userId} and s.state = 'reading' and ${isShown('b')}
    order by ${lastRead} desc, s.book_id desc limit ${MOST}`.execute(db)
  return rows
}
