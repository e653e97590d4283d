import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { writeEpub } from '../make-epubs.ts'
import { measured, type Reading } from '../reading.ts'
import { listed, makeLibrary, until } from '../scan-watch.ts'
import type { BenchServer } from '../server.ts'
import { targets } from '../targets.ts'

const RUNS = 3
/** Numbers of books that no folder has. */
const FIRST = 9_000_000

/** From the moment a file lies in a watched folder until the list has its book. */
export async function newFile(server: BenchServer): Promise<Reading> {
  const dir = mkdtempSync(join(tmpdir(), 'colophon-bench-watched-'))
  const made = mkdtempSync(join(tmpdir(), 'colophon-bench-made-'))
  try {
    await put(made, dir, FIRST)
    const before = await listed(server)
    await makeLibrary(server, 'Watched', [dir])
    await until('First book of the watched folder', 60, async () => arrived(server, before))
    // Watching starts when the scan has ended.
    await sleep(1_000)
    const times: number[] = []
    for (let run = 1; run <= RUNS; run++) {
      const known = await listed(server)
      await put(made, dir, FIRST + run)
      times.push(await until('New file', 60, async () => arrived(server, known)))
    }
    return measured('one new file until listed', Math.max(...times), targets.newFile, `slowest of ${RUNS}`, times)
  } finally {
    for (const path of [dir, made]) rmSync(path, { recursive: true, force: true })
  }
}

async function arrived(server: BenchServer, known: number) {
  const at = await listed(server)
  return { isSo: at > known, at }
}

/** Made elsewhere first, so that it arrives at the speed of a copy. */
async function put(made: string, dir: string, number: number) {
  const source = await writeEpub(made, number)
  const folder = join(dir, `Book ${number}`)
  mkdirSync(folder)
  copyFileSync(source, join(folder, `Book ${number}.epub`))
}
