import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { at } from './paths.mjs'
import { follow } from './processes.mjs'

const VITEST = at('node_modules/vitest/vitest.mjs')

/** With more files than this in trouble, it is not the load. */
const FILES_TO_REPEAT = 4

/**
 * Runs every test: those beside the code, then those in a browser. Words name test files, then only those are run.
 * Ends with one line of counts over all.
 *
 * In CI a few files that failed are run once more, each by itself: real servers, browsers and download clients share
 * two cores there, and a limit of seconds says nothing then. What failed at first is named all the same.
 * @returns the exit code
 */
export async function runTests(words) {
  const suites = words.length > 0 ? [suiteOf(words)] : [[], ...browserSuite()]
  const folder = mkdtempSync(join(tmpdir(), 'colophon-test-'))
  const total = { passed: 0, failed: 0, skipped: 0 }
  try {
    for (const [index, args] of suites.entries()) {
      const counts = await runSuite(args, join(folder, `${index}.json`))
      const files = Object.keys(counts.failedFiles)
      if (process.env.CI && files.length <= FILES_TO_REPEAT) {
        for (const file of files) await repeat(file, args, counts, join(folder, 'again.json'))
      }
      for (const key of Object.keys(total)) total[key] += counts[key]
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
  return total.failed > 0 ? 1 : 0
}

async function runSuite(args, tally) {
  rmSync(tally, { force: true })
  const code = await follow(process.execPath, [VITEST, 'run', ...args], {
    env: { ...process.env, COLOPHON_TEST_TALLY: tally },
  })
  const counts = existsSync(tally)
    ? JSON.parse(readFileSync(tally, 'utf8'))
    : { passed: 0, failed: 1, skipped: 0, failedFiles: {} }
  // A run that ends badly without a failed test (a crash, nothing found) is a failure too.
  if (code !== 0 && counts.failed === 0) counts.failed++
  return counts
}

/** Runs one file again; its new counts take the place of the old ones. */
async function repeat(file, args, counts, tally) {
  console.log(`\nFailed beside other files, once more by itself: ${relative(at('.'), file)}`)
  const again = await runSuite([...args, file], tally)
  const before = counts.failedFiles[file]
  for (const key of Object.keys(before)) counts[key] += again[key] - before[key]
}

const BROWSER_CONFIG = 'e2e/vitest.config.ts'

const browserSuite = () => (existsSync(at(BROWSER_CONFIG)) ? [['--config', BROWSER_CONFIG]] : [])

/** Files of the browser suite have a configuration of their own. */
function suiteOf(words) {
  return words.some((word) => word.startsWith('e2e')) ? ['--config', BROWSER_CONFIG, ...words] : words
}
