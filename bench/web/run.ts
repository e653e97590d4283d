import { parseArgs } from 'node:util'
import { startReport } from '../report.ts'
import type { BenchServer } from '../server.ts'
import type { WebBenchOptions, WebFigure } from './bench.ts'
import { firstScreen } from './figures/first-screen.ts'
import { interactions } from './figures/interactions.ts'
import { javascript } from './figures/javascript.ts'
import { media } from './figures/media.ts'
import { reader } from './figures/reader.ts'
import { scrolling } from './figures/scrolling.ts'
import { openLibrary } from './library.ts'
import { launchBrowser } from './page.ts'

const figures: Record<string, WebFigure> = {
  javascript,
  first: firstScreen,
  interactions,
  scrolling,
  media,
  reader,
}

const names = Object.keys(figures)
const usage = `Usage: npm run bench:web -- [OPTION…]
  --only NAME,NAME     only these figures: ${names.join(', ')}
  --size N             books of the library (100000)
  --quick              a small library and little of everything
  --strict             end with 1 when a target is missed
`
/** Scrolling passes so many, and each of them has a cover that is there. */
const COVERS = 1_200

/** @throws where an option is unknown or makes no sense */
function readOptions(args: string[]): WebBenchOptions {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string', default: '' },
      size: { type: 'string' },
      quick: { type: 'boolean', default: false },
      strict: { type: 'boolean', default: false },
    },
  })
  const only = values.only.split(',').filter(Boolean)
  const unknown = only.filter((name) => !names.includes(name))
  if (unknown.length > 0) throw new Error(`There is no figure called ${unknown.join(', ')}`)
  const size = Number(values.size ?? (values.quick ? 5_000 : 100_000))
  if (!Number.isInteger(size) || size < 2_000) throw new Error('A size is a whole number from 2000')
  return { only, size, isQuick: values.quick, isStrict: values.strict }
}

async function main(): Promise<number> {
  if (process.argv.includes('--help')) {
    process.stdout.write(usage)
    return 0
  }
  const options = readOptions(process.argv.slice(2))
  const report = startReport('web.json')
  let opened: Promise<BenchServer> | undefined
  const library = () => {
    opened ??= openLibrary(options.size, COVERS)
    return opened
  }
  const browser = await launchBrowser()
  try {
    for (const [name, figure] of Object.entries(figures)) {
      if (options.only.length > 0 && !options.only.includes(name)) continue
      await report.attempt(name, () => figure({ options, browser, library }))
    }
  } finally {
    await browser.close()
    await (await opened?.catch(() => undefined))?.stop()
  }
  return report.finish() > 0 && options.isStrict ? 1 : 0
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 2
}
