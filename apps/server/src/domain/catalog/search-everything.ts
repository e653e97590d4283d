import { catalogVersion } from './catalog-version.ts'
import { Remembered } from './remembered.ts'
import { type FoundBooks, type SearchDeps, searchBooks } from './search-books.ts'
import { type FoundName, searchAuthors, searchSeries } from './search-names.ts'

export interface Found extends FoundBooks {
  authors: FoundName[]
  series: FoundName[]
}

const NAMES = 6
const REMEMBERED = 500

/** Search over books, authors and series; what many people begin to type is found once for a state of the catalogue. */
export function createSearch(deps: SearchDeps): (text: string, limit: number) => Promise<Found> {
  const answers = new Remembered<Found>(REMEMBERED)

  async function find(text: string, limit: number): Promise<Found> {
    const books = await searchBooks(deps, text, limit)
    const authors = await searchAuthors(deps.db, text, NAMES)
    const series = await searchSeries(deps.db, text, NAMES)
    return { ...books, authors, series }
  }

  return async (text, limit) => answers.get(await catalogVersion(deps.db), `${limit} ${text}`, () => find(text, limit))
}
