const BOUNDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

/** Durations by what was done; the values stand in the order of the labels that the texts name. */
export interface DurationHistogram {
  observe(values: readonly string[], seconds: number): void
  /**
   * In the text format of Prometheus.
   * @param labels names of the first values; what the others tell apart is put together
   */
  text(name: string, help: string, labels: readonly string[]): string
  /** How often, as a counter. */
  countText(name: string, help: string, labels: readonly string[]): string
}

interface Line {
  values: readonly string[]
  /** Observations up to each bound alone; the format wants sums, which are made when asked for. */
  counts: number[]
  count: number
  sum: number
}

/** Counts how long things take. Runs for every request, so it only adds three numbers. */
export function durationHistogram(): DurationHistogram {
  const lines = new Map<string, Line>()
  return {
    observe(values, seconds) {
      const key = values.join(' ')
      let line = lines.get(key)
      if (!line) {
        line = emptyLine(values)
        lines.set(key, line)
      }
      const bound = BOUNDS.findIndex((limit) => seconds <= limit)
      if (bound >= 0) line.counts[bound] = (line.counts[bound] ?? 0) + 1
      line.count += 1
      line.sum += seconds
    },
    text: (name, help, labels) =>
      [
        `# HELP ${name} ${help}`,
        `# TYPE ${name} histogram`,
        ...together([...lines.values()], labels.length).flatMap((line) => series(name, labelled(line, labels), line)),
        '',
      ].join('\n'),
    countText: (name, help, labels) =>
      [
        `# HELP ${name} ${help}`,
        `# TYPE ${name} counter`,
        ...together([...lines.values()], labels.length).map(
          (line) => `${name}{${labelled(line, labels)}} ${line.count}`,
        ),
        '',
      ].join('\n'),
  }
}

const emptyLine = (values: readonly string[]): Line => ({ values, counts: BOUNDS.map(() => 0), count: 0, sum: 0 })

/** Lines that have their first values in common, as one. */
function together(lines: readonly Line[], length: number): Line[] {
  const sums = new Map<string, Line>()
  for (const { values, counts, count, sum } of lines) {
    const common = values.slice(0, length)
    const key = common.join(' ')
    const into = sums.get(key) ?? emptyLine(common)
    sums.set(key, into)
    for (const [at, value] of counts.entries()) into.counts[at] = (into.counts[at] ?? 0) + value
    into.count += count
    into.sum += sum
  }
  return [...sums.values()]
}

const labelled = ({ values }: Line, labels: readonly string[]) =>
  labels.map((label, at) => `${label}="${(values[at] ?? '').replace(/["\\\n]/g, '_')}"`).join(',')

function series(name: string, labels: string, { counts, count, sum }: Line): string[] {
  let below = 0
  const buckets = BOUNDS.map((bound, at) => {
    below += counts[at] ?? 0
    return `${name}_bucket{le="${bound}",${labels}} ${below}`
  })
  return [
    ...buckets,
    `${name}_bucket{le="+Inf",${labels}} ${count}`,
    `${name}_sum{${labels}} ${sum}`,
    `${name}_count{${labels}} ${count}`,
  ]
}
