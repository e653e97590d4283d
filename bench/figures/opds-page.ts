import { type Catalogue, FULL, type Measured, QUICK, summary, underLoad, worst } from '../catalogue.ts'
import { random } from '../random.ts'
import { count, informed, measured, type Reading } from '../reading.ts'
import { targetsBySize } from '../targets.ts'

const SIZE = 50
/** A reading app turns one page of a catalogue at a time. */
const APPS = 1

/** Pages of the catalogue for reading apps, in both of its versions: at the start, in the middle and near the end. */
export async function opdsPage(catalogue: Catalogue): Promise<Reading[]> {
  const readings: Reading[] = []
  const load = { ...(catalogue.options.isQuick ? QUICK : FULL), connections: APPS }
  for (const [version, root] of Object.entries({ 'OPDS 1.2': '/opds', 'OPDS 2.0': '/opds/v2' })) {
    const all: Measured[] = []
    for (const feed of ['/all', '/recent', '/authors']) {
      for (const [depth, pages] of Object.entries(depths(catalogue.size))) {
        const paths = pages.map((page) => `${root}${feed}?page=${page}`)
        all.push({ label: `${root}${feed} ${depth}`, result: await underLoad(catalogue, paths, load) })
      }
    }
    readings.push(reading(catalogue, version, all))
  }
  return readings
}

/** Many pages of a depth, so that no answer can be kept from the one before. */
function depths(size: number): Record<string, number[]> {
  const last = Math.floor(size / SIZE)
  const dice = random(size)
  const around = (from: number) => Array.from({ length: 700 }, () => 1 + Math.floor(from + dice.below(last / 20)))
  return { start: [1, 2, 3, 4], middle: around(last / 2), end: around(last * 0.9) }
}

function reading({ size }: Catalogue, version: string, all: Measured[]): Reading {
  const slowest = worst(all)
  const what = `page of the catalogue for reading apps p95, ${count(size)} books, ${version}`
  const note = `slowest of ${all.length}: ${slowest.label}; ${slowest.result.cpuMs.toFixed(2)} ms of processor time each`
  const target = targetsBySize.opdsPage(size)
  const { p95 } = slowest.result
  return target ? measured(what, p95, target, note, summary(all)) : informed(what, p95, 'ms', note, summary(all))
}
