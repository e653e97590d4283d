import { compareWithRecords } from './compare-with-records.ts'
import type { Scan } from './scan.ts'
import type { ScanDeps } from './scan-deps.ts'
import { createReader } from './scan-reader.ts'
import { waitUntilSettled } from './settled.ts'
import type { WalkedFile } from './walker.ts'

export interface Walked {
  /** Folders that could not be opened. */
  blind: string[]
  /** Files that somebody is still writing; they were left alone. */
  growing: WalkedFile[]
}

/** Walks below the starts, and reads and records what is new or changed. */
export async function walkAndRead(
  deps: ScanDeps,
  scan: Scan,
  starts: string[],
  signal: AbortSignal,
  size?: 'small',
): Promise<Walked> {
  if (starts.length === 0) return { blind: [], growing: [] }
  const reader = createReader(deps, scan, signal)
  const unsettled: WalkedFile[] = []
  const blind: string[] = []
  for await (const batch of deps.walker.walk(starts, signal, size)) {
    signal.throwIfAborted()
    const { fresh, seen, back, unlisted } = await compareWithRecords(deps.db, scan.libraryId, batch.files)
    for (const id of seen) scan.seen.add(id)
    scan.counts.found += batch.files.length
    blind.push(...batch.problems.map(({ path }) => path))
    scan.counts.failed += batch.problems.length
    await scan.note({ problems: batch.problems, back, unlisted })
    const growing = fresh.filter((file) => isRecent(file, deps.clock.now().getTime()))
    unsettled.push(...growing)
    const growingPaths = new Set(growing.map(({ path }) => path))
    await reader.add(fresh.filter(({ path }) => !growingPaths.has(path)))
    scan.report()
  }
  const { settled, growing } = await waitUntilSettled(unsettled, signal)
  await reader.add(settled)
  await reader.finish()
  return { blind, growing }
}

/** Files that somebody may still be writing: touched within this time. */
const SETTLE_MS = 1_200

const isRecent = (file: WalkedFile, now: number) => Math.abs(now - file.modifiedMs) < SETTLE_MS
