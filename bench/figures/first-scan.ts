import { startLoad } from '../load.ts'
import { epubFolder } from '../make-epubs.ts'
import type { BenchOptions } from '../options.ts'
import { cpuSeconds, peakMb } from '../process-facts.ts'
import { count, informed, measured, type Reading, unmeasured } from '../reading.ts'
import { coverCounts, lastScan, listed, makeLibrary, readOnce, rest, until } from '../scan-watch.ts'
import { type BenchServer, startServer } from '../server.ts'
import { targets } from '../targets.ts'
import { newFile } from './new-file.ts'
import { rescan } from './rescan.ts'

export interface FirstScan {
  /** Until every book was listed. */
  listedSeconds: number
  /** Until every cover was drawn; undefined where that came to a halt. */
  coversSeconds: number | undefined
  listPage: { p50: number; p95: number; max: number; count: number }
  covers: { total: number; drawn: number; failed: number }
  peakMb: number | undefined
  /** Processor time until listed, and until drawn. */
  work: { listed: number; covers: number }
}

/** The first scan of a folder of EPUBs, and what follows on the same server: a rescan, and a file that comes later. */
export async function firstScan(options: BenchOptions): Promise<Reading[]> {
  const books = options.isQuick ? 500 : 5_000
  const folder = await epubFolder(books)
  const server = await startServer(options.profileDir ? { profileDir: options.profileDir } : {})
  try {
    const { readings, libraryId } = await scanned(server, folder, books)
    const later = await newFile(server)
    await rest(server)
    return [...readings, await rescan(server, libraryId, books, options.isQuick), later]
  } finally {
    await server.stop()
  }
}

async function scanned(server: BenchServer, folder: string, books: number) {
  const { libraryId, ...scan } = await watchFirstScan(server, folder, books)
  const { p50, p95, max, count: asked } = scan.listPage
  const label = `first scan of ${count(books)} EPUBs`
  const drawn = `${scan.covers.drawn} of ${books} covers, ${scan.work.covers.toFixed(1)} s of processor time`
  const readings: Reading[] = [
    measured(
      `${label}: all listed`,
      books / scan.listedSeconds,
      targets.scanSpeed,
      `${scan.listedSeconds.toFixed(1)} s, ${scan.work.listed.toFixed(1)} s of processor time`,
    ),
    scan.coversSeconds === undefined
      ? unmeasured(`${label}: all covers there`, targets.scanCovers, `came to a halt: ${drawn}`)
      : measured(`${label}: all covers there`, scan.coversSeconds, targets.scanCovers, drawn, scan.covers),
    measured(
      `${label}: list page p95 meanwhile`,
      p95,
      targets.scanListPage,
      `${asked} requests, slowest ${max.toFixed(0)} ms`,
      {
        p50,
        p95,
        max,
      },
    ),
  ]
  if (scan.peakMb !== undefined) readings.push(informed(`${label}: memory at most`, scan.peakMb, 'MB'))
  return { readings, libraryId }
}

/** Makes a library over the folder and follows it until everything is there, while somebody pages through the list. */
export async function watchFirstScan(
  server: BenchServer,
  folder: string,
  books: number,
): Promise<FirstScan & { libraryId: string }> {
  readOnce(folder)
  const maxSeconds = Math.max(300, books / 20)
  const idle = cpuSeconds(server.pid) ?? Number.NaN
  const work = () => (cpuSeconds(server.pid) ?? Number.NaN) - idle
  const start = performance.now()
  const sinceStart = () => (performance.now() - start) / 1000
  const libraryId = await makeLibrary(server, 'First scan', [folder])
  const visitors = startLoad({
    origin: server.origin,
    headers: server.headers,
    paths: [0, 50, 200].map((offset) => `/api/web/books?sort=title&limit=50&offset=${offset}`),
    connections: 2,
    pauseMs: 50,
    warmUp: 0,
    count: 1_000_000,
    maxSeconds: maxSeconds * 2,
  })
  try {
    await until('Listing', maxSeconds, async () => {
      const at = await listed(server)
      return { isSo: at >= books, at }
    })
    const listedSeconds = sinceStart()
    const listedWork = work()
    // A halt here is a finding, and what was measured before it still counts.
    const coversSeconds = await until('Covers', maxSeconds, async () => {
      const { drawn, failed } = await coverCounts(server)
      return { isSo: drawn + failed >= books, at: drawn + failed }
    }).then(sinceStart, () => undefined)
    const coversWork = work()
    await until('End of the scan', maxSeconds, async () => ({ isSo: (await lastScan(server)) !== undefined, at: 0 }))
    visitors.stop()
    const { failures, ...listPage } = await visitors.result
    if (Object.keys(failures).length > 0) throw new Error(`Lists failed meanwhile: ${JSON.stringify(failures)}`)
    const covers = await coverCounts(server)
    return {
      libraryId,
      listedSeconds,
      coversSeconds,
      listPage,
      covers,
      peakMb: peakMb(server.pid),
      work: { listed: listedWork, covers: coversWork },
    }
  } finally {
    visitors.stop()
  }
}
