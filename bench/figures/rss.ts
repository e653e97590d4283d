import type { Release } from '../../apps/server/src/domain/releases/release.ts'
import { offersAmong } from '../../apps/server/src/domain/releases/rss-sync.ts'
import { type IndexedBook, wantedIndex } from '../../apps/server/src/domain/releases/wanted-index.ts'
import { fictionalBook, namesOf } from '../fictional-book.ts'
import type { BenchOptions } from '../options.ts'
import { type Random, random } from '../random.ts'
import { count, measured, median, type Reading } from '../reading.ts'
import { targets } from '../targets.ts'

const CATALOGUE = 100_000
const WANTED = 20_000
const PAGE = 100

/**
 * One page of the newest releases of an indexer, compared with everything that is wanted: a tenth of them are wanted
 * books, the others are books of the same catalogue that nobody waits for.
 */
export async function rss({ isQuick }: BenchOptions): Promise<Reading[]> {
  const wanted = isQuick ? 1_000 : WANTED
  const index = await wantedIndex(Array.from({ length: wanted }, (_, at) => wantedBook(at)))
  const times: number[] = []
  let matched = 0
  for (let run = 0; run < 21; run++) {
    const page = pageOf(wanted, random(run))
    const began = performance.now()
    const offers = offersAmong(page, index)
    // The first run lets the machine code be made.
    if (run > 0) times.push(performance.now() - began)
    matched += offers.length
  }
  const note = `median of ${times.length} pages of ${PAGE} against ${count(wanted)} wanted books, ${count(matched)} matches`
  return [measured('a page of new releases', median(times), targets.rss, note, times)]
}

function wantedBook(at: number): IndexedBook {
  const { title, author } = named(at)
  return { id: at + 1, title, author, slots: ['ebook'] }
}

function named(index: number) {
  const book = fictionalBook(index, CATALOGUE)
  return { title: book.title, author: namesOf(book)[0] ?? '' }
}

const pageOf = (wanted: number, dice: Random): Release[] =>
  Array.from({ length: PAGE }, (_, at) => {
    const isWanted = at % 10 === 0
    const { title, author } = named(isWanted ? dice.below(wanted) : wanted + dice.below(CATALOGUE - wanted))
    return release(`${author} - ${title} (${1980 + dice.below(45)}) (epub)`, at)
  })

const release = (title: string, at: number): Release => ({
  guid: `${title} ${at}`,
  title,
  indexerId: 1,
  indexerName: 'Example',
  indexerPriority: 25,
  protocol: 'usenet',
  downloadUrl: `https://indexer.example/get/${at}`,
  sizeBytes: 500_000 + at,
  publishedText: '',
  categories: [7020],
  category: 'Books > EBook',
  grabs: 0,
  isProtected: false,
  flags: [],
})
