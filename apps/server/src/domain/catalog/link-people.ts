import type { Dialect } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'
import { nameKey } from '#kernel/text.ts'
import { uniqueBy } from '#kernel/unique.ts'
import { positionNumber } from './new-book-rows.ts'
import type { NewWork } from './new-file.ts'
import { ensureAuthors, ensureSeries } from './people.ts'

export interface WorkOfBook {
  bookId: number
  work: NewWork
}

/** Links people, series and identifiers to books that have none yet; a fixed number of statements. */
export async function linkPeople(trx: Trx, dialect: Dialect, placed: WorkOfBook[], now: string) {
  const authors = await ensureAuthors(
    trx,
    dialect,
    placed.flatMap(({ work }) => work.creators),
    now,
  )
  const series = await ensureSeries(
    trx,
    dialect,
    placed.flatMap(({ work }) => work.series.map((s) => s.name)),
    now,
  )
  const links = placed.flatMap(({ work, bookId }) =>
    uniqueBy(work.creators, (c) => `${nameKey(c.name)}|${c.role}`).map((creator, position) => ({
      book_id: bookId,
      author_id: authors.get(nameKey(creator.name)) ?? 0,
      role: creator.role,
      position,
    })),
  )
  const unique = uniqueBy(links, (link) => `${link.book_id}|${link.author_id}|${link.role}`)
  if (unique.length > 0) await trx.insertInto('book_creators').values(unique).execute()
  const places = placed.flatMap(({ work, bookId }) =>
    uniqueBy(work.series, (s) => nameKey(s.name)).map(({ name, position }, index) => ({
      book_id: bookId,
      series_id: series.get(nameKey(name)) ?? 0,
      position,
      position_sort: positionNumber(position),
      is_primary: index === 0,
    })),
  )
  if (places.length > 0) await trx.insertInto('book_series').values(places).execute()
  const identifiers = placed.flatMap(({ work, bookId }) =>
    uniqueBy(work.identifiers, (id) => `${id.scheme}|${id.value}`).map((id) => ({ book_id: bookId, ...id })),
  )
  if (identifiers.length > 0) await trx.insertInto('book_identifiers').values(identifiers).execute()
}
