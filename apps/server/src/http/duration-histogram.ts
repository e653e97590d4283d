const BOUNDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

export interface DurationHistogram {
  observe(method: string, route: string, status: number, seconds: number): void
  /** In the text format of Prometheus. */
  text(): string
}

interface Line {
  labels: string
  /** Observations up to each bound alone; the format wants sums, which are made when asked for. */
  counts: number[]
  count: number
  sum: number
}

/** Counts how long requests take. Runs for every request, so it only adds three numbers. */
export function durationHistogram(name: string, help: string): DurationHistogram {
  const lines = new Map<string, Line>()
  return {
    observe(method, route, status, seconds) {
      const key = `${method} ${status} ${route}`
      let line = lines.get(key)
      if (!line) {
        const labels = `method="${method}",route="${route.replace(/["\\\n]/g, '_')}",status="${status}"`
        line = { labels, counts: BOUNDS.map(() => 0), count: 0, sum: 0 }
        lines.set(key, line)
      }
      const bound = BOUNDS.findIndex((limit) => seconds <= limit)
      if (bound >= 0) line.counts[bound] = (line.counts[bound] ?? 0) + 1
      line.count += 1
      line.sum += seconds
    },
    text: () =>
      [
        `# HELP ${name} ${help}`,
        `# TYPE ${name} histogram`,
        ...[...lines.values()].flatMap((line) => series(name, line)),
        '',
      ].join('\n'),
  }
}

function series(name: string, { labels, counts, count, sum }: Line): string[] {
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
