/** Tests of black-box suites that later work will bring, so far expected to fail. */
export interface ExpectedFailures {
  /** Whether the whole file waits for later work: it is not run. */
  isWhole(file: string): boolean
  /** The first line that expects this test to fail. */
  find(file: string, test: string): string | undefined
  /** Every line about single tests of a file. */
  linesOf(file: string): string[]
}

/**
 * Reads the list: one `file: pattern of a test's name` a line, `*` standing for any text; `#` begins a remark.
 * Throws on a line that is neither.
 */
export function parseExpectedFailures(list: string): ExpectedFailures {
  const entries = list
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, file, pattern] = line.match(/^([\w/-]+): (.+)$/) ?? []
      if (!file || !pattern) throw new Error(`Not “file: pattern”: ${line}`)
      return { line, file, pattern, matches: wildcard(pattern) }
    })
  const single = entries.filter(({ pattern }) => pattern !== '*')
  return {
    isWhole: (file) => entries.some((entry) => entry.file === file && entry.pattern === '*'),
    find: (file, test) => single.find((entry) => entry.file === file && entry.matches.test(test))?.line,
    linesOf: (file) => single.filter((entry) => entry.file === file).map(({ line }) => line),
  }
}

const wildcard = (pattern: string) =>
  new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`, 's')
