import { textFolder } from '../make-epubs.ts'
import type { BenchOptions } from '../options.ts'
import { count, informed, measured, median, type Reading } from '../reading.ts'
import { lastScan, listed, makeLibrary, rest, until } from '../scan-watch.ts'
import { type BenchServer, startServer } from '../server.ts'
import { targetsBySize } from '../targets.ts'

/** The median rescan of a library in which nothing changed, from the request until the record of its end. */
export async function rescan(
  server: BenchServer,
  libraryId: string,
  files: number,
  isQuick: boolean,
): Promise<Reading> {
  const times: number[] = []
  for (let run = 0; run < (isQuick ? 2 : 5); run++) times.push(await rescanOnce(server, libraryId, files))
  const seconds = median(times)
  const what = `rescan without changes, ${count(files)} files`
  const target = targetsBySize.rescan(files)
  const note = `median of ${times.length}`
  return target ? measured(what, seconds, target, note, times) : informed(what, seconds, 's', note, times)
}

async function rescanOnce(server: BenchServer, libraryId: string, files: number): Promise<number> {
  const before = (await lastScan(server))?.id ?? 0
  const start = Date.now()
  await server.ask('POST', `/api/web/libraries/${libraryId}/scan`)
  await until('Rescan', 120, async () => ({ isSo: ((await lastScan(server))?.id ?? 0) > before, at: 0 }))
  const scan = await lastScan(server)
  if (scan?.state !== 'done' || scan.files_found !== files)
    throw new Error(`The rescan went wrong: ${JSON.stringify(scan)}`)
  return (Date.parse(scan.finished_at ?? '') - start) / 1000
}

/** The same over very many files. They are tiny: nothing of them is read again. */
export async function largeRescan(options: BenchOptions): Promise<Reading[]> {
  const files = options.isQuick ? 2_000 : 100_000
  const folder = await textFolder(files)
  const server = await startServer(options.profileDir ? { profileDir: options.profileDir } : {})
  try {
    const libraryId = await makeLibrary(server, 'Texts', [folder])
    const seconds = await until('First scan of texts', 1_800, async () => {
      const at = await listed(server)
      return { isSo: (await lastScan(server)) !== undefined, at }
    })
    await rest(server)
    const first = informed(
      `first scan of ${count(files)} tiny texts`,
      files / seconds,
      'books/s',
      `${seconds.toFixed(1)} s`,
    )
    return [first, await rescan(server, libraryId, files, options.isQuick)]
  } finally {
    await server.stop()
  }
}
