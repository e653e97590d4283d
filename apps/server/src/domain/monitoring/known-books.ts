import type { Dialect } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'
import { comparePeople } from '#domain/metadata/author-identity.ts'
import { allIds } from '#domain/metadata/merge-works.ts'
import type { FoundWork } from '#domain/metadata/provider.ts'
import { dedupKey, mainKey } from '#domain/metadata/title-key.ts'
import type { KnownBook } from './match-known-book.ts'

/** A recorded book with what a refresh may fill in. */
export interface RecordedBook extends KnownBook {
  hasDescription: boolean
  hasLanguage: boolean
  hasSeries: boolean
  /** Who it stands under, where that is somebody else. */
  otherOwner: string | null
}

/** Recorded books of an author, by which works find theirs. */
export interface KnownBooks {
  /** The book that has any id of a work. */
  byId(work: FoundWork): RecordedBook | undefined
  /** Those that a work may be: by its ids, and unless that is not wanted by its title. */
  candidates(work: FoundWork, by: { title: boolean }): RecordedBook[]
}

/**
 * Reads the books of an author, and whatever has one of the ids, in a fixed number of statements. What somebody threw out
 * of the library counts as not wanted.
 * @param foreignIds of the works that are looked for
 */
export async function readKnownBooks(
  trx: Trx,
  dialect: Dialect,
  { authorId, foreignIds }: { authorId: number; foreignIds: readonly string[] },
): Promise<KnownBooks> {
  const rows = await trx
    .selectFrom('books as b')
    .leftJoin('authors as a', 'a.id', 'b.author_id')
    .select(['b.id', 'b.foreign_id', 'b.title', 'b.publication_date', 'b.isbn13', 'b.page_count', 'b.media_type'])
    .select(['b.is_excluded', 'b.deleted_at', 'b.cover', 'b.genres_json', 'b.average_rating', 'b.ratings_count'])
    .select(['b.locked_fields_json', 'b.author_id', 'b.language', 'a.author_name'])
    .select((e) => e('b.description', 'is not', null).as('has_description'))
    .where((e) =>
      e.or([
        e('b.author_id', '=', authorId),
        e('b.foreign_id', 'in', [...foreignIds, '']),
        e(
          'b.id',
          'in',
          e
            .selectFrom('book_source_ids')
            .select('book_id')
            .where('foreign_id', 'in', [...foreignIds, '']),
        ),
      ]),
    )
    .orderBy('b.id')
    .execute()
  const ids = rows.map(({ id }) => id)
  const sources = await trx
    .selectFrom('book_source_ids')
    .select(['book_id', 'foreign_id'])
    .where(dialect.isAmong('book_id', ids))
    .execute()
  const series = await trx
    .selectFrom('book_series')
    .innerJoin('series', 'series.id', 'book_series.series_id')
    .select(['book_id', 'series.title as name', 'position'])
    .where(dialect.isAmong('book_id', ids))
    .execute()
  const editions = await trx
    .selectFrom('editions')
    .select(['book_id', 'isbn13'])
    .where(dialect.isAmong('book_id', ids))
    .where('isbn13', 'is not', null)
    .execute()
  const of = <Row extends { book_id: number }>(all: Row[]) => {
    const byBook = Map.groupBy(all, ({ book_id }) => book_id)
    return (id: number) => byBook.get(id) ?? []
  }
  const [sourcesOf, seriesOf, editionsOf] = [of(sources), of(series), of(editions)]
  return indexed(
    rows.map(
      (row): RecordedBook => ({
        id: row.id,
        foreignIds: [row.foreign_id, ...sourcesOf(row.id).map(({ foreign_id }) => foreign_id)],
        title: row.title,
        releaseDate: row.publication_date,
        isbns: [row.isbn13, ...editionsOf(row.id).map(({ isbn13 }) => isbn13)].filter((isbn) => isbn !== null),
        pages: row.page_count,
        series: seriesOf(row.id),
        mediaType: row.media_type,
        isExcluded: row.is_excluded || row.deleted_at !== null,
        imageUrl: row.cover,
        genres: row.genres_json,
        averageRating: row.average_rating,
        ratingsCount: row.ratings_count,
        lockedFields: row.locked_fields_json ?? [],
        isOwnerCredited: row.author_id === authorId ? true : row.author_id === null ? null : false,
        hasDescription: row.has_description === true || row.has_description === 1,
        hasLanguage: row.language !== null,
        hasSeries: seriesOf(row.id).length > 0,
        otherOwner: row.author_id === authorId ? null : row.author_name,
      }),
    ),
  )
}

function indexed(books: readonly RecordedBook[]): KnownBooks {
  const byForeignId = new Map(books.flatMap((book) => book.foreignIds.map((id) => [id, book] as const)))
  const own = books.filter(({ otherOwner, isOwnerCredited }) => otherOwner === null && isOwnerCredited === true)
  const byTitle = Map.groupBy(
    own.flatMap((book) => [...new Set([dedupKey(book.title), mainKey(book.title)])].map((key) => ({ key, book }))),
    ({ key }) => key,
  )
  const byId = (work: FoundWork) => {
    const found = allIds(work).flatMap(({ foreignId }) => byForeignId.get(foreignId) ?? [])[0]
    return found && { ...found, isOwnerCredited: isCredited(found, work) }
  }
  return {
    byId,
    candidates(work, by) {
      const first = byId(work)
      const titles = by.title ? [dedupKey(work.title), mainKey(work.title)] : []
      const twins = titles.flatMap((key) => byTitle.get(key) ?? []).map(({ book }) => book)
      const unique = new Map([...twins, ...(first ? [first] : [])].map((book) => [book.id, book]))
      return [...unique.values()].toSorted((one, other) => one.id - other.id)
    },
  }
}

/** Whether whom the book stands under is among those who wrote the work, as far as that is known. */
function isCredited({ isOwnerCredited, otherOwner }: RecordedBook, { authors }: FoundWork): boolean | null {
  if (isOwnerCredited !== false || otherOwner === null) return isOwnerCredited
  return authors.length === 0 || authors.some((person) => comparePeople({ name: otherOwner }, person) === 'same')
}
