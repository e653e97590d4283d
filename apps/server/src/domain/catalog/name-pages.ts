import type { Db } from '#database/open.ts'
import { notFound } from '#kernel/errors.ts'
import { isShown } from './shown.ts'

/** More than any page shows well; the list of books, narrowed, shows the rest. */
const MOST = 500

export interface AuthorWorks {
  public_id: string
  name: string
  sort_name: string
  description: string | null
  book_count: number
  works: { id: number; roles: string[]; publication_date: string | null }[]
}

/** A person with the books that they have a hand in, by series, then by title. @throws not-found */
export async function readAuthorWorks(db: Db, publicId: string): Promise<AuthorWorks> {
  const author = await db
    .selectFrom('authors')
    .select(['id', 'public_id', 'name', 'sort_name', 'description', 'book_count'])
    .where('public_id', '=', publicId)
    .where('is_library_visible', '=', true)
    .executeTakeFirst()
  if (!author) throw notFound('author', publicId)
  const rows = await db
    .selectFrom('book_creators as c')
    .innerJoin('books as b', 'b.id', 'c.book_id')
    .select(['b.id', 'c.role', 'b.publication_date'])
    .where('c.author_id', '=', author.id)
    .where(isShown('b'))
    .orderBy('b.sort_series')
    .orderBy('b.sort_title')
    .orderBy('b.id')
    .limit(MOST)
    .execute()
  const works = [...Map.groupBy(rows, ({ id }) => id)].map(([id, roles]) => ({
    id,
    roles: roles.map(({ role }) => role),
    publication_date: roles[0]?.publication_date ?? null,
  }))
  return { ...author, works }
}

export interface SeriesVolumes {
  public_id: string
  name: string
  description: string | null
  book_count: number
  authors: { public_id: string; name: string }[]
  volumes: { id: number; position: string | null }[]
  gaps: number[]
}

/** A series with its books in order. @throws not-found */
export async function readSeriesVolumes(db: Db, publicId: string): Promise<SeriesVolumes> {
  const series = await db
    .selectFrom('series')
    .select(['id', 'public_id', 'name', 'description', 'book_count'])
    .where('public_id', '=', publicId)
    .executeTakeFirst()
  if (!series) throw notFound('series', publicId)
  const volumes = await db
    .selectFrom('book_series as e')
    .innerJoin('books as b', 'b.id', 'e.book_id')
    .select(['b.id', 'e.position', 'e.position_sort'])
    .where('e.series_id', '=', series.id)
    .where(isShown('b'))
    .orderBy((e) => e.case().when('e.position_sort', 'is', null).then(1).else(0).end())
    .orderBy('e.position_sort')
    .orderBy('b.sort_title')
    .orderBy('b.id')
    .limit(MOST)
    .execute()
  const authors = await db
    .selectFrom('book_creators as c')
    .innerJoin('authors as a', 'a.id', 'c.author_id')
    .select(['a.public_id', 'a.name'])
    .distinct()
    .where('c.role', '=', 'author')
    .where(
      'c.book_id',
      'in',
      volumes
        .slice(0, 50)
        .map(({ id }) => id)
        .concat(0),
    )
    .orderBy('a.name')
    .limit(10)
    .execute()
  return { ...series, authors, volumes, gaps: gapsOf(volumes.map(({ position_sort }) => position_sort)) }
}

/** More missing numbers than this are no gaps but years, or a mistake. */
const MOST_GAPS = 60

/** Whole numbers from 1 to the last position which no book has: all that the positions themselves tell. */
export function gapsOf(positions: readonly (number | null)[]): number[] {
  const there = new Set(positions.filter((position) => position !== null).map(Math.floor))
  const last = Math.max(0, ...there)
  const gaps: number[] = []
  for (let number = 1; number < last; number++) {
    if (!there.has(number)) gaps.push(number)
    if (gaps.length > MOST_GAPS) return []
  }
  return gaps
}
