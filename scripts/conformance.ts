import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { parseExpectedFailures } from './lib/expected-failures.ts'

/**
 * Runs the black-box suites that stand beside the repository and compares what fails with what is expected to.
 *
 *     npm run conformance -- [--postgres] [library/books …]
 *
 * A test that fails unexpectedly is a failure, and so is one that passes though the list says otherwise. The suites
 * give each answer a few seconds: a few files with surprises are run once more at the end, each by itself, and both
 * results are printed.
 */

const AT_A_TIME = 2
/** With more files than this in trouble, it is not the load. */
const FILES_TO_REPEAT = 8
const FILE_LIMIT_MS = 8 * 60_000

interface Counts {
  passed: number
  failed: number
  expected: number
  skipped: number
}

interface Ended {
  name: string
  isPassed: boolean
  isSkipped: boolean
  error?: string
}

const root = fileURLToPath(new URL('..', import.meta.url))
const suites = process.env.CONFORMANCE_DIR ?? join(root, '../shared/conformance')
const { values, positionals } = parseArgs({
  options: { postgres: { type: 'boolean', default: false } },
  allowPositionals: true,
})

if (!existsSync(suites)) {
  console.log('The conformance suites are not beside this repository: nothing was run.\n0 passed, 0 failed')
  process.exit(0)
}

const expected = parseExpectedFailures(readFileSync(join(root, 'scripts/conformance-expected-failures.txt'), 'utf8'), {
  isPostgres: values.postgres,
})
const all = ['library', 'devices', 'acquisition'].flatMap((folder) =>
  readdirSync(join(suites, folder))
    .filter((name) => name.endsWith('.test.mjs'))
    .map((name) => `${folder}/${name.replace('.test.mjs', '')}`),
)
const unknown = positionals.filter((file) => !all.includes(file))
if (unknown.length > 0) {
  console.error(`No such suite: ${unknown.join(', ')}. There are: ${all.join(' ')}`)
  process.exit(2)
}
const chosen = positionals.length > 0 ? positionals : all.filter((file) => !expected.isWhole(file))

const results = new Map<string, Counts>()
const waiting = [...chosen]
await Promise.all(Array.from({ length: AT_A_TIME }, work))
const surprised = [...results].filter(([, { failed }]) => failed > 0).map(([file]) => file)
if (surprised.length > 0 && surprised.length <= FILES_TO_REPEAT && chosen.length > 1) {
  console.log(`Once more by itself: ${surprised.join(' ')}`)
  for (const file of surprised) results.set(file, report(file, await testsOf(file)))
}
if (values.postgres) await run(join(suites, 'on-postgres'), ['--clean'], () => {})

const total = { passed: 0, failed: 0, expected: 0, skipped: 0 }
for (const counts of results.values()) {
  for (const key of ['passed', 'failed', 'expected', 'skipped'] as const) total[key] += counts[key]
}
const later = all.filter(expected.isWhole).length
console.log(`${total.expected} failed as expected, ${total.skipped} skipped, ${later} files of later work were not run`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 ? 1 : 0

async function work(): Promise<void> {
  for (let file = waiting.shift(); file; file = waiting.shift()) {
    results.set(file, report(file, await testsOf(file)))
  }
}

function report(file: string, tests: Ended[]): Counts {
  const ran = tests.filter(({ isSkipped }) => !isSkipped)
  const failed = ran.filter(({ isPassed }) => !isPassed)
  const surprises = failed.filter(({ name }) => !expected.find(file, name))
  // A pattern may stand for several tests: it is out of date only when none of them fails any more.
  const stillFailing = new Set(failed.map(({ name }) => expected.find(file, name)))
  const outdated = expected.linesOf(file).filter((line) => !stillFailing.has(line))
  const passed = ran.length - failed.length

  console.log(
    `${file}: ${passed} passed, ${surprises.length} failed, ${failed.length - surprises.length} failed as expected`,
  )
  for (const { name, error } of surprises) console.log(`  failed: ${name}\n    ${firstLines(error ?? '')}`)
  for (const line of outdated) console.log(`  passes now, remove it from the list: ${line}`)
  if (tests.length === 0) console.log('  no test ran')
  return {
    passed,
    failed: surprises.length + outdated.length + (tests.length === 0 ? 1 : 0),
    expected: failed.length - surprises.length,
    skipped: tests.length - ran.length,
  }
}

function firstLines(text: string): string {
  return text.split('\n').slice(0, 3).join('\n    ').slice(0, 400)
}

async function testsOf(file: string): Promise<Ended[]> {
  const reporter = join(root, 'scripts/lib/test-events-reporter.mjs')
  const tests: Ended[] = []
  let rest = ''
  await run(process.execPath, ['--test', `--test-reporter=${reporter}`, join(suites, `${file}.test.mjs`)], (piece) => {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line.startsWith('{')) tests.push(JSON.parse(line) as Ended)
  })
  return tests
}

function run(file: string, args: string[], onOutput: (piece: string) => void): Promise<void> {
  const env = { ...process.env }
  if (values.postgres) env.COLOPHON_CMD = `${join(suites, 'on-postgres')} bin/colophon serve`
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'ignore'], timeout: FILE_LIMIT_MS })
    child.stdout.setEncoding('utf8').on('data', onOutput)
    child.on('error', reject)
    child.on('close', () => resolve())
  })
}
