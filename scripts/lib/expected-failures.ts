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
 * Reads the list: one `file: pattern of a test's name` a line, `*` standing for any text; `#` begins a remark. A line
 * `file on postgres: pattern` counts there alone.
 * Throws on a line that is none of these.
 */
export function parseExpectedFailures(list: string, { isPostgres = false } = {}): ExpectedFailures {
  const entries = list
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, file, isOnPostgres, pattern] = line.match(/^([\w/-]+)( on postgres)?: (.+)$/) ?? []
      if (!file || !pattern) throw new Error(`Not “file: pattern”: ${line}`)
      return { line, file, pattern, isElsewhere: isOnPostgres !== undefined && !isPostgres, matches: wildcard(pattern) }
    })
    .filter(({ isElsewhere }) => !isElsewhere)
  const single = entries.filter(({ pattern }) => pattern !== '*')
  return {
    isWhole: (file) => entries.some((entry) => entry.file === file && entry.pattern === '*'),
    find: (file, test) => single.find((entry) => entry.file === file && entry.matches.test(test))?.line,
    linesOf: (file) => single.filter((entry) => entry.file === file).map(({ line }) => line),
  }
}

const wildcard = (pattern: string) =>
  new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`, 's')
