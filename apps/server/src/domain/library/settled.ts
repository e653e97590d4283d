import { stat } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { WalkedFile } from './walker.ts'

const PAUSE_MS = 1_200

/**
 * Waits a moment and looks again at files that were touched just now: one that has grown meanwhile is still being
 * copied and must not be read.
 */
export async function waitUntilSettled(
  files: WalkedFile[],
  signal: AbortSignal,
): Promise<{ settled: WalkedFile[]; growing: WalkedFile[] }> {
  if (files.length === 0) return { settled: [], growing: [] }
  await sleep(PAUSE_MS, undefined, { signal })
  const settled: WalkedFile[] = []
  const growing: WalkedFile[] = []
  for (const file of files) {
    const now = await stat(file.path).catch(() => null)
    if (!now) continue
    const isSame = now.size === file.sizeBytes && Math.trunc(now.mtimeMs) === Math.trunc(file.modifiedMs)
    if (isSame) settled.push(file)
    else growing.push({ path: file.path, sizeBytes: now.size, modifiedMs: Math.trunc(now.mtimeMs) })
  }
  return { settled, growing }
}
