import { type Catalogue, summary, underLoad } from '../catalogue.ts'
import { fictionalBook, namesOf } from '../fictional-book.ts'
import { random } from '../random.ts'
import { count, informed, measured, type Reading } from '../reading.ts'
import { targetsBySize } from '../targets.ts'
import { vocabulary } from '../words.ts'

/**
 * What people type: words that many and that few books have, beginnings of words, a title word with an author. Each
 * query comes once, so that nothing is measured but finding.
 */
export async function search(catalogue: Catalogue): Promise<Reading[]> {
  const readings: Reading[] = []
  const surfaces = { web: '/api/web/search?q=', 'library API': '/api/books?limit=50&query=' }
  const asked = new Set<string>()
  for (const [surface, path] of Object.entries(surfaces)) {
    const all = []
    for (const [label, words] of Object.entries(queries(catalogue.size, asked))) {
      all.push({ label, result: await underLoad(catalogue, addresses(path, words), { warmUp: 20, count: EACH - 20 }) })
    }
    const mix = addresses(path, mixed(Object.values(queries(catalogue.size, asked))))
    const { p95, cpuMs } = await underLoad(catalogue, mix, { warmUp: 100, count: mix.length - 100 })
    const what = `search p95, ${count(catalogue.size)} books, ${surface}`
    const target = targetsBySize.search(catalogue.size)
    const kinds = all.map(({ label, result }) => `${label} ${result.p95.toFixed(1)}`).join(', ')
    const note = `mix, ${cpuMs.toFixed(2)} ms of processor time each; ${kinds}`
    const details = summary(all)
    readings.push(target ? measured(what, p95, target, note, details) : informed(what, p95, 'ms', note, details))
  }
  return readings
}

/** Queries of a kind; together enough for a load in which none comes twice. */
const EACH = 140

const addresses = (path: string, words: string[]) => words.map((word) => path + encodeURIComponent(word))

/** @param asked what was asked before; what is given now is added */
function queries(size: number, asked: Set<string>): Record<string, string[]> {
  const dice = random(size + asked.size)
  const make = (one: () => string) =>
    Array.from({ length: EACH }, () => {
      let query = one()
      while (asked.has(query)) query = one()
      asked.add(query)
      return query
    })
  const word = (from: number, to: number) => vocabulary[from + dice.below(to - from)] ?? ''
  return {
    common: make(() => word(0, 800)),
    rare: make(() => word(12_000, 28_000)),
    prefix: make(() => word(0, 12_000).slice(0, 2 + dice.below(3))),
    'two words': make(() => {
      const book = fictionalBook(dice.below(size), size)
      return `${lastWord(book.title)} ${lastWord(namesOf(book)[0] ?? '')}`
    }),
    'two common words': make(() => `${word(0, 60)} ${word(0, 60)}`),
  }
}

const lastWord = (text: string) => text.split(' ').at(-1) ?? ''

/** One of each kind in turn. */
function mixed(kinds: string[][]): string[] {
  return Array.from({ length: EACH }, (_, at) => kinds.map((words) => words[at] ?? '')).flat()
}
