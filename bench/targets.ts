export type Unit = 's' | 'ms' | 'MB' | 'KB' | 'books/s' | 'releases/s' | '%' | 'shift'

/** What a figure may be at most, or must be at least. */
export type Target = { unit: Unit } & ({ atMost: number } | { atLeast: number })

const atMost = (value: number, unit: Unit) => ({ atMost: value, unit })
const atLeast = (value: number, unit: Unit): Target => ({ atLeast: value, unit })

/** Promised on two cores, with everything in one process on SQLite. */
export const targets = {
  coldStart: atMost(0.6, 's'),
  idleMemory: atMost(120, 'MB'),
  scanSpeed: atLeast(600, 'books/s'),
  scanCovers: atMost(60, 's'),
  scanListPage: atMost(50, 'ms'),
  hugeScanSpeed: atLeast(80, '%'),
  hugeScanMemory: atMost(400, 'MB'),
  newFile: atMost(3, 's'),
  bookPage: atMost(8, 'ms'),
  koboNothing: atMost(12, 'ms'),
  kepubTime: atMost(400, 'ms'),
  kepubMemory: atMost(150, 'MB'),
  kepubCached: atMost(10, 'ms'),
  koreaders: atMost(25, 'ms'),
  javascript: atMost(200, 'KB'),
  decisions: atLeast(25_000, 'releases/s'),
  rss: atMost(50, 'ms'),
  wantedPage: atMost(25, 'ms'),
  queue: atMost(60, 'ms'),
  importLink: atMost(1, 's'),
  importCopy: atLeast(70, '%'),
} satisfies Record<string, Target>

/** Promised to a browser of phone size on a processor slowed down four times, with 100,000 books. */
export const webTargets = {
  firstCovers: atMost(1.5, 's'),
  interaction: atMost(100, 'ms'),
  scrollFrame: atMost(50, 'ms'),
  layoutShift: atMost(0.02, 'shift'),
  javascript: atMost(220, 'KB'),
  largePdf: atMost(1, 's'),
  longAudiobook: atMost(1, 's'),
  bookOpens: atMost(0.8, 's'),
  pageTurns: atMost(50, 'ms'),
} satisfies Record<string, Target>

const bySize = (unit: Unit, values: Record<number, number>) => (size: number) => {
  const value = values[size]
  return value === undefined ? undefined : atMost(value, unit)
}

/** Targets of the sizes that have one; other sizes are measured without. */
export const targetsBySize = {
  rescan: bySize('s', { 5_000: 0.3, 100_000: 4 }),
  listPage: bySize('ms', { 5_000: 10, 100_000: 15, 500_000: 25 }),
  koboPage: bySize('ms', { 100_000: 60 }),
  opdsPage: bySize('ms', { 5_000: 15, 100_000: 15 }),
  search: bySize('ms', { 5_000: 12, 100_000: 25, 500_000: 60 }),
}

export function isMet(target: Target, value: number): boolean {
  return 'atMost' in target ? value <= target.atMost : value >= target.atLeast
}
