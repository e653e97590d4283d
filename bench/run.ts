import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Catalogue, openCatalogue } from './catalogue.ts'
import { bookPage } from './figures/book-page.ts'
import { firstScan } from './figures/first-scan.ts'
import { hugeScan } from './figures/huge-scan.ts'
import { javascript } from './figures/javascript.ts'
import { listPage } from './figures/list-page.ts'
import { largeRescan } from './figures/rescan.ts'
import { search } from './figures/search.ts'
import { start } from './figures/start.ts'
import { machine } from './machine.ts'
import { type BenchOptions, readOptions, usage } from './options.ts'
import { dataDir } from './places.ts'
import { count, isMissed, isPromised, type Reading, showTarget, showValue } from './reading.ts'

/** Figures with servers of their own. */
const figures: Record<string, (options: BenchOptions) => Promise<Reading[]>> = {
  javascript,
  start,
  scan: firstScan,
  rescan: largeRescan,
  huge: hugeScan,
}
/** Figures of one server over a large catalogue, at each size. */
const ofCatalogue: Record<string, (catalogue: Catalogue) => Promise<Reading[]>> = {
  list: listPage,
  search,
  book: bookPage,
}

const readings: Reading[] = []
const troubles: string[] = []
const say = (line: string) => process.stdout.write(`${line}\n`)

/** A figure that fails is told and counts as missed; the others are still worth having. */
async function attempt(name: string, measure: () => Promise<Reading[]>) {
  try {
    for (const reading of await measure()) {
      readings.push(reading)
      say(line(reading))
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    troubles.push(`${name}: ${message}`)
    say(`  !  ${name} could not be measured: ${message}`)
  }
}

function line(reading: Reading): string {
  const mark = !isPromised(reading) ? '·' : isMissed(reading) ? '✗' : '✓'
  const columns = [reading.what.padEnd(52), showValue(reading).padStart(14), showTarget(reading.target).padStart(14)]
  return `  ${mark}  ${columns.join('  ')}  ${reading.note}`.trimEnd()
}

async function measureAll(options: BenchOptions) {
  const isWanted = (name: string) => options.only.length === 0 || options.only.includes(name)
  for (const [name, figure] of Object.entries(figures)) {
    if (isWanted(name)) await attempt(name, () => figure(options))
  }
  const wanted = Object.entries(ofCatalogue).filter(([name]) => isWanted(name))
  for (const size of wanted.length > 0 ? options.sizes : []) {
    const server = `catalogue of ${count(size)}`
    await attempt(server, async () => {
      const catalogue = await openCatalogue(size, options)
      try {
        for (const [name, figure] of wanted) await attempt(`${name}, ${server}`, () => figure(catalogue))
      } finally {
        await catalogue.server.stop()
      }
      return []
    })
  }
}

function writeResults(facts: ReturnType<typeof machine>) {
  const folder = join(dataDir, 'results')
  mkdirSync(folder, { recursive: true })
  const text = JSON.stringify({ machine: facts, readings, troubles }, null, 2)
  writeFileSync(join(folder, 'latest.json'), `${text}\n`)
}

async function main(): Promise<number> {
  const names = [...Object.keys(figures), ...Object.keys(ofCatalogue)]
  if (process.argv.includes('--help')) {
    process.stdout.write(usage(names))
    return 0
  }
  const options = readOptions(process.argv.slice(2), names)
  const facts = machine()
  say(`${facts.cores} cores (${facts.processor}), ${facts.memoryGb} GB, ${facts.system}, Node ${facts.node}`)
  await measureAll(options)
  writeResults(facts)
  const missed = readings.filter(isMissed).length + troubles.length
  const promised = readings.filter(isPromised).length + troubles.length
  say(`${promised - missed} of ${promised} targets met; details in bench/.data/results/latest.json`)
  return options.isStrict && missed > 0 ? 1 : 0
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 2
}
