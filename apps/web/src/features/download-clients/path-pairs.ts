/** What the client calls a folder, and what it is called here. */
export interface PathPair {
  from: string
  to: string
}

/** Reads `from:to,from:to`. The last colon divides: folders of Windows begin with one of their own. */
export function readPairs(text: string): PathPair[] {
  return text
    .split(',')
    .map((pair) => pair.trim())
    .filter(Boolean)
    .map((pair) => {
      const at = pair.lastIndexOf(':')
      return at < 0 ? { from: pair, to: '' } : { from: pair.slice(0, at).trim(), to: pair.slice(at + 1).trim() }
    })
}

/** Pairs of which a half is missing say nothing. */
export const writePairs = (pairs: readonly PathPair[]): string =>
  pairs
    .map(({ from, to }) => ({ from: from.trim(), to: to.trim() }))
    .filter(({ from, to }) => from !== '' && to !== '')
    .map(({ from, to }) => `${from}:${to}`)
    .join(',')
