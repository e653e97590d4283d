import { type Catalogue, openCatalogue } from './catalogue.ts'
import { bookPage } from './figures/book-page.ts'
import { decisions } from './figures/decisions.ts'
import { devices } from './figures/devices.ts'
import { firstScan } from './figures/first-scan.ts'
import { hugeScan } from './figures/huge-scan.ts'
import { importing } from './figures/import.ts'
import { javascript } from './figures/javascript.ts'
import { kepub } from './figures/kepub.ts'
import { listPage } from './figures/list-page.ts'
import { opdsPage } from './figures/opds-page.ts'
import { queue } from './figures/queue.ts'
import { largeRescan } from './figures/rescan.ts'
import { rss } from './figures/rss.ts'
import { search } from './figures/search.ts'
import { start } from './figures/start.ts'
import { wantedPage } from './figures/wanted.ts'
import { type BenchOptions, readOptions, usage } from './options.ts'
import { count, type Reading } from './reading.ts'
import { type Report, startReport } from './report.ts'

/** Figures with servers of their own. */
const figures: Record<string, (options: BenchOptions) => Promise<Reading[]>> = {
  javascript,
  decisions,
  rss,
  wanted: wantedPage,
  queue,
  import: importing,
  start,
  scan: firstScan,
  rescan: largeRescan,
  huge: hugeScan,
  kepub,
}
/** Figures of one server over a large catalogue, at each size. */
const ofCatalogue: Record<string, (catalogue: Catalogue) => Promise<Reading[]>> = {
  list: listPage,
  search,
  book: bookPage,
  devices,
  opds: opdsPage,
}

async function measureAll({ attempt }: Report, options: BenchOptions) {
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

async function main(): Promise<number> {
  const names = [...Object.keys(figures), ...Object.keys(ofCatalogue)]
  if (process.argv.includes('--help')) {
    process.stdout.write(usage(names))
    return 0
  }
  const options = readOptions(process.argv.slice(2), names)
  const report = startReport('latest.json')
  await measureAll(report, options)
  const missed = report.finish()
  return options.isStrict && missed > 0 ? 1 : 0
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 2
}
