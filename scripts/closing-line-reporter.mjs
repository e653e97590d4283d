import { writeFileSync } from 'node:fs'

/**
 * Ends a test run with one plain line that a person and a script can read; or, when several runs are added up, writes
 * the counts to the file that COLOPHON_TEST_TALLY names.
 */
export default class ClosingLine {
  onTestRunEnd(modules, errors) {
    const count = { passed: 0, failed: errors.length, skipped: 0 }
    for (const module of modules) {
      if (module.errors().length > 0) count.failed++
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed') count.passed++
        else if (state === 'failed') count.failed++
        else count.skipped++
      }
    }
    const tally = process.env.COLOPHON_TEST_TALLY
    if (tally) writeFileSync(tally, JSON.stringify(count))
    else
      process.on('exit', () => console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`))
  }
}
