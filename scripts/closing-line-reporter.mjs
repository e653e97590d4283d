import { writeFileSync } from 'node:fs'

/**
 * Ends a test run with one plain line that a person and a script can read; or, when several runs are added up, writes
 * the counts to the file that COLOPHON_TEST_TALLY names, with those of each file that failed.
 */
export default class ClosingLine {
  onTestRunEnd(modules, errors) {
    const count = { passed: 0, failed: errors.length, skipped: 0 }
    const failedFiles = {}
    for (const module of modules) {
      const own = countsOf(module)
      for (const key of Object.keys(own)) count[key] += own[key]
      if (own.failed > 0) failedFiles[module.moduleId] = own
    }
    const tally = process.env.COLOPHON_TEST_TALLY
    if (tally) writeFileSync(tally, JSON.stringify({ ...count, failedFiles }))
    else
      process.on('exit', () => console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`))
  }
}

function countsOf(module) {
  const count = { passed: 0, failed: module.errors().length > 0 ? 1 : 0, skipped: 0 }
  // What goes before the tests of a group fails the group, and its tests are not run.
  for (const suite of module.children.allSuites()) if (suite.errors().length > 0) count.failed++
  for (const test of module.children.allTests()) {
    const { state } = test.result()
    if (state === 'passed') count.passed++
    else if (state === 'failed') count.failed++
    else count.skipped++
  }
  return count
}
