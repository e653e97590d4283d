import { type Catalogue, summary, underLoad } from '../catalogue.ts'
import { fictionalBook, namesOf } from '../fictional-book.ts'
import { random } from '../random.ts'
import { count, informed, measured, type Reading } from '../reading.ts'
import { targetsBySize } from '../targets.ts'
import { vocabulary } from '../words.ts'

/** What people type: words that many and that few books have, beginnings of words, a title word with an author. */
export async function search(catalogue: Catalogue): Promise<Reading[]> {
  const readings: Reading[] = []
  const surfaces = { web: '/api/web/search?q=', 'library API': '/api/books?limit=50&query=' }
  for (const [surface, path] of Object.entries(surfaces)) {
    const kinds = queries(catalogue.size)
    const all = []
    for (const [label, words] of Object.entries(kinds)) {
      all.push({
        label,
        result: await underLoad(
          catalogue,
          words.map((word) => path + encodeURIComponent(word)),
        ),
      })
    }
    const mix = mixed(Object.values(kinds)).map((word) => path + encodeURIComponent(word))
    const { p95, cpuMs } = await underLoad(catalogue, mix)
    const what = `search p95, ${count(catalogue.size)} books, ${surface}`
    const target = targetsBySize.search(catalogue.size)
    const note = `mix, ${cpuMs.toFixed(2)} ms of processor time each; ${all.map(({ label, result }) => `${label} ${result.p95.toFixed(1)}`).join(', ')}`
    readings.push(
      target ? measured(what, p95, target, note, summary(all)) : informed(what, p95, 'ms', note, summary(all)),
    )
  }
  return readings
}

const EACH = 24

function queries(size: number): Record<string, string[]> {
  const dice = random(size + 1)
  const make = (one: () => string) => Array.from({ length: EACH }, one)
  const word = (from: number, to: number) => vocabulary[from + dice.below(to - from)] ?? ''
  const book = () => fictionalBook(dice.below(size), size)
  return {
    common: make(() => word(0, 40)),
    rare: make(() => word(12_000, 28_000)),
    prefix: make(() => word(0, 4_000).slice(0, 2 + dice.below(3))),
    'two words': make(() => {
      const { title, ...rest } = book()
      return `${title.split(' ').at(-1)} ${namesOf({ title, ...rest })[0]
        ?.split(' ')
        .at(-1)}`
    }),
    'two common words': make(() => `${word(0, 40)} ${word(0, 40)}`),
  }
}

/** One of each kind in turn. */
function mixed(kinds: string[][]): string[] {
  return Array.from({ length: EACH }, (_, at) => kinds.map((words) => words[at] ?? '')).flat()
}
