import { sql } from 'kysely'
import type { Db } from '#database/open.ts'
import { catalogVersion } from './catalog-version.ts'
import { isKept, isShown } from './shown.ts'

export interface Facets {
  total: number
  formats: { format: string; bookCount: number }[]
  languages: { language: string; bookCount: number }[]
  missingCount: number
  /** By internal id of the library. */
  libraryCounts: ReadonlyMap<number, number>
}

/** While the catalogue changes all the time (a scan), counts may be so old: counting reads whole indexes. */
const FRESH_FOR_MS = 5_000

/** Counts by which lists can be narrowed; one instance for a process. */
export class FacetCounts {
  readonly #db: Db
  #known: { version: number; at: number; facets: Promise<Facets> } | undefined

  constructor(db: Db) {
    this.#db = db
  }

  async read(): Promise<Facets> {
    const known = this.#known
    if (known && performance.now() - known.at < FRESH_FOR_MS) return known.facets
    const version = await catalogVersion(this.#db)
    if (known?.version === version) return known.facets
    const entry = { version, at: performance.now(), facets: countFacets(this.#db) }
    this.#known = entry
    try {
      return await entry.facets
    } catch (error) {
      if (this.#known === entry) this.#known = undefined
      throw error
    }
  }
}

async function countFacets(db: Db): Promise<Facets> {
  const total = await sql<{ n: number }>`select count(*) as n from books where is_library_visible = 1`.execute(db)
  const formats = await sql<{ format: string; bookCount: number }>`
    select file_type as format, count(*) as "bookCount"
    from (select distinct file_type, book_id from book_files where ${isKept('book_id')}) as pairs group by file_type order by 2 desc, 1`.execute(
    db,
  )
  const languages = await sql<{ language: string; bookCount: number }>`
    select language_code as language, count(*) as "bookCount" from books
    where is_library_visible = 1 and language_code is not null group by language_code order by 2 desc, 1`.execute(db)
  const missing = await sql<{
    n: number
  }>`select count(*) as n from books where is_missing = 1 and ${isShown('books')}`.execute(db)
  const libraries = await sql<{ id: number; n: number }>`
    select library_id as id, count(*) as n from library_books group by library_id`.execute(db)
  return {
    total: total.rows[0]?.n ?? 0,
    formats: formats.rows,
    languages: languages.rows,
    missingCount: missing.rows[0]?.n ?? 0,
    libraryCounts: new Map(libraries.rows.map(({ id, n }) => [id, n])),
  }
}
