import { type Catalogue, type Measured, summary, underLoad, worst } from '../catalogue.ts'
import { random } from '../random.ts'
import { count, informed, measured, type Reading } from '../reading.ts'
import { targetsBySize } from '../targets.ts'

const LIMIT = 50
const sorts = ['title', 'author', 'series', 'added', 'published']

/** The page of 50 books: both surfaces, every order, at the start, in the middle and near the end. */
export async function listPage(catalogue: Catalogue): Promise<Reading[]> {
  const web: Measured[] = []
  for (const sort of sorts) {
    for (const direction of ['asc', 'desc']) {
      web.push(...(await everyDepth(catalogue, `/api/web/books?sort=${sort}&direction=${direction}`)))
    }
  }
  const library = await everyDepth(catalogue, '/api/books?')
  const [first] = await catalogue.server.ask<{ id: string }[]>('GET', '/api/libraries')
  const within = first ? await everyDepth(catalogue, `/api/web/books?sort=title&library=${first.id}`) : []
  const readings = [reading(catalogue, 'web', web), reading(catalogue, 'library API', library)]
  return within.length === 0 ? readings : [...readings, reading(catalogue, 'web, one library', within)]
}

async function everyDepth(catalogue: Catalogue, path: string): Promise<Measured[]> {
  const all: Measured[] = []
  for (const [depth, offsets] of Object.entries(depths(catalogue.size))) {
    const paths = offsets.map((offset) => `${path}${path.endsWith('?') ? '' : '&'}limit=${LIMIT}&offset=${offset}`)
    all.push({ label: `${path} ${depth}`, result: await underLoad(catalogue, paths) })
  }
  return all
}

/** Many pages of a depth, so that no answer can be kept from the one before. */
function depths(size: number): Record<string, number[]> {
  const dice = random(size)
  const around = (from: number) =>
    Array.from({ length: 700 }, () => Math.max(0, Math.floor(from + dice.below(size / 20))))
  return { start: [0, 50, 100, 150], middle: around(size / 2), end: around(size * 0.95 - LIMIT) }
}

function reading({ size }: Catalogue, surface: string, all: Measured[]): Reading {
  const slowest = worst(all)
  const what = `list page p95, ${count(size)} books, ${surface}`
  const note = `slowest of ${all.length}: ${slowest.label}; ${slowest.result.cpuMs.toFixed(2)} ms of processor time each`
  const target = targetsBySize.listPage(size)
  const { p95 } = slowest.result
  return target ? measured(what, p95, target, note, summary(all)) : informed(what, p95, 'ms', note, summary(all))
}
