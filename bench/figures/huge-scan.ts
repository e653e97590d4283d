import { epubFolder } from '../make-epubs.ts'
import type { BenchOptions } from '../options.ts'
import { count, informed, measured, type Reading, skipped, unmeasured } from '../reading.ts'
import { startServer } from '../server.ts'
import { targets } from '../targets.ts'
import { watchFirstScan } from './first-scan.ts'

/** Whether a scan ten times as large goes on as fast, and in bounded memory. */
export async function hugeScan({ isQuick, isHuge, only }: BenchOptions): Promise<Reading[]> {
  const [small, large] = isQuick ? [500, 2_000] : [5_000, 50_000]
  const label = `first scan of ${count(large)} EPUBs`
  if (!isHuge && !only.includes('huge')) {
    const note = 'asked for with --huge'
    return [
      skipped(`${label}: speed`, targets.hugeScanSpeed, note),
      skipped(`${label}: memory`, targets.hugeScanMemory, note),
    ]
  }
  const before = await scanOnce(small)
  const scan = await scanOnce(large)
  const speed = large / scan.listedSeconds
  const share = (speed / (small / before.listedSeconds)) * 100
  const readings: Reading[] = [
    measured(`${label}: speed against ${count(small)}`, share, targets.hugeScanSpeed, `${speed.toFixed(0)} books/s`),
    informed(
      `${label}: all covers there`,
      scan.coversSeconds ?? Number.NaN,
      's',
      `${scan.covers.drawn} drawn, ${scan.covers.failed} failed`,
    ),
    informed(
      `${label}: list page p95 meanwhile`,
      scan.listPage.p95,
      'ms',
      `slowest ${scan.listPage.max.toFixed(0)} ms`,
    ),
  ]
  const memory = `${label}: memory at most`
  if (scan.peakMb === undefined) return [...readings, unmeasured(memory, targets.hugeScanMemory, 'only Linux tells')]
  return [...readings, measured(memory, scan.peakMb, targets.hugeScanMemory)]
}

async function scanOnce(books: number) {
  const folder = await epubFolder(books)
  const server = await startServer()
  try {
    return await watchFirstScan(server, folder, books)
  } finally {
    await server.stop()
  }
}
