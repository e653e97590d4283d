import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { at } from './paths.mjs'
import { follow } from './processes.mjs'

const VITEST = at('node_modules/vitest/vitest.mjs')

/**
 * Runs every test: those beside the code, then those in a browser. Words name test files, then only those are run.
 * Ends with one line of counts over all.
 * @returns the exit code
 */
export async function runTests(words) {
  const suites = words.length > 0 ? [suiteOf(words)] : [[], ...browserSuite()]
  const folder = mkdtempSync(join(tmpdir(), 'colophon-test-'))
  const total = { passed: 0, failed: 0, skipped: 0 }
  let exitCode = 0
  try {
    for (const [index, args] of suites.entries()) {
      const tally = join(folder, `${index}.json`)
      const code = await follow(process.execPath, [VITEST, 'run', ...args], {
        env: { ...process.env, COLOPHON_TEST_TALLY: tally },
      })
      const counts = existsSync(tally) ? JSON.parse(readFileSync(tally, 'utf8')) : { passed: 0, failed: 1, skipped: 0 }
      for (const key of Object.keys(total)) total[key] += counts[key]
      // A run that ends badly without a failed test (a crash, nothing found) is a failure too.
      if (code !== 0 && counts.failed === 0) total.failed++
      exitCode ||= code
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
  return exitCode
}

const BROWSER_CONFIG = 'e2e/vitest.config.ts'

const browserSuite = () => (existsSync(at(BROWSER_CONFIG)) ? [['--config', BROWSER_CONFIG]] : [])

/** Files of the browser suite have a configuration of their own. */
function suiteOf(words) {
  return words.some((word) => word.startsWith('e2e')) ? ['--config', BROWSER_CONFIG, ...words] : words
}
