import type { Db } from '#database/open.ts'
import { catalogVersion } from '#domain/catalog/catalog-version.ts'
import { listQualityProfiles } from '#domain/monitoring/quality-profiles.ts'
import { isUpgradingOn } from './by-itself.ts'
import type { Slot } from './formats.ts'
import { booksToUpgrade } from './upgrade-candidates.ts'
import { type IndexedBook, type WantedIndex, wantedIndex } from './wanted-index.ts'
import { wantedSlots } from './wanted-slots.ts'

/** The index of books for which something is looked for, made anew only where something changed. */
export class WantedBooks {
  #kept: { key: string; index: WantedIndex } | undefined

  /** All wanted books as they are now, and those that have a file which something better may outdo. */
  async index(db: Db): Promise<WantedIndex> {
    const isUpgrading = await isUpgradingOn(db)
    const key = `${await stateOf(db)} ${isUpgrading ? await stateOfUpgrades(db) : 'off'}`
    if (this.#kept?.key === key) return this.#kept.index
    const index = await wantedIndex(await readSought(db, isUpgrading))
    this.#kept = { key, index }
    return index
  }
}

/** Another text after everything that may change what is wanted: the catalogue, or a download that came or went. */
async function stateOf(db: Db): Promise<string> {
  const [version, downloads, books] = await Promise.all([
    catalogVersion(db),
    db
      .selectFrom('downloads')
      .select((e) => [e.fn.countAll<number>().as('count'), e.fn.max('updated_at').as('changed')])
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('books')
      .select((e) => [e.fn.countAll<number>().as('count'), e.fn.max('updated_at').as('changed')])
      .where('status', '=', 'wanted')
      .where('is_monitored', '=', true)
      .where('is_excluded', '=', false)
      .executeTakeFirstOrThrow(),
  ])
  return [version, downloads.count, downloads.changed, books.count, books.changed].join(' ')
}

/** Another text after what decides about better files has changed: the profiles, and who goes by them. */
async function stateOfUpgrades(db: Db): Promise<string> {
  const [profiles, authors, books] = await Promise.all([
    listQualityProfiles(db),
    db
      .selectFrom('authors')
      .select((e) => [e.fn.countAll<number>().as('count'), e.fn.max('updated_at').as('changed')])
      .where('quality_profile_id', 'is not', null)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('books')
      .select((e) => [e.fn.countAll<number>().as('count'), e.fn.max('updated_at').as('changed')])
      .where('status', '=', 'imported')
      .where('is_monitored', '=', true)
      .executeTakeFirstOrThrow(),
  ])
  return [JSON.stringify(profiles), authors.count, authors.changed, books.count, books.changed].join(' ')
}

async function readSought(db: Db, isUpgrading: boolean): Promise<IndexedBook[]> {
  const read = async (slot: Slot) => [
    ...(await readMissing(db, slot)),
    ...(isUpgrading ? await readOutdoable(db, slot) : []),
  ]
  const [ebooks, audiobooks] = await Promise.all([read('ebook'), read('audiobook')])
  const isHeard = new Set(audiobooks.map(({ id }) => id))
  const isRead = new Set(ebooks.map(({ id }) => id))
  const aliases = await readAliases(db)
  const rows = new Map([...audiobooks, ...ebooks].map((row) => [row.id, row]))
  return [...rows.values()].map(({ id, title, author_id, author_name, isbn10, isbn13, asin, series, position }) => ({
    id,
    title,
    author: author_name,
    authorAliases: aliases.get(author_id) ?? [],
    isbns: [isbn13, isbn10].filter((isbn) => isbn !== null),
    ...(asin ? { asin } : {}),
    ...(series ? { seriesName: series } : {}),
    ...(position === null ? {} : { seriesPosition: position }),
    slots: [...(isRead.has(id) ? (['ebook'] as const) : []), ...(isHeard.has(id) ? (['audiobook'] as const) : [])],
  }))
}

const readMissing = (db: Db, slot: Slot) => withFacts(wantedSlots(db, slot)).execute()

const AT_ONCE = 500

async function readOutdoable(db: Db, slot: Slot) {
  const ids = await booksToUpgrade(db, slot)
  const rows: Awaited<ReturnType<typeof readMissing>> = []
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const some = ids.slice(at, at + AT_ONCE)
    rows.push(...(await withFacts(db.selectFrom('books').where('books.id', 'in', some)).execute()))
  }
  return rows
}

const withFacts = (books: ReturnType<typeof wantedSlots>) =>
  books
    .innerJoin('authors', 'authors.id', 'books.author_id')
    .leftJoin('book_series as place', (join) =>
      join.onRef('place.book_id', '=', 'books.id').on('place.is_primary', '=', true),
    )
    .leftJoin('series', 'series.id', 'place.series_id')
    .select(['series.title as series', 'place.position_sort as position'])
    .select(['books.id', 'books.title', 'books.isbn10', 'books.isbn13', 'books.asin'])
    .select(['authors.id as author_id', 'authors.author_name'])
    .orderBy('books.id')

async function readAliases(db: Db): Promise<Map<number, string[]>> {
  const rows = await db.selectFrom('author_aliases').select(['author_id', 'name']).orderBy('id').execute()
  const byAuthor = Map.groupBy(rows, ({ author_id }) => author_id)
  return new Map([...byAuthor].map(([id, aliases]) => [id, aliases.map(({ name }) => name)]))
}
