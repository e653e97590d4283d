export type Unit = 's' | 'ms' | 'MB' | 'KB' | 'books/s' | '%'

/** What a figure may be at most, or must be at least. */
export type Target = { unit: Unit } & ({ atMost: number } | { atLeast: number })

const atMost = (value: number, unit: Unit): Target => ({ atMost: value, unit })
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
  javascript: atMost(200, 'KB'),
} satisfies Record<string, Target>

const bySize = (unit: Unit, values: Record<number, number>) => (size: number) => {
  const value = values[size]
  return value === undefined ? undefined : atMost(value, unit)
}

/** Targets of the sizes that have one; other sizes are measured without. */
export const targetsBySize = {
  rescan: bySize('s', { 5_000: 0.3, 100_000: 4 }),
  listPage: bySize('ms', { 5_000: 10, 100_000: 15, 500_000: 25 }),
  search: bySize('ms', { 5_000: 12, 100_000: 25, 500_000: 60 }),
}

export function isMet(target: Target, value: number): boolean {
  return 'atMost' in target ? value <= target.atMost : value >= target.atLeast
}
