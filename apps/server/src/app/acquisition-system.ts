import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { AcquisitionSystem } from '#http/acquisition-api/system.ts'
import { instant } from '#kernel/clock.ts'
import type { Config } from './config.ts'

/** Measured anew after this: a walk over thousands of pictures is not for every look at the page. */
const MEASURED_FOR_MS = 60_000

/** What the acquisition surface shows of the process. */
export function createAcquisitionSystem({ dataDir }: Config, logger: { level: string }): AcquisitionSystem {
  const startedAt = instant(new Date(Date.now() - process.uptime() * 1000))
  let measured: { at: number; bytes: Promise<number> } | undefined
  return {
    startedAt,
    imageCacheBytes() {
      if (!measured || Date.now() - measured.at > MEASURED_FOR_MS) {
        measured = { at: Date.now(), bytes: sizeOf(join(dataDir, 'image-cache')) }
      }
      return measured.bytes
    },
    logLevel: () => logger.level,
    setLogLevel(level) {
      logger.level = level
    },
  }
}

/** Of all files below a folder; 0 where there is none. */
async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  let bytes = 0
  for (const entry of entries) {
    if (entry.isFile())
      bytes += await stat(join(entry.parentPath, entry.name)).then(
        ({ size }) => size,
        () => 0,
      )
  }
  return bytes
}
